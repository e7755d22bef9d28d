package org.tiltmeter.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a second start open in the window that runs already. The first start holds a lock on a file in the user's
/// folder and listens at a local socket beside it, which no network reaches; later starts send there what they were to
/// open. Close it when the window closes.
final class SingleWindow implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SingleWindow.class);
    private static final String LOCK = "window.lock";
    private static final String SOCKET = "window.socket";
    private static final String ANSWER = "ok";
    private static final int LONGEST = 64 * 1024;

    private final FileChannel file;
    private final FileLock lock;
    private final Path socket;
    private @Nullable ServerSocketChannel server;

    private SingleWindow(FileChannel file, FileLock lock, Path socket) {
        this.file = file;
        this.lock = lock;
        this.socket = socket;
    }

    /// Becomes the one window of this user.
    ///
    /// @param folder of the user
    /// @return empty if there is one already
    static Optional<SingleWindow> become(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel file = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return Optional.of(new SingleWindow(file, lock, folder.resolve(SOCKET)));
            }
        } catch (OverlappingFileLockException ofThisProgram) {
            LOG.debug("the lock is held by this very program", ofThisProgram);
        }
        file.close();
        return Optional.empty();
    }

    /// Listens for later starts; each is told on a thread of its own. Where the system has no such sockets or the
    /// folder's path is too long for one, later starts open windows of their own.
    void listen(Consumer<String> request) {
        try {
            Files.deleteIfExists(socket);
            ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening.bind(UnixDomainSocketAddress.of(socket));
            server = listening;
            Thread.ofPlatform().name("tiltmeter-second-start").daemon().start(() -> serve(listening, request));
        } catch (IOException | UnsupportedOperationException impossible) {
            LOG.info("later starts open windows of their own: {}", impossible.toString());
        }
    }

    private static void serve(ServerSocketChannel listening, Consumer<String> request) {
        while (listening.isOpen()) {
            try (SocketChannel caller = listening.accept()) {
                String words = read(caller);
                request.accept(words);
                caller.write(ByteBuffer.wrap(ANSWER.getBytes(StandardCharsets.UTF_8)));
            } catch (AsynchronousCloseException closed) {
                return;
            } catch (ClosedChannelException closed) {
                LOG.debug("closed", closed);
            } catch (IOException broken) {
                LOG.warn("a second start could not be heard", broken);
            }
        }
    }

    private static String read(SocketChannel channel) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (bytes.size() < LONGEST && channel.read(buffer) >= 0) {
            buffer.flip();
            Channels.newChannel(bytes).write(buffer);
            buffer.clear();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Sends a request to the window that runs.
    ///
    /// @return whether it was heard
    static boolean handOver(Path folder, String request) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(SOCKET)))) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            return read(channel).equals(ANSWER);
        } catch (IOException | UnsupportedOperationException notHeard) {
            LOG.info("the running window does not answer: {}", notHeard.toString());
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        ServerSocketChannel listening = server;
        if (listening != null) {
            listening.close();
            Files.deleteIfExists(socket);
        }
        lock.release();
        file.close();
    }
}
