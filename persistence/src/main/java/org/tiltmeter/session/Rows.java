package org.tiltmeter.session;

import org.jdbi.v3.core.Handle;
import org.tiltmeter.work.BadInputException;

/// Renames and deletes rows of the user's tables: in one transaction, logged, and so that it can be undone.
final class Rows {

    private final Database database;
    private final ActionLog log;
    private final ChangeHistory history;

    Rows(Database database, ActionLog log, ChangeHistory history) {
        this.database = database;
        this.log = log;
        this.history = history;
    }

    Database database() {
        return database;
    }

    /// Records and logs a row that has just been inserted.
    void created(Handle handle, String table, long id, String label, String detail) {
        history.recordCreation(handle, history.begin(handle), label, table, id);
        log.append(handle, word(label), name(label), detail);
    }

    /// Makes a change to one row, records and logs it.
    void changed(Handle handle, String table, long id, String label, String detail, Runnable change) {
        history.record(handle, history.begin(handle), label, table, id, change);
        log.appendOnce(handle, word(label), name(label), detail);
    }

    /// Makes a change to several rows that is undone as one.
    void changedTogether(Handle handle, String table, Iterable<Long> ids, String label, Runnable change) {
        long action = history.begin(handle);
        Runnable all = change;
        for (long id : ids) {
            Runnable inner = all;
            all = () -> history.record(handle, action, label, table, id, inner);
        }
        all.run();
        log.append(handle, word(label), name(label), "");
    }

    void rename(String table, long id, String name) {
        String stored = WellFormed.text(name);
        database.changing(handle -> {
            String old = nameOf(handle, table, "name", id);
            changed(
                    handle,
                    table,
                    id,
                    table + "-renamed " + old,
                    stored,
                    () -> handle.createUpdate("UPDATE " + table + " SET name = :name WHERE id = :id")
                            .bind("name", stored)
                            .bind("id", id)
                            .execute());
        });
    }

    void delete(String table, String nameColumn, long id) {
        database.changing(handle -> {
            String name = nameOf(handle, table, nameColumn, id);
            changed(
                    handle,
                    table,
                    id,
                    table + "-deleted " + name,
                    "",
                    () -> handle.createUpdate("UPDATE " + table + " SET deleted = 1 WHERE id = :id")
                            .bind("id", id)
                            .execute());
        });
    }

    static String nameOf(Handle handle, String table, String nameColumn, long id) {
        return handle.createQuery("SELECT " + nameColumn + " FROM " + table + " WHERE id = :id AND deleted = 0")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> new BadInputException(
                        "The session has no " + table + " number " + id + " any more; choose another."));
    }

    private static String word(String label) {
        int end = label.indexOf(' ');
        return end < 0 ? label : label.substring(0, end);
    }

    private static String name(String label) {
        int end = label.indexOf(' ');
        return end < 0 ? "" : label.substring(end + 1);
    }
}
