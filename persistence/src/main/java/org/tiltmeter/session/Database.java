package org.tiltmeter.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.tiltmeter.work.BadInputException;

/// The one connection of a session. Any thread; calls wait for each other. The session closes it.
final class Database implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private final String programVersion;
    private final boolean readOnly;

    private Path file;
    private Connection connection;
    private Handle handle;
    private Object fileKey;
    private boolean closed;

    Database(Path file, boolean readOnly, Clock clock, String programVersion) {
        this.clock = clock;
        this.programVersion = programVersion;
        this.readOnly = readOnly;
        this.file = file;
        this.connection = Connections.open(file, readOnly);
        this.handle = Jdbi.create(connection).open();
        this.fileKey = keyOf(file);
    }

    Path file() {
        lock.lock();
        try {
            return file;
        } finally {
            lock.unlock();
        }
    }

    String programVersion() {
        return programVersion;
    }

    /// The time now, as exactly as it is stored.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Reads in one transaction.
    <R> R read(Function<Handle, R> work) {
        return inTransaction(work);
    }

    /// Changes in one transaction: when this returns, the change is on the disk; when it throws, nothing has changed.
    <R> R change(Function<Handle, R> work) {
        if (readOnly) {
            throw new BadInputException(
                    file + " was opened for reading only; save it under another name to change it.");
        }
        lock.lock();
        try {
            requireFileInPlace();
            return inTransaction(work);
        } finally {
            lock.unlock();
        }
    }

    /// As [#change(Function)], with nothing to return.
    void changing(Consumer<Handle> work) {
        boolean done = change(handle -> {
            work.accept(handle);
            return true;
        });
        assert done;
    }

    /// Outside a transaction, for what SQLite does only there.
    <R> R outsideTransaction(Function<Handle, R> work) {
        lock.lock();
        try {
            requireOpen();
            return work.apply(handle);
        } catch (JdbiException failure) {
            throw Refusals.of(failure, file);
        } finally {
            lock.unlock();
        }
    }

    /// Goes on in another file.
    void moveTo(Path other) {
        lock.lock();
        try {
            requireOpen();
            Connection opened = Connections.open(other, readOnly);
            Connection old = connection;
            handle.close();
            connection = opened;
            handle = Jdbi.create(opened).open();
            file = other;
            fileKey = keyOf(other);
            Connections.close(old);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                handle.close();
                Connections.close(connection);
            }
        } finally {
            lock.unlock();
        }
    }

    private <R> R inTransaction(Function<Handle, R> work) {
        lock.lock();
        try {
            requireOpen();
            return handle.inTransaction(work::apply);
        } catch (JdbiException failure) {
            throw Refusals.of(failure, file);
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the session " + file + " is closed");
        }
    }

    private void requireFileInPlace() {
        if (!Files.isRegularFile(file) || !keyOf(file).equals(fileKey)) {
            throw new BadInputException(
                    "The session file " + file + " was moved, removed or replaced while it was open;"
                            + " save the session under another name to keep it.");
        }
    }

    /// What tells a file from another that takes its name; the path where the file system has no such thing.
    private static Object keyOf(Path file) {
        try {
            Object key = Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class)
                    .fileKey();
            return key == null ? file : key;
        } catch (IOException gone) {
            throw new BadInputException("The session file " + file + " cannot be read any more.", gone);
        }
    }

    /// The connections as SQLite needs them.
    static final class Connections {

        private Connections() {}

        static Connection open(Path file, boolean readOnly) {
            org.sqlite.SQLiteConfig config = new org.sqlite.SQLiteConfig();
            config.setReadOnly(readOnly);
            config.enforceForeignKeys(true);
            config.setBusyTimeout(3000);
            config.setPragma(org.sqlite.SQLiteConfig.Pragma.SYNCHRONOUS, "EXTRA");
            if (!readOnly) {
                config.setPragma(org.sqlite.SQLiteConfig.Pragma.JOURNAL_MODE, "DELETE");
            }
            org.sqlite.SQLiteDataSource source = new org.sqlite.SQLiteDataSource(config);
            source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
            try {
                return source.getConnection();
            } catch (SQLException failure) {
                throw Refusals.of(failure, file);
            }
        }

        static void close(Connection connection) {
            try {
                connection.close();
            } catch (SQLException failure) {
                throw new IllegalStateException("a connection to SQLite does not close", failure);
            }
        }
    }
}
