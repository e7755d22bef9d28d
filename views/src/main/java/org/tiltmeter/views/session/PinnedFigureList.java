package org.tiltmeter.views.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.FigureJson;
import org.tiltmeter.session.PinnedFigure;
import org.tiltmeter.session.PinnedFigures;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Outcome;

/// The figures pinned in the window's session, in the user's order. Every change is saved at once, on the files'
/// worker. UI thread.
public final class PinnedFigureList {

    private final Workspace workspace;
    private final SessionKeeper keeper;
    private final Runnable noteChange;
    private final ObservableList<PinnedFigure> figures = FXCollections.observableArrayList();

    /// @param noteChange hears that the session has content
    PinnedFigureList(Workspace workspace, SessionKeeper keeper, Runnable noteChange) {
        this.workspace = workspace;
        this.keeper = keeper;
        this.noteChange = noteChange;
    }

    /// The figures; not to be changed directly.
    public ObservableList<PinnedFigure> figures() {
        return figures;
    }

    /// Shows those of a session that was opened.
    void show(List<PinnedFigure> opened) {
        figures.setAll(opened);
    }

    /// Pins a figure behind the others.
    public void pin(Figure figure) {
        String title = figure.caption().title();
        change(
                pinned -> pinned.pin(title, "", FigureJson.of(figure), java.util.Optional.empty()),
                () -> workspace
                        .messages()
                        .tell(Notice.of(Notice.Kind.SUCCESS, "report.pinned", title)
                                .with(
                                        "report.goThere",
                                        () -> workspace.featureProperty().set("report"))));
    }

    /// Gives a figure another title and note.
    public void describe(PinnedFigure figure, String title, String note) {
        if (!figure.title().equals(title) || !figure.note().equals(note)) {
            change(pinned -> pinned.describe(figure.id(), title, note), () -> {});
        }
    }

    /// Moves a figure to another place.
    public void move(int from, int to) {
        if (from == to || to < 0 || to >= figures.size()) {
            return;
        }
        List<Long> ids = new ArrayList<>(ids(figures));
        ids.add(to, ids.remove(from));
        change(pinned -> pinned.reorder(ids), () -> {});
    }

    /// Takes a figure off; the notice that says so can bring it back to its place.
    public void unpin(PinnedFigure figure) {
        int place = figures.indexOf(figure);
        change(
                pinned -> pinned.unpin(figure.id()),
                () -> workspace
                        .messages()
                        .tell(Notice.of(Notice.Kind.INFORMATION, "report.unpinned", figure.title())
                                .with("action.undo", () -> restore(figure, place))));
    }

    private void restore(PinnedFigure figure, int place) {
        change(
                pinned -> {
                    pinned.pin(figure.title(), figure.note(), figure.json(), figure.resultId());
                    List<Long> ids = new ArrayList<>(ids(pinned.list()));
                    Collections.rotate(ids.subList(Math.min(place, ids.size() - 1), ids.size()), 1);
                    pinned.reorder(ids);
                },
                () -> {});
    }

    private static List<Long> ids(List<PinnedFigure> pinned) {
        return pinned.stream().map(PinnedFigure::id).toList();
    }

    private void change(Consumer<PinnedFigures> edit, Runnable then) {
        workspace
                .fileJobs()
                .submit(
                        "job.savingSession",
                        (progress, cancellation) -> keeper.with(session -> {
                            edit.accept(session.figures());
                            return session.figures().list();
                        }),
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<List<PinnedFigure>> done) {
                                figures.setAll(done.result());
                                noteChange.run();
                                then.run();
                            }
                        });
    }
}
