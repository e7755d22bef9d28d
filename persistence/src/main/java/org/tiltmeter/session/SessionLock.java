package org.tiltmeter.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.work.BadInputException;

/// Says that a session is open: a lock of the operating system on a small file beside it, which also names the
/// process. The system gives the lock back when a process dies, so a crash leaves none. Whoever takes it closes it.
final class SessionLock implements AutoCloseable {

    /// Sessions open in this process: a second channel on the same file would give the first one's lock back.
    private static final Set<Path> OPEN_HERE = new HashSet<>();

    /// The lock lies behind the text, so that the text can be read where locks forbid reading.
    private static final long LOCKED_BYTE = 1L << 40;

    private final Path session;
    private final Path file;
    private final @Nullable FileChannel channel;
    private boolean closed;

    private SessionLock(Path session, Path file, @Nullable FileChannel channel) {
        this.session = session;
        this.file = file;
        this.channel = channel;
    }

    /// The lock of a session that is opened for reading only: none.
    static SessionLock none(Path session) {
        return new SessionLock(session, fileOf(session), null);
    }

    /// Takes the lock.
    ///
    /// @throws BadInputException if another window or process has it, or the folder cannot be written
    static SessionLock take(Path session) {
        synchronized (OPEN_HERE) {
            if (OPEN_HERE.contains(session)) {
                throw new BadInputException("The session " + session
                        + " is already open in this program; use the window" + " that shows it.");
            }
            SessionLock lock = lock(session);
            OPEN_HERE.add(session);
            return lock;
        }
    }

    /// Whether no process has the session open.
    static boolean isFree(Path session) {
        try (SessionLock lock = take(session)) {
            return lock.channel != null;
        } catch (BadInputException held) {
            return false;
        }
    }

    /// The locked session.
    Path file() {
        return session;
    }

    @Override
    public void close() {
        if (closed || channel == null) {
            return;
        }
        closed = true;
        synchronized (OPEN_HERE) {
            OPEN_HERE.remove(session);
            try (channel) {
                Files.deleteIfExists(file);
            } catch (IOException failure) {
                throw new IllegalStateException("the lock file " + file + " cannot be removed", failure);
            }
        }
    }

    private static SessionLock lock(Path session) {
        Path file = fileOf(session);
        while (true) {
            FileChannel channel = null;
            boolean taken = false;
            try {
                channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock(LOCKED_BYTE, 1, false);
                if (held == null) {
                    throw new BadInputException("The session " + session + " is open in another window or program ("
                            + owner(channel) + "); close it there first.");
                }
                if (isStillThere(file, channel)) {
                    sign(channel);
                    taken = true;
                    return new SessionLock(session, file, channel);
                }
            } catch (FileSystemException failure) {
                throw new BadInputException(
                        "The folder of the session " + session + " is read-only; copy the session to a folder where you"
                                + " may write and open the copy.",
                        failure);
            } catch (IOException failure) {
                throw SafeFile.refusal(file, failure);
            } finally {
                if (!taken && channel != null) {
                    close(channel);
                }
            }
        }
    }

    /// Whether the locked file was not removed by its last owner between opening and locking: what is done to the
    /// channel must show under the name. Only the size is asked for, since opening the file once more and closing
    /// it would give the lock back.
    private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
        long size = ThreadLocalRandom.current().nextLong(1_000, 1_000_000_000);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(new byte[] {' '}), size - 1);
        try {
            return Files.size(file) == size;
        } catch (NoSuchFileException removed) {
            return false;
        }
    }

    private static void sign(FileChannel channel) throws IOException {
        byte[] text = ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text), 0);
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(64);
        channel.read(text, 0);
        String owner = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
        return owner.matches("process [0-9]+") ? owner : "process unknown";
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new IllegalStateException("a lock file does not close", failure);
        }
    }

    private static Path fileOf(Path session) {
        return session.resolveSibling("." + session.getFileName() + ".lock");
    }
}
