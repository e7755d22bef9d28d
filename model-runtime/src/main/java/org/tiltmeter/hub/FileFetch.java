package org.tiltmeter.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

/// Fetches one file: continues what is there in part, tries again where the connection breaks, checks the content,
/// and only then gives the file its name.
final class FileFetch {

    /// How often in a row a connection may break without having brought anything.
    private static final int ATTEMPTS = 4;

    private static final int BLOCK = 1 << 20;

    /// What the system may hold back from the disk; more would make the end of a large file, and stopping, wait for
    /// it.
    private static final long UNSAFE_BYTES = 64L << 20;

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_THAT_RANGE = 416;
    private static final int SERVER_ERROR = 500;
    private static final long POLL_MILLISECONDS = 50;

    private final Connection connection;
    private final Refusals refusals;
    private final Duration pause;
    private final Progress progress;
    private final Cancellation cancellation;

    /// @param pause before a broken connection is tried again
    /// @param progress hears bytes of the file
    FileFetch(Connection connection, Refusals refusals, Duration pause, Progress progress, Cancellation cancellation) {
        this.connection = connection;
        this.refusals = refusals;
        this.pause = pause;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /// A part that is being written, and what it digests to so far.
    private static final class Part {
        private final FileChannel channel;
        private final HubFile file;
        private MessageDigest digest;
        private long length;
        private long safe;

        Part(FileChannel channel, HubFile file) {
            this.channel = channel;
            this.file = file;
            this.digest = file.checksum().begin(file.bytes());
        }

        void write(ByteBuffer bytes) throws IOException {
            digest.update(bytes.duplicate());
            while (bytes.hasRemaining()) {
                length += channel.write(bytes, length);
            }
            if (length - safe >= UNSAFE_BYTES) {
                channel.force(false);
                safe = length;
            }
        }

        void clear() throws IOException {
            channel.truncate(0);
            digest = file.checksum().begin(file.bytes());
            length = 0;
            safe = 0;
        }

        boolean isWhole() {
            return length == file.bytes();
        }
    }

    /// @param folder where to; it is there
    void fetch(HubFile file, URI address, Path folder) {
        Path target = folder.resolve(file.name());
        Path part = FetchTarget.part(file, folder);
        try {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                requireSame(file, target);
                return;
            }
            boolean right;
            try (FileChannel channel = FileChannel.open(
                            part,
                            Set.of(
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE,
                                    LinkOption.NOFOLLOW_LINKS));
                    FileLock lock = lock(channel, part)) {
                right = lock.isValid() && fill(channel, file, address);
            }
            if (!right) {
                Files.delete(part);
                throw new BadInputException(
                        "%s arrived with another content than the hub announced (its checksum differs) and was deleted; fetch again, and do not use the model if that repeats."
                                .formatted(file.name()));
            }
            move(part, target);
        } catch (IOException disk) {
            throw new BadInputException(
                    target + " cannot be written (" + disk.getMessage() + "); check the disk and the folder's rights.",
                    disk);
        }
    }

    private static FileLock lock(FileChannel channel, Path part) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException inThisProgram) {
            throw new BadInputException(part + " is being fetched already; wait for it.", inThisProgram);
        }
        throw new BadInputException(part + " is being fetched by another program already; wait for it.");
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(part, target);
        }
    }

    private void requireSame(HubFile file, Path target) throws IOException {
        boolean same = Files.isRegularFile(target) && Files.size(target) == file.bytes();
        if (same) {
            MessageDigest digest = file.checksum().begin(file.bytes());
            try (FileChannel channel = FileChannel.open(target, StandardOpenOption.READ)) {
                read(channel, digest);
            }
            same = file.checksum().isOf(digest);
        }
        if (!same) {
            throw new BadInputException(target
                    + " is there already with another content, and nothing is overwritten; choose an empty folder.");
        }
    }

    private long read(FileChannel channel, MessageDigest digest) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long done = 0;
        int length;
        while ((length = channel.read(block.clear(), done)) > 0) {
            cancellation.throwIfRequested();
            digest.update(block.flip());
            done += length;
            progress.report(new Progress.Step(Progress.Phase.FINGERPRINTING, done, 0));
        }
        return done;
    }

    /// Brings a part to its full length.
    ///
    /// @return whether its content is what the hub announced
    /// @throws IOException if the disk fails
    private boolean fill(FileChannel channel, HubFile file, URI address) throws IOException {
        Part part = new Part(channel, file);
        if (channel.size() > file.bytes()) {
            part.clear();
        } else {
            part.length = read(channel, part.digest);
            part.safe = part.length;
        }
        int failures = 0;
        while (!part.isWhole()) {
            long before = part.length;
            Optional<IOException> broken = ask(part, address);
            if (broken.isEmpty()) {
                break;
            }
            failures = part.length > before ? 1 : failures + 1;
            if (failures >= ATTEMPTS) {
                throw refusals.broken(file, broken.orElseThrow());
            }
            rest();
        }
        channel.force(true);
        return part.isWhole() && file.checksum().isOf(part.digest);
    }

    /// Asks for what is missing of a part.
    ///
    /// @return how the connection broke, or nothing where the answer came to its end
    private Optional<IOException> ask(Part part, URI address) throws IOException {
        Connection.Answer answer;
        try {
            answer = connection.get(address, part.length, cancellation);
        } catch (IOException broken) {
            return Optional.of(broken);
        }
        try (answer) {
            if (answer.status() == NOT_THAT_RANGE && part.length > 0) {
                part.clear();
                return Optional.of(new IOException("the hub does not continue files"));
            }
            if (answer.status() >= SERVER_ERROR) {
                return Optional.of(new IOException("HTTP " + answer.status()));
            }
            if (answer.status() == OK) {
                part.clear();
            } else if (answer.status() != PARTIAL || !continues(answer, part)) {
                throw refusals.of(answer);
            }
            return receive(part, answer);
        }
    }

    private static boolean continues(Connection.Answer answer, Part part) {
        return answer.header("Content-Range").startsWith("bytes " + part.length + "-");
    }

    private Optional<IOException> receive(Part part, Connection.Answer answer) throws IOException {
        while (true) {
            Optional<List<ByteBuffer>> next;
            try {
                next = answer.body().next(cancellation);
            } catch (IOException broken) {
                return Optional.of(broken);
            }
            if (next.isEmpty()) {
                return part.isWhole() ? Optional.empty() : Optional.of(new IOException("the answer ended too early"));
            }
            for (ByteBuffer bytes : next.orElseThrow()) {
                if (part.length + bytes.remaining() > part.file.bytes()) {
                    part.clear();
                    return Optional.empty();
                }
                part.write(bytes);
            }
            progress.report(new Progress.Step(Progress.Phase.FETCHING, part.length, part.file.bytes()));
        }
    }

    private void rest() {
        long until = System.nanoTime() + pause.toNanos();
        try {
            while (System.nanoTime() < until) {
                cancellation.throwIfRequested();
                Thread.sleep(POLL_MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
