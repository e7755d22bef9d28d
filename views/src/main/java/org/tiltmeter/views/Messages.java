package org.tiltmeter.views;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the window tells the user: notices that pass and one problem that stays until it is dismissed or replaced. UI
/// thread.
public final class Messages {

    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

    private final ObservableList<Notice> notices = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Problem> problem = new SimpleObjectProperty<>();

    /// Shows a notice.
    public void tell(Notice notice) {
        notices.add(notice);
    }

    /// Takes a notice away.
    public void dismiss(Notice notice) {
        notices.remove(notice);
    }

    /// Shows a problem; it is logged here, once.
    public void report(Problem next) {
        next.cause().ifPresentOrElse(cause -> LOG.warn(next.text(), cause), () -> LOG.warn(next.text()));
        problem.set(next);
    }

    /// Takes the problem away.
    public void clearProblem() {
        problem.set(null);
    }

    /// Notices that are shown, oldest first.
    public ObservableList<Notice> notices() {
        return notices;
    }

    /// The problem that is shown, or null.
    public ObjectProperty<@Nullable Problem> problemProperty() {
        return problem;
    }
}
