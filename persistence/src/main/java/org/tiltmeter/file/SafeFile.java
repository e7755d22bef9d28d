package org.tiltmeter.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import org.tiltmeter.work.BadInputException;

/// Writes a whole file: to a temporary file beside it, forced to the disk, then moved into place. Whoever reads the
/// file, also after a crash, sees the old content or the new one, never a part. Any thread.
public final class SafeFile {

    private SafeFile() {}

    /// Writes what will be the content of a file.
    @FunctionalInterface
    public interface Content {

        /// Writes everything; the stream is buffered and closed by the caller.
        void writeTo(OutputStream out) throws IOException;
    }

    /// Replaces or creates a file.
    ///
    /// @throws BadInputException in one sentence if the folder is missing or read-only, the disk is full, or the
    ///     path is a folder; the old file is then as it was
    public static void write(Path target, Content content) {
        Path file = target.toAbsolutePath().normalize();
        requireWritablePlace(file);
        Path temporary = temporaryBeside(file);
        try {
            try {
                writeAndForce(temporary, content);
                moveInto(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException | ReadOnlyFileSystemException failure) {
            throw refusal(file, failure);
        }
    }

    /// Replaces or creates a file with text in UTF-8.
    ///
    /// @throws BadInputException as [#write(Path, Content)]
    public static void write(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// A name for a temporary file in the same folder, hence on the same disk, that nobody else uses.
    public static Path temporaryBeside(Path file) {
        return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    }

    /// Moves a finished temporary file over a file in the same folder, in one step where the disk can.
    public static void moveInto(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
        forceFolder(file);
    }

    /// Forces a finished file's content to the disk.
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Checks, before long work is done for it, that a file can be written at a place.
    ///
    /// @throws BadInputException in one sentence if it cannot
    public static void requireWritablePlace(Path target) {
        Path file = target.toAbsolutePath().normalize();
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + " is a folder; choose the name of a file.");
        }
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BadInputException("The folder of " + file + " does not exist; choose another place.");
        }
        if (Permissions.areReadOnly(folder)) {
            throw new BadInputException("The folder " + folder + " is read-only, so " + file.getFileName()
                    + " cannot be written there;" + " choose another place.");
        }
    }

    /// The sentence for a failure to write a file.
    public static BadInputException refusal(Path file, Exception failure) {
        if (failure instanceof AccessDeniedException || failure instanceof ReadOnlyFileSystemException) {
            return new BadInputException(file + " cannot be written: its place is read-only; choose another.", failure);
        }
        String reason = reason(failure);
        if (reason.toLowerCase(Locale.ROOT).contains("no space left")
                || reason.toLowerCase(Locale.ROOT).contains("not enough space")) {
            return new BadInputException(
                    file + " cannot be written: the disk is full; free some space or choose another place.", failure);
        }
        return new BadInputException(file + " cannot be written: " + reason + ".", failure);
    }

    private static String reason(Exception failure) {
        if (failure instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static void writeAndForce(Path temporary, Content content) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void forceFolder(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notPossible) {
            // Windows cannot open a folder as a channel; there the move itself is forced by the file system.
            org.slf4j.LoggerFactory.getLogger(SafeFile.class)
                    .trace("cannot force the folder {} to the disk", folder, notPossible);
        }
    }
}
