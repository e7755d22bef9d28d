package org.tiltmeter.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.tiltmeter.file.Permissions;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.work.BadInputException;

/// What can be known of a session file before SQLite opens it, and whether it is whole. Any thread.
final class SessionFiles {

    /// `TILT`, in the header of every session file.
    static final int APPLICATION_ID = 0x54494C54;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;

    /// Files larger than this are not read through at opening; [Session#checkIntegrity()] does it.
    private static final long CHECKED_AT_OPENING = 256L << 20;

    private SessionFiles() {}

    /// One name for one file.
    static Path normal(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        try {
            if (Files.exists(absolute)) {
                return absolute.toRealPath();
            }
            return folder != null && Files.isDirectory(folder)
                    ? folder.toRealPath().resolve(absolute.getFileName())
                    : absolute;
        } catch (IOException failure) {
            throw new BadInputException("The path " + file + " cannot be followed; choose another.", failure);
        }
    }

    /// Looks at a file and refuses, in one sentence, what is not a session.
    ///
    /// @param newest the newest version of the schema that the program knows
    /// @return the version of its schema
    static int requireSession(Path file, int newest) {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + " is a folder; choose a session file, which ends in .tilt.");
        }
        if (!Files.exists(file)) {
            throw new BadInputException("The session " + file + " does not exist; it may have been moved or removed.");
        }
        ByteBuffer header = ByteBuffer.wrap(header(file));
        if (header.capacity() < HEADER || !Arrays.equals(header.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new BadInputException(file + " is not a session of Tiltmeter; choose a file that ends in .tilt.");
        }
        if (header.getInt(68) != APPLICATION_ID) {
            throw new BadInputException(
                    file + " is a SQLite file of another program; choose a session of Tiltmeter, which ends in .tilt.");
        }
        int version = header.getInt(60);
        if (version > newest) {
            throw new BadInputException("The session " + file + " was saved by a newer version of Tiltmeter (format "
                    + version + ", this version knows " + newest + "); open it with that version.");
        }
        if (version < 0) {
            throw new BadInputException("The session " + file + " is damaged; open a copy of it from before.");
        }
        requireWhole(file, header);
        return version;
    }

    /// Refuses what may not be written.
    static void requireWritable(Path file) {
        Path folder = file.getParent();
        if (Permissions.areReadOnly(file)) {
            throw new BadInputException("The session " + file
                    + " is read-only; copy it to a folder where you may write and open the copy.");
        }
        if (folder != null && Permissions.areReadOnly(folder)) {
            throw new BadInputException("The folder of the session " + file
                    + " is read-only; copy the session to a folder where you may write and open the copy.");
        }
    }

    /// Lets SQLite compare the file with itself, unless it is so large that opening would take long.
    static void checkAtOpening(Handle handle, Path file) {
        try {
            if (Files.size(file) <= CHECKED_AT_OPENING) {
                checkIntegrity(handle, file, "quick_check");
            }
        } catch (IOException failure) {
            throw new BadInputException("The session " + file + " cannot be read.", failure);
        }
    }

    /// @param pragma `quick_check` or, slower, `integrity_check`
    static void checkIntegrity(Handle handle, Path file, String pragma) {
        List<String> found = handle.createQuery("PRAGMA " + pragma + "(1)")
                .mapTo(String.class)
                .list();
        if (!found.equals(List.of("ok"))) {
            throw damaged(file);
        }
    }

    static BadInputException damaged(Path file) {
        return new BadInputException("The session " + file + " is damaged; open a copy of it from before.");
    }

    /// Whether a crash, or a program that is writing now, has left a journal beside the file.
    static boolean hasJournal(Path file) {
        return Files.exists(file.resolveSibling(file.getFileName() + "-journal"));
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw SafeFile.refusal(file, failure);
        }
    }

    /// The file must be as long as its header says, unless a crash has left a journal that SQLite will play back.
    private static void requireWhole(Path file, ByteBuffer header) {
        if (hasJournal(file)) {
            return;
        }
        int stored = header.getShort(16) & 0xffff;
        long pageSize = stored == 1 ? 65536 : stored;
        long pages = Integer.toUnsignedLong(header.getInt(28));
        try {
            if (Files.size(file) < pageSize * pages) {
                throw new BadInputException("The session " + file + " is cut off: it has " + Files.size(file)
                        + " bytes of " + pageSize * pages + "; open a copy of it from before.");
            }
        } catch (IOException failure) {
            throw new BadInputException("The session " + file + " cannot be read.", failure);
        }
    }

    private static byte[] header(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEADER);
        } catch (IOException failure) {
            throw new BadInputException(
                    "The session " + file + " cannot be read; check that you may read it.", failure);
        }
    }
}
