package org.tiltmeter.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.work.BadInputException;

/// An open session: one SQLite file that holds models by fingerprint, probes, word lists, settings, results, traces,
/// pinned figures, notes and an append-only log.
///
/// Saving is continuous: every change is one transaction and is on the disk when its method returns. Methods wait for
/// the disk, so they are called on a worker's thread, never on the one that draws; any worker may call. Failures of
/// the file or disk come as [BadInputException] in one sentence, and then nothing has changed. Who opened the session
/// closes it.
public final class Session implements AutoCloseable {

    private final Database database;
    private final ActionLog log;
    private final ChangeHistory history;
    private final Models models;
    private final Documents documents;
    private final Settings settings;
    private final Results results;
    private final Traces traces;
    private final PinnedFigures figures;
    private final Notes notes;

    private SessionLock lock;
    private boolean scratch;

    Session(Database database, SessionLock lock, boolean scratch) {
        this.database = database;
        this.lock = lock;
        this.scratch = scratch;
        this.log = new ActionLog(database);
        this.history = new ChangeHistory(database, log);
        Rows rows = new Rows(database, log, history);
        this.models = new Models(database, log);
        this.documents = new Documents(rows);
        this.settings = new Settings(database);
        this.results = new Results(rows);
        this.traces = new Traces(rows);
        this.figures = new PinnedFigures(rows);
        this.notes = new Notes(rows);
    }

    /// Where the session lies.
    public Path file() {
        return database.file();
    }

    /// Whether the user has not yet given the session a file of its own; it is saved all the same.
    public synchronized boolean isScratch() {
        return scratch;
    }

    /// What the session is.
    public SessionHeading heading() {
        return database.read(SessionTable::read);
    }

    /// Gives the session another title.
    public void retitle(String title) {
        database.changing(handle -> {
            SessionTable.retitle(handle, WellFormed.text(title));
            log.append(handle, "session-retitled", WellFormed.text(title), "");
        });
    }

    /// The models it knows.
    public Models models() {
        return models;
    }

    /// Probe sets and concept sets.
    public Documents documents() {
        return documents;
    }

    /// Settings by key.
    public Settings settings() {
        return settings;
    }

    /// Results.
    public Results results() {
        return results;
    }

    /// Traces.
    public Traces traces() {
        return traces;
    }

    /// Pinned figures.
    public PinnedFigures figures() {
        return figures;
    }

    /// Notes.
    public Notes notes() {
        return notes;
    }

    /// The append-only action log.
    public ActionLog log() {
        return log;
    }

    /// Undo and redo.
    public ChangeHistory history() {
        return history;
    }

    /// Saves the session under another name and goes on there. A scratch session's old file is removed; another file
    /// stays as it is.
    ///
    /// @param target replaced if it is there
    /// @throws BadInputException if the place cannot be written or another window has that session open
    public synchronized void saveAs(Path target) {
        Path place = SessionFiles.normal(target);
        if (place.equals(file())) {
            return;
        }
        SafeFile.requireWritablePlace(place);
        SessionLock newLock = SessionLock.take(place);
        boolean moved = false;
        try {
            copyInto(place);
            Path old = file();
            database.moveTo(place);
            moved = true;
            lock.close();
            lock = newLock;
            if (scratch) {
                scratch = false;
                SessionFiles.delete(old);
            }
        } finally {
            if (!moved) {
                newLock.close();
            }
        }
        log.append("session-saved-as", String.valueOf(place.getFileName()), "");
    }

    /// Writes a copy of the session and goes on in this one.
    ///
    /// @param target replaced if it is there
    /// @throws BadInputException if the place cannot be written or another window has that session open
    public synchronized void copyTo(Path target) {
        Path place = SessionFiles.normal(target);
        if (place.equals(file())) {
            throw new BadInputException("The copy would take the name of the session itself; choose another name.");
        }
        SafeFile.requireWritablePlace(place);
        try (SessionLock copyLock = SessionLock.take(place)) {
            copyInto(copyLock.file());
        }
    }

    /// Reads the whole file and compares it with itself.
    ///
    /// @throws BadInputException if it is damaged
    public void checkIntegrity() {
        database.outsideTransaction(handle -> {
            SessionFiles.checkIntegrity(handle, file(), "integrity_check");
            return true;
        });
    }

    /// Forgets what was deleted and what could be undone, for good.
    public void forgetDeleted() {
        database.changing(handle -> {
            handle.execute("DELETE FROM change");
            ChangeHistory.purge(handle);
            log.append(handle, "deleted-forgotten", "", "");
        });
        database.outsideTransaction(handle -> handle.execute("VACUUM"));
    }

    /// The connection, for what reads or writes the session as a whole.
    Database database() {
        return database;
    }

    /// Closes the file. Everything is saved already; a scratch session stays where it is until it is saved or
    /// discarded.
    @Override
    public synchronized void close() {
        database.close();
        lock.close();
    }

    /// Closes a scratch session and removes it; what it held is gone.
    public synchronized void discard() {
        if (!scratch) {
            throw new IllegalStateException("only a scratch session can be discarded");
        }
        Path file = file();
        close();
        SessionFiles.delete(file);
    }

    private void copyInto(Path place) {
        Path temporary = SafeFile.temporaryBeside(place);
        try {
            try {
                database.outsideTransaction((Handle handle) -> handle.execute("VACUUM INTO ?", temporary.toString()));
                SafeFile.force(temporary);
                SafeFile.moveInto(temporary, place);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException failure) {
            throw SafeFile.refusal(place, failure);
        }
    }
}
