package org.tiltmeter.views.lessons;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.views.Texts;

/// Sliders for the shares of a model that a class trains, and what the audit found. UI thread.
final class LivePanel {

    private static final double STEP = 0.05;

    private final LiveLesson live;
    private final VBox found = new VBox();
    private final VBox node = new VBox();

    LivePanel(LiveLesson live) {
        this.live = live;
        GridPane sliders = new GridPane();
        sliders.getStyleClass().add("lesson-grid");
        for (LiveLesson.Share share : live.shares()) {
            addSlider(sliders, share);
        }
        Button train = new Button(Texts.get("lessons.train"), new FontIcon(Feather.ZAP));
        train.setId("lesson-train");
        train.getStyleClass().add(Styles.ACCENT);
        train.setOnAction(event -> live.train());
        Button recording = new Button(Texts.get("lessons.recording"), new FontIcon(Feather.FILM));
        recording.setId("lesson-recording");
        recording.setOnAction(event -> live.useRecording());
        for (Button button : new Button[] {train, recording}) {
            button.disableProperty().bind(live.runningProperty());
            button.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        }
        FlowPane buttons = new FlowPane(train, recording);
        buttons.getStyleClass().add("lesson-buttons");
        found.getStyleClass().add("lesson-table");
        node.getStyleClass().add("lesson-table");
        node.getChildren().addAll(LessonsView.label(Texts.get("lessons.choose"), "strong"), sliders, buttons, found);
        live.trainedProperty().subscribe(this::show);
    }

    Node node() {
        return node;
    }

    private void addSlider(GridPane grid, LiveLesson.Share share) {
        Slider slider = new Slider(
                live.smallestShare(), 1 - live.smallestShare(), share.value().get());
        slider.setId("lesson-share-" + share.word());
        slider.setBlockIncrement(STEP);
        slider.setMajorTickUnit(STEP);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setMinWidth(80);
        slider.setAccessibleText(Texts.get("lessons.shareOf", share.word()));
        slider.valueProperty().bindBidirectional(share.value());
        slider.disableProperty().bind(live.runningProperty());
        GridPane.setHgrow(slider, Priority.ALWAYS);
        Label name = new Label(share.word());
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label value = new Label();
        value.setMinWidth(Region.USE_PREF_SIZE);
        value.textProperty()
                .bind(Bindings.createStringBinding(() -> percent(share.value().get()), share.value()));
        grid.addRow(grid.getRowCount(), name, slider, value);
    }

    private static String percent(double share) {
        return Texts.get("lessons.percent", Math.round(100 * share));
    }

    /// With the decimal that intervals of these shares need.
    private static String exactly(double share) {
        return Texts.get("lessons.percentExactly", 100 * share);
    }

    private void show(LiveModel.@Nullable Trained trained) {
        found.getChildren().clear();
        if (trained == null) {
            return;
        }
        GridPane grid = new GridPane();
        grid.setId("lesson-recovered");
        grid.getStyleClass().add("lesson-grid");
        addRow(grid, heading(""), heading(Texts.get("lessons.chosen")), heading(Texts.get("lessons.measured")));
        for (LiveModel.Recovered word : trained.words()) {
            addRow(
                    grid,
                    number(word.word()),
                    number(percent(word.chosen())),
                    new VBox(number(exactly(word.measured())), range(word.interval())));
        }
        int templates =
                trained.words().isEmpty() ? 0 : trained.words().getFirst().templates();
        found.getChildren()
                .addAll(
                        grid,
                        LessonsView.label(
                                Texts.get(
                                        live.recorded().isPresent() ? "lessons.recorded" : "lessons.trained",
                                        Math.round(trained.seconds()),
                                        templates,
                                        exactly(trained.largestError()),
                                        trained.inside(),
                                        trained.words().size()),
                                "muted",
                                "small-text"));
        live.recorded().ifPresent(origin -> {
            Label note = LessonsView.label(RecordingWords.full(origin), "lesson-recorded");
            note.setId("lesson-recorded-note");
            note.setGraphic(new FontIcon(Feather.FILM));
            found.getChildren().add(note);
        });
        trained.folder().ifPresent(folder -> {
            Button open = new Button(Texts.get("lessons.openTrained"), new FontIcon(Feather.CPU));
            open.setId("lesson-open");
            open.setOnAction(event -> live.openModel());
            found.getChildren().add(open);
        });
    }

    private static Label heading(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("fact-name");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label number(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("lesson-number");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label range(Interval interval) {
        return LessonsView.label(
                interval.known()
                        ? Texts.get("lessons.shareRange", 100 * interval.low(), 100 * interval.high())
                        : Texts.get("number.none"),
                "muted",
                "small-text");
    }

    private static void addRow(GridPane grid, Node... cells) {
        grid.addRow(grid.getRowCount(), cells);
    }
}
