package org.tiltmeter.views.lessons;

import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.views.Texts;

/// The presenter's notes and the answer in a window of their own, for the screen that the class does not see. It
/// follows the steps and closes with the lesson. UI thread.
final class NotesWindow {

    private static final double WIDTH = 520;
    private static final double HEIGHT = 420;

    private final Label title = LessonsView.label("", "title-3");
    private final Label notes = LessonsView.label("", "lesson-notes");
    private final Label answer = LessonsView.label("", "lesson-text");
    private @Nullable Stage stage;

    NotesWindow(LessonsViewModel viewModel) {
        notes.setId("notesText");
        viewModel.stepProperty().subscribe(this::show);
    }

    /// Opens it, or brings it to the front.
    ///
    /// @param look whose style sheets and text size it takes over
    void open(Scene look) {
        Stage shown = stage;
        if (shown == null || !shown.isShowing()) {
            shown = build(look);
            stage = shown;
        }
        shown.show();
        shown.toFront();
    }

    private void show(@Nullable LessonStep step) {
        if (step == null) {
            if (stage != null) {
                stage.hide();
            }
            return;
        }
        title.setText(step.title());
        notes.setText(step.notes().isEmpty() ? Texts.get("lessons.noNotes") : step.notes());
        answer.setText(step.asks() ? step.question() + "\n\n" + step.reveal() : "");
    }

    private Stage build(Scene look) {
        VBox page = new VBox(title, notes, answer);
        page.getStyleClass().addAll("screen", "content");
        page.setStyle(look.getRoot().getStyle());
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        Scene scene = new Scene(scroll, WIDTH, HEIGHT);
        scene.getStylesheets().setAll(look.getStylesheets());
        Stage made = new Stage();
        made.initOwner(look.getWindow());
        made.setTitle(Texts.get("lessons.notes"));
        made.setScene(scene);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), made::hide);
        return made;
    }
}
