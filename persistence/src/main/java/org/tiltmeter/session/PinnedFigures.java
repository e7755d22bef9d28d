package org.tiltmeter.session;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.tiltmeter.work.BadInputException;

/// The figures that the user has pinned, in an order of the user's. Every change is on the disk when the method
/// returns, and can be undone. Any thread but the one that draws.
public final class PinnedFigures {

    private static final RowMapper<PinnedFigure> FIGURE = (row, context) -> new PinnedFigure(
            row.getLong("id"),
            row.getString("title"),
            row.getString("note"),
            row.getString("json"),
            Optional.ofNullable(row.getObject("result")).map(number -> ((Number) number).longValue()),
            Instant.parse(row.getString("created_at")));

    private final Rows rows;

    PinnedFigures(Rows rows) {
        this.rows = rows;
    }

    /// The figures in order.
    public List<PinnedFigure> list() {
        return rows.database().read(PinnedFigures::list);
    }

    /// Pins a figure behind the others.
    ///
    /// @param json the figure, one JSON value
    public PinnedFigure pin(String title, String note, String json, Optional<Long> resultId) {
        String stored = WellFormed.json("The figure \"" + title + "\"", json);
        String storedTitle = WellFormed.text(title);
        return rows.database().change(handle -> {
            handle.createUpdate("INSERT INTO figure (position, title, note, json, result, created_at) VALUES"
                            + " ((SELECT coalesce(max(position), 0) + 1 FROM figure),"
                            + " :title, :note, :json, :result, :now)")
                    .bind("title", storedTitle)
                    .bind("note", WellFormed.text(note))
                    .bind("json", stored)
                    .bind("result", resultId)
                    .bind("now", rows.database().now().toString())
                    .execute();
            PinnedFigure pinned = handle.createQuery("SELECT * FROM figure WHERE id = last_insert_rowid()")
                    .map(FIGURE)
                    .one();
            rows.created(handle, "figure", pinned.id(), "figure-pinned " + storedTitle, "");
            return pinned;
        });
    }

    /// Changes what a figure's title and note say.
    public void describe(long id, String title, String note) {
        rows.database().changing(handle -> {
            String old = Rows.nameOf(handle, "figure", "title", id);
            rows.changed(
                    handle,
                    "figure",
                    id,
                    "figure-described " + old,
                    "",
                    () -> handle.createUpdate("UPDATE figure SET title = :title, note = :note WHERE id = :id")
                            .bind("title", WellFormed.text(title))
                            .bind("note", WellFormed.text(note))
                            .bind("id", id)
                            .execute());
        });
    }

    /// Puts the figures in another order.
    ///
    /// @param ids all figures' numbers, each once
    public void reorder(List<Long> ids) {
        rows.database().changing(handle -> {
            List<Long> present = list(handle).stream().map(PinnedFigure::id).toList();
            if (ids.size() != present.size() || !new HashSet<>(ids).equals(new HashSet<>(present))) {
                throw new BadInputException("The figures have changed meanwhile; order them again.");
            }
            rows.changedTogether(handle, "figure", ids, "figures-ordered", () -> {
                for (int i = 0; i < ids.size(); i++) {
                    handle.createUpdate("UPDATE figure SET position = :position WHERE id = :id")
                            .bind("position", i + 1)
                            .bind("id", ids.get(i))
                            .execute();
                }
            });
        });
    }

    /// Takes a figure off the board; undo brings it back.
    public void unpin(long id) {
        rows.delete("figure", "title", id);
    }

    private static List<PinnedFigure> list(Handle handle) {
        return handle.createQuery("SELECT * FROM figure WHERE deleted = 0 ORDER BY position, id")
                .map(FIGURE)
                .list();
    }
}
