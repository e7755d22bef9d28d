package org.tiltmeter.views.concepts;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.tiltmeter.views.Texts;

/// The button that begins a computation, and beside it, while it runs, its progress and the button that stops it. UI
/// thread.
final class JobLine extends HBox {

    /// @param words what the button says
    /// @param job what it begins
    /// @param begin begins it
    JobLine(String words, ConceptJob job, Runnable begin) {
        Button start = new Button(words);
        start.setId("compute");
        start.getStyleClass().add("accent");
        start.setOnAction(event -> begin.run());
        start.disableProperty().bind(job.busyProperty());
        ProgressBar bar = new ProgressBar();
        bar.setPrefWidth(120);
        bar.progressProperty().bind(job.progressProperty());
        Button cancel = new Button(Texts.get("concepts.cancel"));
        cancel.setOnAction(event -> job.cancel());
        shownIf(bar, job.busyProperty());
        shownIf(cancel, job.busyProperty());
        getStyleClass().add("tool-row");
        getChildren().setAll(start, bar, cancel);
    }

    /// Takes no room while it is not to be seen.
    static void shownIf(Node shown, ObservableValue<Boolean> condition) {
        shown.visibleProperty().bind(condition);
        shown.managedProperty().bind(shown.visibleProperty());
    }

    /// Shows something, or hides it and lets it take no room.
    static void shown(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
