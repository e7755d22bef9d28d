package org.tiltmeter.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.tiltmeter.work.BadInputException;

/// The probe sets and concept sets of a session. Every change is on the disk when the method returns, and can be
/// undone. Any thread but the one that draws.
public final class Documents {

    private static final RowMapper<SavedDocument> DOCUMENT = (row, context) -> new SavedDocument(
            row.getLong("id"),
            kind(row.getString("kind")),
            row.getString("name"),
            row.getString("json"),
            Instant.parse(row.getString("created_at")),
            Instant.parse(row.getString("changed_at")));

    private final Rows rows;

    Documents(Rows rows) {
        this.rows = rows;
    }

    /// The documents of a kind, in the order they were first saved.
    public List<SavedDocument> list(SavedDocument.Kind kind) {
        return rows.database()
                .read(handle -> handle.createQuery(
                                "SELECT * FROM document WHERE kind = :kind AND deleted = 0 ORDER BY id")
                        .bind("kind", kind.key())
                        .map(DOCUMENT)
                        .list());
    }

    /// The document of that name.
    public Optional<SavedDocument> find(SavedDocument.Kind kind, String name) {
        return rows.database().read(handle -> find(handle, kind, WellFormed.text(name)));
    }

    /// Saves a document under its name; one of that kind and name is replaced.
    ///
    /// @param json one JSON value
    /// @throws BadInputException if the text is not JSON, or the file cannot be written
    public SavedDocument save(SavedDocument.Kind kind, String name, String json) {
        String storedName = WellFormed.text(name);
        String stored = WellFormed.json("\"" + name + "\"", json);
        return rows.database().change(handle -> {
            Optional<SavedDocument> old = find(handle, kind, storedName);
            if (old.isEmpty()) {
                insert(handle, kind, storedName, stored);
            } else if (!old.get().json().equals(stored)) {
                update(handle, old.get(), stored);
            }
            return find(handle, kind, storedName).orElseThrow();
        });
    }

    /// Gives a document another name.
    ///
    /// @throws BadInputException if another of its kind has that name
    public void rename(long id, String name) {
        String stored = WellFormed.text(name);
        boolean taken = rows.database()
                        .read(handle -> handle.createQuery(
                                        "SELECT count(*) FROM document WHERE deleted = 0 AND name = :name AND id <> :id"
                                                + " AND kind = (SELECT kind FROM document WHERE id = :id)")
                                .bind("name", stored)
                                .bind("id", id)
                                .mapTo(Integer.class)
                                .one())
                > 0;
        if (taken) {
            throw new BadInputException("The session already holds \"" + name + "\"; choose another name.");
        }
        rows.rename("document", id, name);
    }

    /// Deletes a document; undo brings it back.
    public void delete(long id) {
        rows.delete("document", "name", id);
    }

    private void insert(Handle handle, SavedDocument.Kind kind, String name, String json) {
        String now = rows.database().now().toString();
        handle.createUpdate("INSERT INTO document (kind, name, json, created_at, changed_at)"
                        + " VALUES (:kind, :name, :json, :now, :now)")
                .bind("kind", kind.key())
                .bind("name", name)
                .bind("json", json)
                .bind("now", now)
                .execute();
        long id = find(handle, kind, name).orElseThrow().id();
        rows.created(handle, "document", id, kind.key() + "-saved " + name, "");
    }

    private void update(Handle handle, SavedDocument old, String json) {
        rows.changed(
                handle,
                "document",
                old.id(),
                old.kind().key() + "-saved " + old.name(),
                "",
                () -> handle.createUpdate("UPDATE document SET json = :json, changed_at = :now WHERE id = :id")
                        .bind("json", json)
                        .bind("now", rows.database().now().toString())
                        .bind("id", old.id())
                        .execute());
    }

    private static Optional<SavedDocument> find(Handle handle, SavedDocument.Kind kind, String name) {
        return handle.createQuery("SELECT * FROM document WHERE kind = :kind AND name = :name AND deleted = 0")
                .bind("kind", kind.key())
                .bind("name", name)
                .map(DOCUMENT)
                .findOne();
    }

    static SavedDocument.Kind kind(String key) {
        for (SavedDocument.Kind kind : SavedDocument.Kind.values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        throw new BadInputException("The session holds a document of the unknown kind \"" + key + "\".");
    }
}
