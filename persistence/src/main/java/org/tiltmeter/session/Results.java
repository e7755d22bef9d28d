package org.tiltmeter.session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.tiltmeter.work.BadInputException;

/// The results of a session; their documents are compressed. A result is never changed, only renamed or deleted. Any
/// thread but the one that draws.
public final class Results {

    private static final RowMapper<SavedResult> RESULT = (row, context) -> new SavedResult(
            row.getLong("id"),
            row.getString("kind"),
            row.getString("name"),
            Instant.parse(row.getString("created_at")),
            Optional.ofNullable(row.getString("model")),
            row.getString("settings"),
            row.getString("provenance"),
            row.getLong("length"));

    private final Rows rows;

    Results(Rows rows) {
        this.rows = rows;
    }

    /// Saves a result.
    ///
    /// @throws BadInputException if a part is not JSON, or the file cannot be written
    public SavedResult add(NewResult result) {
        WellFormed.json("The settings of \"" + result.name() + "\"", result.settingsJson());
        WellFormed.json("The provenance of \"" + result.name() + "\"", result.provenanceJson());
        byte[] document = WellFormed.json("The result \"" + result.name() + "\"", result.json())
                .getBytes(StandardCharsets.UTF_8);
        byte[] packed = Packing.deflate(document);
        String name = WellFormed.text(result.name());
        return rows.database().change(handle -> {
            handle.createUpdate("INSERT INTO result (kind, name, created_at, model, settings, provenance, length)"
                            + " VALUES (:kind, :name, :now, :model, :settings, :provenance, :length)")
                    .bind("kind", WellFormed.text(result.kind()))
                    .bind("name", name)
                    .bind("now", rows.database().now().toString())
                    .bind("model", result.modelFingerprint())
                    .bind("settings", WellFormed.text(result.settingsJson()))
                    .bind("provenance", WellFormed.text(result.provenanceJson()))
                    .bind("length", document.length)
                    .execute();
            SavedResult saved = handle.createQuery("SELECT * FROM result WHERE id = last_insert_rowid()")
                    .map(RESULT)
                    .one();
            handle.createUpdate("INSERT INTO result_document (result, json) VALUES (:id, :json)")
                    .bind("id", saved.id())
                    .bind("json", packed)
                    .execute();
            rows.created(handle, "result", saved.id(), "result-saved " + name, result.kind());
            return saved;
        });
    }

    /// All results, oldest first.
    public List<SavedResult> list() {
        return rows.database()
                .read(handle -> handle.createQuery("SELECT * FROM result WHERE deleted = 0 ORDER BY id")
                        .map(RESULT)
                        .list());
    }

    /// The results of a kind, oldest first.
    public List<SavedResult> list(String kind) {
        return rows.database()
                .read(handle -> handle.createQuery(
                                "SELECT * FROM result WHERE kind = :kind AND deleted = 0 ORDER BY id")
                        .bind("kind", kind)
                        .map(RESULT)
                        .list());
    }

    /// What is known of a result.
    public Optional<SavedResult> find(long id) {
        return rows.database()
                .read(handle -> handle.createQuery("SELECT * FROM result WHERE id = :id AND deleted = 0")
                        .bind("id", id)
                        .map(RESULT)
                        .findOne());
    }

    /// A result's document.
    ///
    /// @throws BadInputException if there is no such result, or it is damaged
    public String json(long id) {
        SavedResult result = find(id).orElseThrow(() ->
                new BadInputException("The session has no result number " + id + " any more; choose another."));
        byte[] packed = rows.database()
                .read(handle -> handle.createQuery("SELECT json FROM result_document WHERE result = :id")
                        .bind("id", id)
                        .mapTo(byte[].class)
                        .one());
        return Packing.inflateText("The result \"" + result.name() + "\"", packed, result.bytes());
    }

    /// Gives a result another name.
    public void rename(long id, String name) {
        rows.rename("result", id, name);
    }

    /// Deletes a result; undo brings it back.
    public void delete(long id) {
        rows.delete("result", "name", id);
    }
}
