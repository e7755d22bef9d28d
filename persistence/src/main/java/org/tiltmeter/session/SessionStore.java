package org.tiltmeter.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.work.BadInputException;

/// Makes and opens sessions. Any thread but the one that draws; holds nothing open itself.
public final class SessionStore {

    /// What the names of session files end in.
    public static final String SUFFIX = ".tilt";

    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);

    private final Path scratchFolder;
    private final Clock clock;
    private final String programVersion;
    private final Migration migration;

    /// @param scratchFolder where sessions lie until the user names them; made when needed
    /// @param programVersion goes into sessions and their logs
    public SessionStore(Path scratchFolder, Clock clock, String programVersion) {
        this(scratchFolder, clock, programVersion, Migration.ofThisProgram());
    }

    SessionStore(Path scratchFolder, Clock clock, String programVersion, Migration migration) {
        this.scratchFolder = scratchFolder;
        this.clock = clock;
        this.programVersion = programVersion;
        this.migration = migration;
    }

    /// Makes an empty session.
    ///
    /// @param file the new file; must not exist
    /// @throws BadInputException in one sentence if it exists or cannot be written
    public Session create(Path file) {
        Path place = SessionFiles.normal(file);
        if (Files.exists(place)) {
            throw new BadInputException(place + " exists already; choose another name or open it.");
        }
        return create(place, false);
    }

    /// Makes an empty session that has no name yet. It is saved continuously like any other, in the scratch folder,
    /// until "save as" gives it a file or [Session#discard()] removes it.
    public Session createScratch() {
        try {
            Files.createDirectories(scratchFolder);
        } catch (IOException failure) {
            throw SafeFile.refusal(scratchFolder, failure);
        }
        return create(SessionFiles.normal(scratchFolder.resolve("unsaved-" + UUID.randomUUID() + SUFFIX)), true);
    }

    /// Opens a session. One of an older version is migrated, and the file as it was is kept beside.
    ///
    /// @throws BadInputException in one sentence if the file is missing, a folder, not a session, newer than this
    ///     program, damaged, read-only, or open in another window or process
    public Session open(Path file) {
        Path place = SessionFiles.normal(file);
        SessionFiles.requireSession(place, migration.version());
        SessionFiles.requireWritable(place);
        SessionLock lock = SessionLock.take(place);
        boolean opened = false;
        try {
            int version = SessionFiles.requireSession(place, migration.version());
            if (version < migration.version()) {
                Path kept = migration.upgrade(place, version);
                LOG.info("{} was of format {}; as it was, it is kept as {}", place, version, kept);
            }
            Session session = checked(place, false, lock);
            opened = true;
            return session;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /// Opens a session to read it: nothing is written, not even beside it; a change is refused. Others may have it
    /// open.
    ///
    /// @throws BadInputException as [#open(Path)], and if it is of an older version
    public Session openForReading(Path file) {
        Path place = SessionFiles.normal(file);
        if (SessionFiles.requireSession(place, migration.version()) < migration.version()) {
            throw new BadInputException("The session " + place
                    + " was saved by an older version of Tiltmeter; open it in the window once, which brings it up to"
                    + " date.");
        }
        return checked(place, true, SessionLock.none(place));
    }

    /// The scratch sessions that a crash has left, newest first; the user may open one and save it under a name.
    public List<Path> leftovers() {
        if (!Files.isDirectory(scratchFolder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(scratchFolder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).endsWith(SUFFIX))
                    .map(SessionFiles::normal)
                    .filter(SessionLock::isFree)
                    .sorted(java.util.Comparator.comparing(SessionStore::changedAt)
                            .reversed())
                    .toList();
        } catch (IOException failure) {
            throw new BadInputException("The folder " + scratchFolder + " cannot be read.", failure);
        }
    }

    /// The session files in the folder of another one; none where the folder cannot be read.
    public static List<Path> beside(Path file) {
        Path folder = SessionFiles.normal(file).getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(one -> String.valueOf(one.getFileName()).endsWith(SUFFIX))
                    .map(SessionFiles::normal)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            LOG.info("the folder {} cannot be searched: {}", folder, unreadable.getMessage());
            return List.of();
        }
    }

    /// Makes a session file and fills it in one transaction.
    void fill(Path file, java.util.function.Consumer<Handle> content) {
        migration.apply(file);
        try (Database database = new Database(file, false, clock, programVersion)) {
            database.changing(content);
        }
    }

    private Session create(Path place, boolean scratch) {
        SafeFile.requireWritablePlace(place);
        SessionLock lock = SessionLock.take(place);
        boolean opened = false;
        try {
            Path temporary = SafeFile.temporaryBeside(place);
            try {
                fill(temporary, handle -> SessionTable.write(handle, newHeading(place)));
                SafeFile.force(temporary);
                SafeFile.moveInto(temporary, place);
            } finally {
                Files.deleteIfExists(temporary);
            }
            Session session = new Session(new Database(place, false, clock, programVersion), lock, scratch);
            opened = true;
            session.log().append("session-created", session.heading().title(), "");
            return session;
        } catch (IOException failure) {
            throw SafeFile.refusal(place, failure);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private SessionHeading newHeading(Path place) {
        String name = String.valueOf(place.getFileName());
        String title = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return new SessionHeading(
                UUID.randomUUID().toString(), title, clock.instant().truncatedTo(ChronoUnit.MILLIS), programVersion);
    }

    private Session checked(Path place, boolean readOnly, SessionLock lock) {
        Database database = new Database(place, readOnly, clock, programVersion);
        boolean whole = false;
        try {
            database.outsideTransaction(handle -> {
                SessionFiles.checkAtOpening(handle, place);
                if (!readOnly && SessionFiles.hasJournal(place)) {
                    // A process was killed before it wrote anything; SQLite removes the journal with the next change.
                    handle.execute("PRAGMA user_version = " + migration.version());
                }
                return SessionTable.read(handle);
            });
            whole = true;
            return new Session(database, lock, place.startsWith(SessionFiles.normal(scratchFolder)));
        } finally {
            if (!whole) {
                database.close();
            }
        }
    }

    private static java.time.Instant changedAt(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            LOG.debug("{} is gone", file, gone);
            return java.time.Instant.EPOCH;
        }
    }
}
