package org.tiltmeter.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// Undo and redo of what the user changes, kept in the session file, so that both survive saving and reopening. Holds
/// a row of a table as it was before and after; deletion only marks a row, so every change is an update. Any thread.
public final class ChangeHistory {

    /// How many actions can be undone.
    static final int KEPT = 200;

    private static final Duration MERGED_WITHIN = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What a user's change may touch, by table.
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "document", List.of("name", "json", "changed_at", "deleted"),
            "result", List.of("name", "deleted"),
            "trace", List.of("name", "deleted"),
            "figure", List.of("position", "title", "note", "json", "deleted"),
            "note", List.of("text", "changed_at", "deleted"));

    private final Database database;
    private final ActionLog log;

    ChangeHistory(Database database, ActionLog log) {
        this.database = database;
        this.log = log;
    }

    /// What can be undone and redone now.
    public UndoState state() {
        return database.read(handle -> new UndoState(
                newest(handle, false).map(Change::label), oldestUndone(handle).map(Change::label)));
    }

    /// Takes back the last action that is not yet taken back.
    ///
    /// @return what was taken back; empty if there is nothing
    public Optional<String> undo() {
        return database.change(handle -> {
            Optional<Change> last = newest(handle, false);
            last.ifPresent(change -> {
                for (Change part : partsOf(handle, change.action(), "DESC")) {
                    restore(handle, part.table(), part.row(), part.before());
                }
                mark(handle, change.action(), true);
                log.append(handle, "undone", change.label(), "");
            });
            return last.map(Change::label);
        });
    }

    /// Does again what was taken back last.
    ///
    /// @return what was done again; empty if there is nothing
    public Optional<String> redo() {
        return database.change(handle -> {
            Optional<Change> next = oldestUndone(handle);
            next.ifPresent(change -> {
                for (Change part : partsOf(handle, change.action(), "ASC")) {
                    restore(handle, part.table(), part.row(), part.after());
                }
                mark(handle, change.action(), false);
                log.append(handle, "redone", change.label(), "");
            });
            return next.map(Change::label);
        });
    }

    /// Begins an action: the changes recorded under its number are undone together.
    long begin(Handle handle) {
        handle.execute("DELETE FROM change WHERE undone = 1");
        return handle.createQuery("SELECT coalesce(max(action), 0) + 1 FROM change")
                .mapTo(Long.class)
                .one();
    }

    /// Makes a change to one row and records it.
    void record(Handle handle, long action, String label, String table, long row, Runnable change) {
        String before = image(handle, table, row);
        change.run();
        add(handle, action, label, table, row, before, image(handle, table, row));
    }

    /// Records that a row has just been made.
    void recordCreation(Handle handle, long action, String label, String table, long row) {
        add(handle, action, label, table, row, "{\"deleted\":1}", image(handle, table, row));
    }

    /// Removes rows that are marked as deleted and that no change holds any more.
    static void purge(Handle handle) {
        for (String table : COLUMNS.keySet()) {
            handle.execute("DELETE FROM " + table + " WHERE deleted = 1 AND id NOT IN"
                    + " (SELECT row_id FROM change WHERE row_table = '" + table + "')");
        }
    }

    private void add(Handle handle, long action, String label, String table, long row, String before, String after) {
        Instant now = database.now();
        Optional<Change> last = newest(handle, false);
        boolean merged = last.isPresent()
                && last.get().label().equals(label)
                && last.get().table().equals(table)
                && last.get().row() == row
                && last.get().action() == action - 1
                && !last.get().at().isAfter(now)
                && last.get().at().plus(MERGED_WITHIN).isAfter(now);
        if (merged) {
            handle.createUpdate("UPDATE change SET after = :after WHERE id = :id")
                    .bind("after", after)
                    .bind("id", last.get().id())
                    .execute();
            return;
        }
        handle.createUpdate("INSERT INTO change (action, at, label, row_table, row_id, before, after)"
                        + " VALUES (:action, :at, :label, :table, :row, :before, :after)")
                .bind("action", action)
                .bind("at", now.toString())
                .bind("label", label)
                .bind("table", table)
                .bind("row", row)
                .bind("before", before)
                .bind("after", after)
                .execute();
        int dropped = handle.createUpdate("DELETE FROM change WHERE action <= :action - :kept")
                .bind("action", action)
                .bind("kept", KEPT)
                .execute();
        if (dropped > 0) {
            purge(handle);
        }
    }

    private static String image(Handle handle, String table, long row) {
        ObjectNode image = JSON.createObjectNode();
        Map<String, Object> values = handle.createQuery(
                        "SELECT " + String.join(", ", columns(table)) + " FROM " + table + " WHERE id = :id")
                .bind("id", row)
                .mapToMap()
                .one();
        values.forEach((column, value) -> image.set(column, JSON.valueToTree(value)));
        return image.toString();
    }

    private static void restore(Handle handle, String table, long row, String image) {
        JsonNode values;
        try {
            values = JSON.readTree(image);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a recorded change of table " + table + " is not JSON", failure);
        }
        List<String> columns = columns(table).stream().filter(values::has).toList();
        String assignments = String.join(
                ", ", columns.stream().map(column -> column + " = :" + column).toList());
        try (Update update = handle.createUpdate("UPDATE " + table + " SET " + assignments + " WHERE id = :id")) {
            for (String column : columns) {
                JsonNode value = values.get(column);
                if (value.isIntegralNumber()) {
                    update.bind(column, value.longValue());
                } else {
                    update.bind(column, value.textValue());
                }
            }
            update.bind("id", row).execute();
        }
    }

    private static List<String> columns(String table) {
        List<String> columns = COLUMNS.get(table);
        if (columns == null) {
            throw new IllegalStateException("changes of the table " + table + " are not recorded");
        }
        return columns;
    }

    private static void mark(Handle handle, long action, boolean undone) {
        handle.createUpdate("UPDATE change SET undone = :undone WHERE action = :action")
                .bind("undone", undone ? 1 : 0)
                .bind("action", action)
                .execute();
    }

    private static Optional<Change> newest(Handle handle, boolean undone) {
        return handle.createQuery("SELECT * FROM change WHERE undone = :undone ORDER BY id DESC LIMIT 1")
                .bind("undone", undone ? 1 : 0)
                .map((row, context) -> Change.read(row))
                .findOne();
    }

    private static Optional<Change> oldestUndone(Handle handle) {
        return handle.createQuery("SELECT * FROM change WHERE undone = 1 ORDER BY id LIMIT 1")
                .map((row, context) -> Change.read(row))
                .findOne();
    }

    private static List<Change> partsOf(Handle handle, long action, String order) {
        return handle.createQuery("SELECT * FROM change WHERE action = :action ORDER BY id " + order)
                .bind("action", action)
                .map((row, context) -> Change.read(row))
                .list();
    }

    private record Change(
            long id, long action, Instant at, String label, String table, long row, String before, String after) {

        static Change read(java.sql.ResultSet row) throws java.sql.SQLException {
            return new Change(
                    row.getLong("id"),
                    row.getLong("action"),
                    Instant.parse(row.getString("at")),
                    row.getString("label"),
                    row.getString("row_table"),
                    row.getLong("row_id"),
                    row.getString("before"),
                    row.getString("after"));
        }
    }
}
