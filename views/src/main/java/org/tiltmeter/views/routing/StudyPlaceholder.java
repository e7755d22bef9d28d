package org.tiltmeter.views.routing;

import atlantafx.base.theme.Styles;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;

/// What stands in the place of a screen that has nothing to show yet: what is missing and the way there, or the work
/// under way, how far it is and how to stop it. UI thread.
public final class StudyPlaceholder extends StackPane {

    private static final double BAR_WIDTH = 320;

    private final Label title = title();
    private final Label text = new Label();
    private final Button action = new Button();
    private final VBox missing = new VBox(title, text, action);
    private final Label work = title();
    private final ProgressBar bar = new ProgressBar();
    private final Button cancel = new Button(Texts.get("routing.cancel"));
    private final VBox busy = new VBox(work, bar, cancel);

    public StudyPlaceholder() {
        text.getStyleClass().add("empty-text");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        action.setId("emptyAction");
        action.getStyleClass().add(Styles.ACCENT);
        bar.setPrefWidth(BAR_WIDTH);
        cancel.setId("cancel");
        missing.getStyleClass().add("empty-state");
        busy.getStyleClass().add("empty-state");
        missing.visibleProperty().bind(busy.visibleProperty().not());
        getChildren().addAll(missing, busy);
    }

    private static Label title() {
        Label title = new Label();
        title.getStyleClass().add("title-3");
        title.setWrapText(true);
        title.setTextAlignment(TextAlignment.CENTER);
        title.setMinHeight(Region.USE_PREF_SIZE);
        return title;
    }

    /// What is being done while work is under way, in words.
    public String getWork() {
        return work.getText();
    }

    /// Says what is being done while work is under way.
    public void setWork(String words) {
        work.setText(words);
    }

    /// Takes the place of a screen, which is seen where this is not.
    ///
    /// @param progress share of the work that is done; below 0 where that is unknown
    /// @param stop asks the work to stop
    void standFor(Node screen, ReadOnlyDoubleProperty progress, Runnable stop) {
        screen.visibleProperty().bind(visibleProperty().not());
        screen.managedProperty().bind(screen.visibleProperty());
        bar.progressProperty().bind(progress);
        cancel.setOnAction(event -> stop.run());
    }

    /// Gives the screen its place.
    void leave() {
        setVisible(false);
    }

    /// Shows the work under way.
    void showWork() {
        busy.setVisible(true);
        setVisible(true);
    }

    /// Says what is missing and offers the way there.
    void offer(String titleKey, String textKey, String actionKey, Runnable way) {
        title.setText(Texts.get(titleKey));
        text.setText(Texts.get(textKey));
        action.setText(Texts.get(actionKey));
        action.setOnAction(event -> way.run());
        busy.setVisible(false);
        setVisible(true);
    }

    /// Shows the state of a study of the probe set by a model with experts.
    ///
    /// @param workspace whose features lead to what is missing
    /// @param open offers the study where nothing is missing
    void show(StudyState state, Workspace workspace, Runnable open) {
        switch (state) {
            case NO_MODEL, DENSE ->
                offer(
                        "routing.noModel",
                        "routing.noModelText",
                        "routing.toModel",
                        () -> workspace.featureProperty().set("model"));
            case NO_PROBES ->
                offer(
                        "routing.noProbes",
                        "routing.noProbesText",
                        "routing.toProbes",
                        () -> workspace.featureProperty().set("probes"));
            case OPEN -> open.run();
            case BUSY -> showWork();
            case READY -> leave();
        }
    }
}
