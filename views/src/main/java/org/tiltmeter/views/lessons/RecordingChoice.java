package org.tiltmeter.views.lessons;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.views.Texts;

/// Below a step's button: whether to compute or to show a recording, the offer of the recording where computing takes
/// long, and what is shown if it was recorded. UI thread.
final class RecordingChoice {

    private final LessonsViewModel viewModel;
    private final LessonRecordings recordings;
    private final CheckBox use = new CheckBox();
    private final Label offer = LessonsView.label("", "lesson-text");
    private final Button now = new Button(Texts.get("lessons.recording"), new FontIcon(Feather.FILM));
    private final VBox offerBox = new VBox(offer, now);
    private final Label note = LessonsView.label("", "lesson-recorded");
    private final VBox node = new VBox(use, offerBox, note);
    private boolean computes;

    RecordingChoice(LessonsViewModel viewModel) {
        this.viewModel = viewModel;
        this.recordings = viewModel.recordings();
        node.getStyleClass().add("lesson-recording-choice");
        use.setId("lesson-use-recordings");
        use.setWrapText(true);
        use.setMinHeight(Region.USE_PREF_SIZE);
        use.selectedProperty().bindBidirectional(recordings.useProperty());
        offerBox.setId("lesson-offer");
        offerBox.getStyleClass().add("lesson-offer");
        now.setId("lesson-recording-now");
        now.setOnAction(event -> viewModel.useRecordingNow());
        note.setId("lesson-recorded-note");
        note.setGraphic(new FontIcon(Feather.FILM));
        for (Node part : new Node[] {use, offerBox, note, node}) {
            part.managedProperty().bind(part.visibleProperty());
        }
        recordings.recordingProperty().subscribe(ignored -> show());
        recordings.originProperty().subscribe(ignored -> show());
        recordings.offeredProperty().subscribe(ignored -> show());
    }

    Node node() {
        return node;
    }

    /// Shows what belongs to a step's action.
    void show(LessonStep.Action action) {
        computes = action.computes();
        show();
    }

    private void show() {
        viewModel
                .recordedStep()
                .filter(step -> computes)
                .ifPresentOrElse(
                        step -> {
                            String seconds = RecordingWords.seconds(step.origin());
                            use.setText(Texts.get("lessons.useRecording", seconds));
                            offer.setText(Texts.get("lessons.recordingOffer"));
                            use.setVisible(true);
                        },
                        () -> use.setVisible(false));
        offerBox.setVisible(use.isVisible() && recordings.offeredProperty().get());
        note.setText(recordings.originProperty().get().map(RecordingWords::full).orElse(""));
        note.setVisible(!note.getText().isEmpty());
        node.setVisible(use.isVisible() || note.isVisible());
    }
}
