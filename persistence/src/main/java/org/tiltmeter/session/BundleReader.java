package org.tiltmeter.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.work.BadInputException;

/// Fills the tables of an empty session from a bundle. One thread.
final class BundleReader {

    /// Base64 of the largest array that a bundle may hold.
    private static final int LONGEST_TEXT = 512 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private static final Set<String> RAW = Set.of("summary", "json", "settings", "provenance", "metadata");
    private static final Set<String> TIMES = Set.of("created_at", "changed_at", "opened_at", "at");

    private final Path bundle;
    private final byte[] bytes;

    BundleReader(Path bundle, byte[] bytes) {
        this.bundle = bundle;
        this.bytes = bytes;
    }

    /// One object of a list: texts, numbers and JSON by name, and lists of such objects.
    private record Entry(String place, Map<String, Object> fields, Map<String, List<Entry>> lists) {}

    void restore(Handle handle) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT
                    || !"format".equals(parser.nextFieldName())
                    || !SessionBundle.FORMAT.equals(parser.nextTextValue())) {
                throw new BadInputException(
                        bundle + " is not a bundle of a session, whose first field is \"format\": \""
                                + SessionBundle.FORMAT + "\".");
            }
            handle.execute("PRAGMA defer_foreign_keys = ON");
            String list;
            while ((list = parser.nextFieldName()) != null) {
                restore(handle, parser, list);
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new BadInputException("The bundle " + bundle + " goes on where it should end.");
            }
            if (!SessionTable.isThere(handle)) {
                throw new BadInputException("The bundle " + bundle + " describes no session.");
            }
        } catch (IOException failure) {
            throw new BadInputException(
                    "The bundle " + bundle + " is cut off or damaged: "
                            + String.valueOf(failure.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("") + ".",
                    failure);
        } catch (JdbiException failure) {
            RuntimeException refusal = Refusals.of(failure, bundle);
            throw refusal instanceof BadInputException
                    ? refusal
                    : new BadInputException(
                            "The bundle " + bundle + " does not fit together: entries repeat or refer to missing ones.",
                            failure);
        }
    }

    private void restore(Handle handle, JsonParser parser, String list) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new BadInputException("\"" + list + "\" in the bundle " + bundle + " is not a list.");
        }
        for (int i = 0; parser.nextToken() == JsonToken.START_OBJECT; i++) {
            restore(handle, list, entry(parser, list + "[" + i + "]"));
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw new BadInputException("\"" + list + "\" in the bundle " + bundle + " holds what is not an object.");
        }
    }

    private void restore(Handle handle, String list, Entry entry) {
        switch (list) {
            case "session" -> {
                entry.fields().put("id", 1L);
                insert(handle, "session", entry, "id", "identity", "title", "created_at", "program_version");
            }
            case "models" -> {
                insert(handle, "model", entry, "id", "fingerprint", "name", "folder", "summary", "opened_at");
                for (Entry file : entry.lists().getOrDefault("files", List.of())) {
                    file.fields().put("model", value(entry, "id"));
                    insert(handle, "model_file", file, "model", "name", "size", "sha256?");
                }
            }
            case "documents" -> {
                SavedDocument.Kind kind = Documents.kind(String.valueOf(value(entry, "kind")));
                entry.fields().put("kind", kind.key());
                insert(handle, "document", entry, "id", "kind", "name", "json", "created_at", "changed_at");
            }
            case "settings" -> insert(handle, "setting", entry, "key", "json");
            case "results" -> result(handle, entry);
            case "traces" -> trace(handle, entry);
            case "figures" ->
                insert(handle, "figure", entry, "id", "position", "title", "note", "json", "result?", "created_at");
            case "notes" -> insert(handle, "note", entry, "id", "subject", "text", "created_at", "changed_at");
            case "log" ->
                insert(handle, "action_log", entry, "id", "at", "kind", "subject", "detail", "program_version", "hash");
            default ->
                throw new BadInputException("The bundle " + bundle + " holds \"" + list
                        + "\", which this version does not know; import it with a newer version.");
        }
    }

    private void result(Handle handle, Entry entry) {
        byte[] document = String.valueOf(value(entry, "json")).getBytes(StandardCharsets.UTF_8);
        entry.fields().put("length", (long) document.length);
        insert(
                handle,
                "result",
                entry,
                "id",
                "kind",
                "name",
                "created_at",
                "model?",
                "settings",
                "provenance",
                "length");
        handle.createUpdate("INSERT INTO result_document (result, json) VALUES (:id, :json)")
                .bind("id", value(entry, "id"))
                .bind("json", Packing.deflate(document))
                .execute();
    }

    private void trace(Handle handle, Entry entry) {
        insert(handle, "trace", entry, "id", "name", "created_at", "model?", "result?", "metadata");
        for (Entry array : entry.lists().getOrDefault("arrays", List.of())) {
            byte[] floats;
            try {
                floats = Base64.getDecoder().decode(String.valueOf(value(array, "floats")));
            } catch (IllegalArgumentException failure) {
                throw new BadInputException(
                        array.place() + " in the bundle " + bundle + " has \"floats\" that are not base64.", failure);
            }
            String name = String.valueOf(value(array, "name"));
            Traces.requireReadable(name, String.valueOf(value(array, "shape")), floats);
            array.fields().put("trace", value(entry, "id"));
            array.fields().put("floats", floats);
            insert(handle, "trace_array", array, "trace", "name", "shape", "floats");
        }
    }

    /// @param columns names; one with a question mark may be missing
    private void insert(Handle handle, String table, Entry entry, String... columns) {
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (String column : columns) {
            boolean optional = column.endsWith("?");
            String name = optional ? column.substring(0, column.length() - 1) : column;
            if (!optional || entry.fields().containsKey(name)) {
                names.add(name);
                values.add(value(entry, name));
            }
        }
        String places = String.join(", ", java.util.Collections.nCopies(names.size(), "?"));
        try (Update update = handle.createUpdate(
                "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES (" + places + ")")) {
            for (int i = 0; i < values.size(); i++) {
                update.bind(i, values.get(i));
            }
            update.execute();
        }
    }

    private Object value(Entry entry, String name) {
        Object value = entry.fields().get(name);
        if (value == null) {
            throw new BadInputException(entry.place() + " in the bundle " + bundle + " has no \"" + name + "\".");
        }
        return value;
    }

    private Entry entry(JsonParser parser, String place) throws IOException {
        Entry entry = new Entry(place, new HashMap<>(), new HashMap<>());
        String name;
        while ((name = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            if (RAW.contains(name)) {
                entry.fields().put(name, raw(parser));
            } else if (token == JsonToken.START_ARRAY) {
                entry.lists().put(name, entries(parser, place + "." + name));
            } else {
                entry.fields().put(name, scalar(parser, place, name, token));
            }
        }
        return entry;
    }

    private List<Entry> entries(JsonParser parser, String place) throws IOException {
        List<Entry> entries = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            entries.add(entry(parser, place + "[" + entries.size() + "]"));
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw new BadInputException(place + " in the bundle " + bundle + " holds what is not an object.");
        }
        return entries;
    }

    private Object scalar(JsonParser parser, String place, String name, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        if (token != JsonToken.VALUE_STRING) {
            throw new BadInputException(
                    place + "." + name + " in the bundle " + bundle + " is neither a text nor a whole number.");
        }
        String text = WellFormed.text(parser.getText());
        if (TIMES.contains(name)) {
            try {
                return Instant.parse(text).toString();
            } catch (DateTimeParseException failure) {
                throw new BadInputException(
                        place + "." + name + " in the bundle " + bundle + " is not a time.", failure);
            }
        }
        return text;
    }

    /// The value's own letters, which parsing and writing would change.
    private String raw(JsonParser parser) throws IOException {
        int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.finishToken();
        parser.skipChildren();
        int to = Math.toIntExact(parser.currentLocation().getByteOffset());
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
