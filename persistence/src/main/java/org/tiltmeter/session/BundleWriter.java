package org.tiltmeter.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/// Writes the tables of a session as a bundle. One thread.
final class BundleWriter {

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final Handle handle;
    private final JsonGenerator json;

    private BundleWriter(Handle handle, JsonGenerator json) {
        this.handle = handle;
        this.json = json;
    }

    static void write(Database database, OutputStream out) throws IOException {
        try {
            boolean written = database.read(handle -> {
                try (JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
                    new BundleWriter(handle, json).write();
                    return true;
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
            assert written;
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /// Writes the fields of one row.
    @FunctionalInterface
    private interface Row {

        void write(ResultSet row) throws SQLException, IOException;
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("format", SessionBundle.FORMAT);
        list(
                "session",
                "SELECT * FROM session",
                row -> texts(row, "identity", "title", "created_at", "program_version"));
        list("models", "SELECT * FROM model ORDER BY id", row -> {
            number(row, "id");
            texts(row, "fingerprint", "name", "folder", "opened_at");
            raw(row, "summary");
            list("files", "SELECT * FROM model_file WHERE model = " + row.getLong("id") + " ORDER BY name", file -> {
                texts(file, "name", "sha256");
                number(file, "size");
            });
        });
        list("documents", "SELECT * FROM document WHERE deleted = 0 ORDER BY id", row -> {
            number(row, "id");
            texts(row, "kind", "name", "created_at", "changed_at");
            raw(row, "json");
        });
        list("settings", "SELECT * FROM setting ORDER BY key", row -> {
            texts(row, "key");
            raw(row, "json");
        });
        list(
                "results",
                "SELECT r.*, d.json FROM result r JOIN result_document d ON d.result = r.id WHERE deleted = 0 ORDER BY"
                        + " id",
                row -> {
                    number(row, "id");
                    texts(row, "kind", "name", "created_at", "model");
                    raw(row, "settings");
                    raw(row, "provenance");
                    json.writeFieldName("json");
                    json.writeRawValue(Packing.inflateText(
                            "The result \"" + row.getString("name") + "\"",
                            row.getBytes("json"),
                            row.getLong("length")));
                });
        traces();
        list("figures", "SELECT * FROM figure WHERE deleted = 0 ORDER BY position, id", row -> {
            number(row, "id");
            number(row, "position");
            texts(row, "title", "note", "created_at");
            number(row, "result");
            raw(row, "json");
        });
        list("notes", "SELECT * FROM note WHERE deleted = 0 ORDER BY id", row -> {
            number(row, "id");
            texts(row, "subject", "text", "created_at", "changed_at");
        });
        list("log", "SELECT * FROM action_log ORDER BY id", row -> {
            number(row, "id");
            texts(row, "at", "kind", "subject", "detail", "program_version", "hash");
        });
        json.writeEndObject();
    }

    private void traces() throws IOException {
        list("traces", "SELECT * FROM trace WHERE deleted = 0 ORDER BY id", row -> {
            number(row, "id");
            texts(row, "name", "created_at", "model");
            number(row, "result");
            raw(row, "metadata");
            list(
                    "arrays",
                    "SELECT * FROM trace_array WHERE trace = " + row.getLong("id") + " ORDER BY rowid",
                    array -> {
                        texts(array, "name", "shape");
                        json.writeBinaryField("floats", array.getBytes("floats"));
                    });
        });
    }

    private void list(String name, String query, Row fields) throws IOException {
        json.writeArrayFieldStart(name);
        handle.createQuery(query)
                .map((row, context) -> {
                    try {
                        json.writeStartObject();
                        fields.write(row);
                        json.writeEndObject();
                        return true;
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                })
                .forEach(written -> {});
        json.writeEndArray();
    }

    private void texts(ResultSet row, String... columns) throws SQLException, IOException {
        for (String column : columns) {
            String value = row.getString(column);
            if (value != null) {
                json.writeStringField(column, value);
            }
        }
    }

    private void number(ResultSet row, String column) throws SQLException, IOException {
        long value = row.getLong(column);
        if (!row.wasNull()) {
            json.writeNumberField(column, value);
        }
    }

    private void raw(ResultSet row, String column) throws SQLException, IOException {
        json.writeFieldName(column);
        json.writeRawValue(row.getString(column));
    }
}
