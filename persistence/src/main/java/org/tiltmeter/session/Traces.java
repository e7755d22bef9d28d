package org.tiltmeter.session;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.tiltmeter.work.BadInputException;

/// The traces of a session: named float32 arrays, compressed without loss. Any thread but the one that draws.
public final class Traces {

    /// The largest array, in values: what SQLite holds in one blob, with a margin.
    static final int LARGEST = 200_000_000;

    private final Rows rows;

    Traces(Rows rows) {
        this.rows = rows;
    }

    /// Saves a trace.
    ///
    /// @param metadataJson tokens, positions and whatever else explains the arrays, a JSON object
    /// @throws BadInputException if an array has more than 200 million values, or the file cannot be written
    public SavedTrace add(
            String name,
            Optional<String> modelFingerprint,
            Optional<Long> resultId,
            String metadataJson,
            List<TraceArray> arrays) {
        for (TraceArray array : arrays) {
            if (array.values().length > LARGEST) {
                throw new BadInputException("The array " + array.name() + " of the trace \"" + name + "\" has "
                        + array.values().length + " values, more than a session holds; trace fewer tokens.");
            }
        }
        String storedName = WellFormed.text(name);
        String metadata = WellFormed.json("The description of the trace \"" + name + "\"", metadataJson);
        List<byte[]> packed =
                arrays.stream().map(array -> Packing.deflate(array.values())).toList();
        return rows.database().change(handle -> {
            handle.createUpdate("INSERT INTO trace (name, created_at, model, result, metadata)"
                            + " VALUES (:name, :now, :model, :result, :metadata)")
                    .bind("name", storedName)
                    .bind("now", rows.database().now().toString())
                    .bind("model", modelFingerprint)
                    .bind("result", resultId)
                    .bind("metadata", metadata)
                    .execute();
            long id = handle.createQuery("SELECT last_insert_rowid()")
                    .mapTo(Long.class)
                    .one();
            for (int i = 0; i < arrays.size(); i++) {
                insert(handle, id, arrays.get(i), packed.get(i));
            }
            rows.created(handle, "trace", id, "trace-saved " + storedName, "");
            return find(handle, id);
        });
    }

    /// All traces, oldest first.
    public List<SavedTrace> list() {
        return rows.database()
                .read(
                        handle -> handle
                                .createQuery("SELECT id FROM trace WHERE deleted = 0 ORDER BY id")
                                .mapTo(Long.class)
                                .list()
                                .stream()
                                .map(id -> find(handle, id))
                                .toList());
    }

    /// One array of a trace.
    ///
    /// @throws BadInputException if there is none of that name, or it is damaged
    public TraceArray array(long id, String name) {
        return rows.database()
                .read(handle -> handle.createQuery("SELECT a.* FROM trace_array a JOIN trace t ON t.id = a.trace"
                                + " WHERE t.id = :id AND t.deleted = 0 AND a.name = :name")
                        .bind("id", id)
                        .bind("name", name)
                        .map((row, context) ->
                                unpack(row.getString("name"), row.getString("shape"), row.getBytes("floats")))
                        .findOne()
                        .orElseThrow(() -> new BadInputException("The session has no array " + name
                                + " in a trace number " + id + "; choose another.")));
    }

    /// Gives a trace another name.
    public void rename(long id, String name) {
        rows.rename("trace", id, name);
    }

    /// Deletes a trace; undo brings it back.
    public void delete(long id) {
        rows.delete("trace", "name", id);
    }

    private static void insert(Handle handle, long trace, TraceArray array, byte[] packed) {
        handle.createUpdate("INSERT INTO trace_array (trace, name, shape, floats)"
                        + " VALUES (:trace, :name, :shape, :floats)")
                .bind("trace", trace)
                .bind("name", array.name())
                .bind("shape", array.shape().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .bind("floats", packed)
                .execute();
    }

    private static SavedTrace find(Handle handle, long id) {
        List<SavedTrace.Heading> arrays = handle.createQuery(
                        "SELECT name, shape FROM trace_array WHERE trace = :id ORDER BY rowid")
                .bind("id", id)
                .map((row, context) -> new SavedTrace.Heading(row.getString("name"), shape(row.getString("shape"))))
                .list();
        return handle.createQuery("SELECT * FROM trace WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new SavedTrace(
                        id,
                        row.getString("name"),
                        Instant.parse(row.getString("created_at")),
                        Optional.ofNullable(row.getString("model")),
                        Optional.ofNullable(row.getObject("result")).map(number -> ((Number) number).longValue()),
                        row.getString("metadata"),
                        arrays))
                .one();
    }

    /// @throws BadInputException if an array of another file cannot be unpacked
    static void requireReadable(String name, String shapeText, byte[] packed) {
        TraceArray array = unpack(name, shapeText, packed);
        assert array.name().equals(name);
    }

    private static TraceArray unpack(String name, String shapeText, byte[] packed) {
        List<Integer> shape = shape(shapeText);
        long size = 1;
        for (int length : shape) {
            size *= length;
            if (length < 0 || size > LARGEST) {
                throw new BadInputException("The shape of the array " + name + " in the session is damaged.");
            }
        }
        return new TraceArray(name, shape, Packing.inflateFloats("The array " + name, packed, (int) size));
    }

    private static List<Integer> shape(String text) {
        try {
            return text.isEmpty()
                    ? List.of()
                    : Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
        } catch (NumberFormatException failure) {
            throw new BadInputException("The shape \"" + text + "\" of an array in the session is damaged.", failure);
        }
    }
}
