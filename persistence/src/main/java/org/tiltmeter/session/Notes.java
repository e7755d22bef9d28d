package org.tiltmeter.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The user's notes. Every change is on the disk when the method returns, and can be undone. Any thread but the one
/// that draws.
public final class Notes {

    private static final RowMapper<SavedNote> NOTE = (row, context) -> new SavedNote(
            row.getLong("id"),
            row.getString("subject"),
            row.getString("text"),
            Instant.parse(row.getString("created_at")),
            Instant.parse(row.getString("changed_at")));

    private final Rows rows;

    Notes(Rows rows) {
        this.rows = rows;
    }

    /// All notes, oldest first.
    public List<SavedNote> list() {
        return rows.database()
                .read(handle -> handle.createQuery("SELECT * FROM note WHERE deleted = 0 ORDER BY id")
                        .map(NOTE)
                        .list());
    }

    /// The note about a subject.
    public Optional<SavedNote> find(String subject) {
        return rows.database().read(handle -> find(handle, WellFormed.text(subject)));
    }

    /// Saves the note about a subject; one that is there is replaced.
    public SavedNote save(String subject, String text) {
        String storedSubject = WellFormed.text(subject);
        String stored = WellFormed.text(text);
        return rows.database().change(handle -> {
            String now = rows.database().now().toString();
            Optional<SavedNote> old = find(handle, storedSubject);
            if (old.isEmpty()) {
                handle.createUpdate("INSERT INTO note (subject, text, created_at, changed_at)"
                                + " VALUES (:subject, :text, :now, :now)")
                        .bind("subject", storedSubject)
                        .bind("text", stored)
                        .bind("now", now)
                        .execute();
                long id = find(handle, storedSubject).orElseThrow().id();
                rows.created(handle, "note", id, "note-saved " + storedSubject, "");
            } else if (!old.get().text().equals(stored)) {
                rows.changed(
                        handle,
                        "note",
                        old.get().id(),
                        "note-saved " + storedSubject,
                        "",
                        () -> handle.createUpdate("UPDATE note SET text = :text, changed_at = :now WHERE id = :id")
                                .bind("text", stored)
                                .bind("now", now)
                                .bind("id", old.get().id())
                                .execute());
            }
            return find(handle, storedSubject).orElseThrow();
        });
    }

    /// Deletes a note; undo brings it back.
    public void delete(long id) {
        rows.delete("note", "subject", id);
    }

    private static Optional<SavedNote> find(Handle handle, String subject) {
        return handle.createQuery("SELECT * FROM note WHERE subject = :subject AND deleted = 0 ORDER BY id LIMIT 1")
                .bind("subject", subject)
                .map(NOTE)
                .findOne();
    }
}
