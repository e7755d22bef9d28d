package org.tiltmeter.views.lessons;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.ProbeSets;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.work.BadInputException;

/// The lessons and the one that is being taught: which step, what was guessed, what is revealed. UI thread.
public final class LessonsViewModel {

    /// Stands for "nothing guessed yet".
    public static final int NO_GUESS = -1;

    private final Workspace workspace;
    private final LessonMaterials materials;
    private final LessonScreen screen;
    private final LessonPerformer performer;
    private final ObservableList<Lesson> lessons = FXCollections.observableArrayList();
    private final ObservableList<Lesson> shownLessons = FXCollections.unmodifiableObservableList(lessons);
    private final ObservableList<String> broken = FXCollections.observableArrayList();
    private final ObservableList<String> shownBroken = FXCollections.unmodifiableObservableList(broken);
    private final ReadOnlyObjectWrapper<@Nullable Lesson> lesson = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper step = new ReadOnlyIntegerWrapper(0);
    private final ReadOnlyObjectWrapper<@Nullable LessonStep> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper revealed = new ReadOnlyBooleanWrapper();
    private final IntegerProperty guess = new SimpleIntegerProperty(NO_GUESS);
    private final BooleanProperty notes = new SimpleBooleanProperty();
    private final ObservableList<Silencing.Row> silenced = FXCollections.observableArrayList();
    private final ObservableList<Silencing.Row> shownSilenced = FXCollections.unmodifiableObservableList(silenced);
    private final Optional<LiveLesson> live;
    private final LessonRecordings recordings;
    private boolean recordingWanted;

    /// @param useRecordings whether the teacher wants recordings shown instead of computing
    public LessonsViewModel(
            Workspace workspace, LessonMaterials materials, LessonScreen screen, BooleanProperty useRecordings) {
        this.recordings = new LessonRecordings(workspace, materials, screen, useRecordings);
        this.workspace = workspace;
        this.materials = materials;
        this.screen = screen;
        this.performer = new LessonPerformer(workspace, materials, screen, this::show, this::take);
        this.live = materials.liveModel().map(model -> new LiveLesson(workspace, model, screen, recordings::training));
        performer.busyProperty().subscribe(busy -> {
            if (!busy) {
                recordings.withdrawOffer();
                if (recordingWanted) {
                    showWantedRecording();
                }
            }
        });
    }

    /// Reads the lesson files; one that is broken is listed with what is wrong with it.
    public void load() {
        workspace.fileJobs().submit("job.readingLessons", (progress, cancellation) -> read(), outcome -> {
            Problem.of(outcome).ifPresent(workspace.messages()::report);
            if (outcome instanceof Outcome.Done<Read> done) {
                lessons.setAll(done.result().lessons());
                broken.setAll(done.result().broken());
            }
        });
    }

    private record Read(List<Lesson> lessons, List<String> broken) {}

    private Read read() {
        Read read = new Read(new ArrayList<>(), new ArrayList<>());
        for (LessonMaterials.File file : materials.files()) {
            try {
                read.lessons().add(LessonFile.parse(file.text(), file.name()));
            } catch (BadInputException bad) {
                read.broken().add(Problem.of(bad).text());
            }
        }
        return read;
    }

    /// Begins a lesson in an empty session; what was open is saved and put away.
    public void begin(Lesson chosen) {
        if (!ProbeSets.isEmpty(workspace.probesProperty().get())
                || workspace.resultProperty().get() != null
                || workspace.conceptsProperty().get() != null) {
            screen.beginSession();
        }
        recordings.close();
        performer.afterWork(() -> {
            lesson.set(chosen);
            restart();
            recordings.open(chosen, () -> chosen.equals(lesson.get()));
        });
    }

    /// Goes back to the first step and puts away what the lesson has opened but the model.
    public void restart() {
        performer.stop();
        workspace.modelJobs().cancelAll();
        workspace.selection().clear();
        workspace.resultProperty().set(null);
        workspace.conceptsProperty().set(null);
        workspace.probesProperty().set(ProbeSets.EMPTY);
        workspace.messages().clearProblem();
        workspace.recordedDirectionsProperty().set(Optional.empty());
        live.ifPresent(LiveLesson::reset);
        silenced.clear();
        forgetRecorded();
        workspace.featureProperty().set("lessons");
        goTo(0);
    }

    /// Starts the lesson that is taught again, if one is.
    public void restartTaught() {
        if (lesson.get() != null) {
            restart();
        }
    }

    /// Ends the lesson; what it opened stays.
    public void leave() {
        performer.stop();
        lesson.set(null);
        shown.set(null);
        live.ifPresent(LiveLesson::reset);
        silenced.clear();
        forgetRecorded();
    }

    /// Ends the lesson and goes back to the list of lessons.
    public void finish() {
        leave();
        workspace.featureProperty().set("lessons");
    }

    private void goTo(int index) {
        silenced.clear();
        step.set(index);
        revealed.set(false);
        guess.set(NO_GUESS);
        shown.set(current());
    }

    private @Nullable LessonStep current() {
        Lesson taught = lesson.get();
        return taught == null ? null : taught.steps().get(step.get());
    }

    /// Goes to the next step, if there is one.
    public void next() {
        if (hasNext()) {
            goTo(step.get() + 1);
        }
    }

    /// Goes to the step before, if there is one.
    public void back() {
        if (lesson.get() != null && step.get() > 0) {
            goTo(step.get() - 1);
        }
    }

    /// Whether there is a next step.
    public boolean hasNext() {
        Lesson taught = lesson.get();
        return taught != null && step.get() + 1 < taught.steps().size();
    }

    /// Has the program do what the step says, or show what it once gave, as the teacher has set.
    public void act() {
        act(recordings.useProperty().get() ? recordedStep() : Optional.empty());
    }

    private void act(Optional<RecordedStep> instead) {
        LessonStep now = shown.get();
        if (now != null && now.action().isPresent() && !performer.busyProperty().get()) {
            if (now.action().get().computes()) {
                forgetRecorded();
            }
            performer.perform(now.action().get().commands(), instead);
            if (instead.isEmpty() && recordedStep().isPresent()) {
                recordings.offerLater(performer.busyProperty()::get);
            }
        }
    }

    /// Stops the computing of the step and shows its recording.
    public void useRecordingNow() {
        if (recordedStep().isPresent() && performer.busyProperty().get()) {
            recordingWanted = true;
            performer.stop();
            workspace.modelJobs().cancelAll();
        }
    }

    /// The computing has stopped; that it did is no news to whoever asked for the recording.
    private void showWantedRecording() {
        recordingWanted = false;
        workspace.fileJobs().submit("job.lesson", (progress, cancellation) -> true, outcome -> {
            workspace.messages().notices().stream()
                    .filter(notice -> notice.messageKey().equals("run.cancelled"))
                    .toList()
                    .forEach(workspace.messages()::dismiss);
            act(recordedStep());
        });
    }

    private void forgetRecorded() {
        recordingWanted = false;
        recordings.forgetShown();
    }

    private void take(RecordedStep step) {
        recordings.shown(step);
        if (step.answer() instanceof RecordedStep.Silenced rows) {
            silenced.setAll(rows.rows());
        }
    }

    /// What the step that is shown once gave, if that is recorded.
    public Optional<RecordedStep> recordedStep() {
        return lesson.get() == null ? Optional.empty() : recordings.step(step.get() + 1);
    }

    /// What the steps of the lesson once gave.
    LessonRecordings recordings() {
        return recordings;
    }

    /// Shows the answer.
    public void reveal() {
        revealed.set(shown.get() != null);
    }

    private void show(LessonCommand command) {
        switch (command.kind()) {
            case SILENCE -> silence(Silencing.Expert.parse(command.value()));
            case TRAIN -> live.ifPresent(LiveLesson::show);
            default -> throw new IllegalArgumentException("the panel does not carry out " + command);
        }
    }

    private void silence(List<Silencing.Expert> experts) {
        LanguageModel model = workspace.modelProperty().get();
        if (model == null) {
            workspace.messages().report(Problem.of("run.needsModel"));
            return;
        }
        ProbeSet probes = workspace.probesProperty().get();
        long seed = workspace.seedProperty().get();
        workspace
                .modelJobs()
                .submit(
                        "job.silencing",
                        (progress, cancellation) ->
                                Silencing.compare(model, probes, seed, experts, progress, cancellation),
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<List<Silencing.Row>> done) {
                                silenced.setAll(done.result());
                            }
                        });
    }

    /// The lessons that can be taught, in order.
    public ObservableList<Lesson> lessons() {
        return shownLessons;
    }

    /// One sentence for each lesson file that is broken.
    public ObservableList<String> broken() {
        return shownBroken;
    }

    /// The lesson being taught, or null.
    public ReadOnlyObjectProperty<@Nullable Lesson> lessonProperty() {
        return lesson.getReadOnlyProperty();
    }

    /// The step that is shown, or null.
    public ReadOnlyObjectProperty<@Nullable LessonStep> stepProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Its number, from 0.
    public ReadOnlyIntegerProperty numberProperty() {
        return step.getReadOnlyProperty();
    }

    /// Whether the answer is shown.
    public ReadOnlyBooleanProperty revealedProperty() {
        return revealed.getReadOnlyProperty();
    }

    /// What the class guesses, from 0, or [#NO_GUESS].
    public IntegerProperty guessProperty() {
        return guess;
    }

    /// Whether the presenter's notes are shown.
    public BooleanProperty notesProperty() {
        return notes;
    }

    /// Whether the program is doing what a step says.
    public ReadOnlyBooleanProperty busyProperty() {
        return performer.busyProperty();
    }

    /// What silencing experts has changed; empty until it was tried.
    ObservableList<Silencing.Row> silenced() {
        return shownSilenced;
    }

    /// The model that the class trains, if the program has one.
    Optional<LiveLesson> live() {
        return live;
    }
}
