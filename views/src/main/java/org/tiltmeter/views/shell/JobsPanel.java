package org.tiltmeter.views.shell;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Jobs;
import org.tiltmeter.views.jobs.Phase;

/// All work that runs or waits, each with what it does, how far it is, its rate, the time left, and a button to stop
/// it. UI thread.
final class JobsPanel {

    private final List<ObservableList<Job>> queues;
    private final VBox rows = new VBox();
    private final VBox node = new VBox();

    JobsPanel(Jobs... workers) {
        this.queues = List.of(workers).stream().map(Jobs::pending).toList();
        Label title = new Label(Texts.get("jobs.title"));
        title.getStyleClass().add("title-4");
        rows.getStyleClass().add("jobs-rows");
        node.setId("jobsPanel");
        node.getStyleClass().add("jobs-panel");
        node.getChildren().addAll(title, rows);
        node.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        queues.forEach(queue -> queue.addListener((ListChangeListener<Job>) change -> show()));
        show();
    }

    Node node() {
        return node;
    }

    private void show() {
        List<Node> shown = new ArrayList<>();
        queues.forEach(queue -> queue.forEach(job -> shown.add(row(job))));
        if (shown.isEmpty()) {
            Label none = new Label(Texts.get("jobs.none"));
            none.getStyleClass().add("muted");
            shown.add(none);
        }
        rows.getChildren().setAll(shown);
    }

    private static Node row(Job job) {
        Label words = new Label();
        words.setWrapText(true);
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(Texts.get("shell.busy"));
        Button stop = new Button(Texts.get("action.cancel"));
        stop.getStyleClass().add(Styles.SMALL);
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.setOnAction(event -> job.cancel());
        Runnable update = () -> {
            words.setText(JobWords.of(job));
            bar.setProgress(job.fraction().orElse(ProgressBar.INDETERMINATE_PROGRESS));
            stop.setDisable(job.phaseProperty().get() == Phase.CANCELLING);
        };
        job.stepProperty().subscribe(ignored -> update.run());
        job.phaseProperty().subscribe(ignored -> update.run());
        VBox column = new VBox(words, bar);
        column.getStyleClass().add("section");
        HBox.setHgrow(column, Priority.ALWAYS);
        HBox row = new HBox(column, stop);
        row.getStyleClass().add("jobs-row");
        return row;
    }
}
