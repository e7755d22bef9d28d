package org.tiltmeter.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.work.BadInputException;

/// A session as one JSON file, for other programs and for the archive. Everything the user sees comes back letter for
/// letter and bit for bit; what was deleted and what could be undone stays behind. Any thread but the one that draws.
///
/// The file holds `format`, `session`, `models`, `documents`, `settings`, `results`, `traces`, `figures`, `notes` and
/// `log`. Documents stand in it as JSON; arrays of traces as base64 of what a session file holds.
public final class SessionBundle {

    static final String FORMAT = "tiltmeter-session-1";

    /// A bundle is read into memory at once.
    private static final long LARGEST = 1L << 30;

    private SessionBundle() {}

    /// Writes a session as a bundle.
    ///
    /// @throws BadInputException in one sentence if the file cannot be written
    public static void write(Session session, Path file) {
        SafeFile.write(file, out -> BundleWriter.write(session.database(), out));
    }

    /// Makes a session from a bundle and opens it.
    ///
    /// @param target the new session file; must not exist
    /// @throws BadInputException in one sentence if the bundle is none, is damaged or larger than 1 GiB, or the
    ///     session cannot be written; then there is no new file
    public static Session read(SessionStore store, Path bundle, Path target) {
        byte[] bytes = bytes(bundle);
        Path place = SessionFiles.normal(target);
        if (Files.exists(place)) {
            throw new BadInputException(place + " exists already; choose another name.");
        }
        SafeFile.requireWritablePlace(place);
        Path temporary = SafeFile.temporaryBeside(place);
        try {
            try {
                store.fill(temporary, handle -> new BundleReader(bundle, bytes).restore(handle));
                SafeFile.force(temporary);
                SafeFile.moveInto(temporary, place);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException failure) {
            throw SafeFile.refusal(place, failure);
        }
        Session session = store.open(place);
        session.log().append("bundle-imported", String.valueOf(bundle.getFileName()), "");
        return session;
    }

    private static byte[] bytes(Path bundle) {
        try {
            if (!Files.isRegularFile(bundle)) {
                throw new BadInputException("The bundle " + bundle + " does not exist or is not a file.");
            }
            if (Files.size(bundle) > LARGEST) {
                throw new BadInputException("The bundle " + bundle + " is larger than 1 GiB, more than can be read.");
            }
            return Files.readAllBytes(bundle);
        } catch (IOException failure) {
            throw new BadInputException("The bundle " + bundle + " cannot be read.", failure);
        }
    }
}
