package org.tiltmeter.session;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The models that a session has measured, by fingerprint. Any thread but the one that draws.
public final class Models {

    private final Database database;
    private final ActionLog log;

    Models(Database database, ActionLog log) {
        this.database = database;
        this.log = log;
    }

    /// Saves what is known of a model that was just opened; one of that fingerprint is replaced.
    public void save(SavedModel model) {
        String summary = WellFormed.json("The summary of the model " + model.name(), model.summaryJson());
        database.changing(handle -> {
            handle.createUpdate("INSERT INTO model (fingerprint, name, folder, summary, opened_at)"
                            + " VALUES (:fingerprint, :name, :folder, :summary, :now)"
                            + " ON CONFLICT (fingerprint) DO UPDATE SET name = excluded.name,"
                            + " folder = excluded.folder, summary = excluded.summary, opened_at = excluded.opened_at")
                    .bind("fingerprint", WellFormed.text(model.fingerprint()))
                    .bind("name", WellFormed.text(model.name()))
                    .bind("folder", WellFormed.text(model.folder()))
                    .bind("summary", summary)
                    .bind("now", database.now().toString())
                    .execute();
            long id = handle.createQuery("SELECT id FROM model WHERE fingerprint = :fingerprint")
                    .bind("fingerprint", WellFormed.text(model.fingerprint()))
                    .mapTo(Long.class)
                    .one();
            handle.execute("DELETE FROM model_file WHERE model = ?", id);
            for (SavedModel.ModelFile file : model.files()) {
                insert(handle, id, file);
            }
            log.appendOnce(handle, "model-opened", WellFormed.text(model.name()), model.fingerprint());
        });
    }

    /// All models, the one opened last first.
    public List<SavedModel> list() {
        return database.read(handle ->
                handle
                        .createQuery("SELECT id FROM model ORDER BY opened_at DESC, id DESC")
                        .mapTo(Long.class)
                        .list()
                        .stream()
                        .map(id -> read(handle, id))
                        .toList());
    }

    /// The model of that fingerprint.
    public Optional<SavedModel> find(String fingerprint) {
        return database.read(handle -> handle.createQuery("SELECT id FROM model WHERE fingerprint = :fingerprint")
                .bind("fingerprint", WellFormed.text(fingerprint))
                .mapTo(Long.class)
                .findOne()
                .map(id -> read(handle, id)));
    }

    /// The model opened last.
    public Optional<SavedModel> last() {
        return list().stream().findFirst();
    }

    private static void insert(Handle handle, long model, SavedModel.ModelFile file) {
        var update = handle.createUpdate(
                        "INSERT INTO model_file (model, name, size, sha256) VALUES (:model, :name, :size, :sha256)")
                .bind("model", model)
                .bind("name", WellFormed.text(file.name()))
                .bind("size", file.bytes());
        if (file.sha256().isPresent()) {
            update.bind("sha256", file.sha256().get()).execute();
        } else {
            update.bindNull("sha256", Types.VARCHAR).execute();
        }
    }

    private static SavedModel read(Handle handle, long id) {
        List<SavedModel.ModelFile> files = handle.createQuery(
                        "SELECT * FROM model_file WHERE model = :id ORDER BY name")
                .bind("id", id)
                .map((row, context) -> new SavedModel.ModelFile(
                        row.getString("name"), row.getLong("size"), Optional.ofNullable(row.getString("sha256"))))
                .list();
        return handle.createQuery("SELECT * FROM model WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new SavedModel(
                        row.getString("fingerprint"),
                        row.getString("name"),
                        row.getString("folder"),
                        row.getString("summary"),
                        files))
                .one();
    }
}
