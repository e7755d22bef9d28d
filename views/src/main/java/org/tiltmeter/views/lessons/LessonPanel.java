package org.tiltmeter.views.lessons;

import atlantafx.base.theme.Styles;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tiltmeter.views.Icons;
import org.tiltmeter.views.Texts;

/// The lesson beside the screens: what to read, what to press, what to guess, the answer. UI thread.
public final class LessonPanel {

    private final LessonsViewModel viewModel;
    private final Label title = LessonsView.label("", "title-4");
    private final Label progress = LessonsView.label("", "eyebrow");
    private final VBox page = new VBox();
    private final ScrollPane scroll = new ScrollPane(page);
    private final Button back = new Button(Texts.get("lessons.back"), new FontIcon(Feather.ARROW_LEFT));
    private final Button next = new Button(Texts.get("lessons.next"), new FontIcon(Feather.ARROW_RIGHT));
    private final Button finish = new Button(Texts.get("lessons.finish"), new FontIcon(Feather.CHECK));
    private final CheckBox notes = new CheckBox(Texts.get("lessons.notes"));
    private final Button notesWindow =
            new Button(Texts.get("lessons.notesWindow"), new FontIcon(Feather.EXTERNAL_LINK));
    private final VBox node = new VBox();
    private final SilencingTable silencing;
    private final RecordingChoice recording;

    public LessonPanel(LessonsViewModel viewModel) {
        this.viewModel = viewModel;
        this.recording = new RecordingChoice(viewModel);
        this.silencing = new SilencingTable(viewModel.silenced());
        Button restart = button("lesson-restart", Feather.ROTATE_CCW, Texts.get("lessons.restart"));
        restart.setOnAction(event -> viewModel.restart());
        Button leave = button("lesson-leave", Feather.X, Texts.get("lessons.leave"));
        leave.setOnAction(event -> viewModel.leave());
        VBox names = new VBox(progress, title);
        HBox.setHgrow(names, Priority.ALWAYS);
        names.setMinWidth(0);
        HBox head = new HBox(names, restart, leave);
        head.getStyleClass().add("lesson-panel-head");
        back.setId("lesson-back");
        next.setId("lesson-next");
        next.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        back.setOnAction(event -> viewModel.back());
        next.setOnAction(event -> viewModel.next());
        finish.setId("lesson-finish");
        finish.getStyleClass().add(Styles.ACCENT);
        finish.setOnAction(event -> viewModel.finish());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox foot = new HBox(back, space, next, finish);
        for (Button step : new Button[] {back, next, finish}) {
            step.setMinWidth(Region.USE_PREF_SIZE);
            step.managedProperty().bind(step.visibleProperty());
        }
        foot.getStyleClass().add("lesson-panel-foot");
        notes.setId("lesson-notes");
        notes.selectedProperty().bindBidirectional(viewModel.notesProperty());
        notesWindow.setId("lesson-notes-window");
        notesWindow.getStyleClass().add(Styles.FLAT);
        notesWindow.setMinWidth(Region.USE_PREF_SIZE);
        NotesWindow apart = new NotesWindow(viewModel);
        notesWindow.setOnAction(event -> {
            viewModel.notesProperty().set(false);
            apart.open(node.getScene());
        });
        page.getStyleClass().add("lesson-page");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("lesson-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        node.getChildren().addAll(head, scroll, foot);
        node.setId("lessonPanel");
        node.getStyleClass().add("lesson-panel");
        viewModel.stepProperty().subscribe(this::show);
        viewModel
                .revealedProperty()
                .subscribe(ignored -> show(viewModel.stepProperty().get()));
        viewModel
                .notesProperty()
                .subscribe(ignored -> show(viewModel.stepProperty().get()));
        viewModel.silenced().addListener((ListChangeListener<Silencing.Row>) change -> {
            if (!viewModel.silenced().isEmpty()) {
                scrollTo("silencing");
            }
        });
        viewModel
                .live()
                .ifPresent(live -> live.trainedProperty().subscribe(trained -> {
                    if (trained != null) {
                        scrollTo("lesson-recovered");
                    }
                }));
        viewModel.guessProperty().subscribe(ignored -> showGuess());
        viewModel
                .live()
                .ifPresent(live -> live.visibleProperty()
                        .subscribe(ignored -> show(viewModel.stepProperty().get())));
    }

    private static Button button(String id, Feather icon, String words) {
        Button button = new Button();
        button.setId(id);
        button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON);
        Icons.set(button, icon, words);
        button.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return button;
    }

    /// The panel.
    public Node node() {
        return node;
    }

    private void show(@Nullable LessonStep step) {
        Lesson lesson = viewModel.lessonProperty().get();
        if (step == null || lesson == null) {
            page.getChildren().clear();
            return;
        }
        int number = viewModel.numberProperty().get() + 1;
        title.setText(lesson.title());
        progress.setText(Texts.get("lessons.step", number, lesson.steps().size()));
        back.setDisable(number == 1);
        next.setVisible(viewModel.hasNext());
        finish.setVisible(!viewModel.hasNext());
        page.getChildren()
                .setAll(LessonsView.label(step.title(), "title-3"), LessonsView.label(step.text(), "lesson-text"));
        if (step.asks() && step.guessFirst()) {
            addQuestion(step);
        }
        step.action().ifPresent(action -> {
            page.getChildren().add(action(action));
            recording.show(action);
            page.getChildren().add(recording.node());
        });
        viewModel
                .live()
                .filter(live -> live.visibleProperty().get())
                .ifPresent(live -> page.getChildren().add(new LivePanel(live).node()));
        page.getChildren().add(silencing.node());
        if (step.asks() && !step.guessFirst()) {
            addQuestion(step);
        }
        page.getChildren().add(new FlowPane(8, 4, notes, notesWindow));
        if (viewModel.notesProperty().get()) {
            page.getChildren()
                    .add(LessonsView.label(
                            step.notes().isEmpty() ? Texts.get("lessons.noNotes") : step.notes(), "lesson-notes"));
        }
        scrollTo(isBelow(step) ? 1 : 0);
    }

    /// Puts a part of the page at the top, once the page is laid out.
    private void scrollTo(String id) {
        Platform.runLater(() -> {
            double hidden = page.getHeight() - scroll.getViewportBounds().getHeight();
            Node part = page.lookup("#" + id);
            if (part != null && hidden > 0) {
                double top = page.sceneToLocal(part.localToScene(0, 0)).getY();
                scroll.setVvalue(Math.clamp(top / hidden, 0, 1));
            }
        });
    }

    private void scrollTo(double place) {
        scroll.setVvalue(place);
        // The page's height is known once it is laid out.
        Platform.runLater(() -> scroll.setVvalue(place));
    }

    /// Whether what was asked for last stands at the end of the page.
    private boolean isBelow(LessonStep step) {
        return viewModel.notesProperty().get() || (viewModel.revealedProperty().get() && !step.guessFirst());
    }

    private Button action(LessonStep.Action action) {
        Button button = new Button(action.label(), new FontIcon(Feather.PLAY_CIRCLE));
        button.setId("lesson-act");
        button.getStyleClass().add(Styles.ACCENT);
        button.setWrapText(true);
        button.setMinHeight(Region.USE_PREF_SIZE);
        button.setOnAction(event -> viewModel.act());
        button.disableProperty().bind(viewModel.busyProperty());
        return button;
    }

    private void addQuestion(LessonStep step) {
        VBox box = new VBox(LessonsView.label(step.question(), "lesson-question"));
        box.getStyleClass().add("lesson-question-box");
        ToggleGroup group = new ToggleGroup();
        for (int i = 0; i < step.choices().size(); i++) {
            int index = i;
            RadioButton choice = new RadioButton(step.choices().get(i));
            choice.setId("lesson-choice-" + i);
            choice.setWrapText(true);
            choice.setMinHeight(Region.USE_PREF_SIZE);
            choice.setToggleGroup(group);
            choice.setSelected(viewModel.guessProperty().get() == i);
            choice.setOnAction(event -> viewModel.guessProperty().set(index));
            box.getChildren().add(choice);
        }
        page.getChildren().add(box);
        if (viewModel.revealedProperty().get()) {
            Label verdict = LessonsView.label("", "strong");
            verdict.setId("lesson-verdict");
            VBox answer = new VBox(verdict, LessonsView.label(step.reveal(), "lesson-text"));
            answer.setId("lesson-reveal");
            answer.getStyleClass().add("lesson-reveal");
            box.getChildren().add(answer);
            showGuess();
        } else {
            Button reveal = new Button(Texts.get("lessons.reveal"), new FontIcon(Feather.EYE));
            reveal.setId("lesson-show");
            reveal.setOnAction(event -> viewModel.reveal());
            box.getChildren().add(reveal);
        }
    }

    private void showGuess() {
        LessonStep step = viewModel.stepProperty().get();
        if (step == null || !(page.lookup("#lesson-verdict") instanceof Label verdict)) {
            return;
        }
        int guess = viewModel.guessProperty().get();
        String words = step.answer()
                .map(answer -> guess == LessonsViewModel.NO_GUESS
                        ? Texts.get("lessons.answerIs", step.choices().get(answer))
                        : Texts.get(
                                guess == answer ? "lessons.guessRight" : "lessons.guessWrong",
                                step.choices().get(answer)))
                .orElse(Texts.get("lessons.answer"));
        verdict.setText(words);
    }
}
