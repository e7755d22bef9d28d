package org.tiltmeter.views.lessons;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Outcome;

/// The class chooses shares, a tiny model is trained on them, and the audit has to find them again. UI thread.
final class LiveLesson {

    private static final double EVEN = 0.5;

    /// One word and the share that the class has chosen for it.
    record Share(String word, DoubleProperty value) {}

    private final Workspace workspace;
    private final LiveModel model;
    private final LessonScreen screen;
    private final Supplier<Optional<RecordedStep>> recording;
    private final List<Share> shares;
    private final BooleanProperty visible = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<LiveModel.@Nullable Trained> trained = new ReadOnlyObjectWrapper<>();
    private Optional<RecordedStep.Origin> recorded = Optional.empty();

    /// @param recording of a training, where there is one
    LiveLesson(Workspace workspace, LiveModel model, LessonScreen screen, Supplier<Optional<RecordedStep>> recording) {
        this.recording = recording;
        this.workspace = workspace;
        this.model = model;
        this.screen = screen;
        this.shares = model.words().stream()
                .map(word -> new Share(word, new SimpleDoubleProperty(EVEN)))
                .toList();
    }

    void show() {
        visible.set(true);
    }

    void reset() {
        visible.set(false);
        trained.set(null);
        shares.forEach(share -> share.value().set(EVEN));
    }

    /// Trains a model on the chosen shares and audits it.
    void train() {
        Map<String, Double> chosen = new LinkedHashMap<>();
        shares.forEach(share -> chosen.put(share.word(), share.value().get()));
        long seed = workspace.seedProperty().get();
        running.set(true);
        workspace
                .modelJobs()
                .submit(
                        "job.training",
                        (progress, cancellation) -> model.train(chosen, seed, progress, cancellation),
                        this::ended);
    }

    private void ended(Outcome<LiveModel.Trained> outcome) {
        running.set(false);
        Problem.of(outcome).ifPresent(workspace.messages()::report);
        if (outcome instanceof Outcome.Done<LiveModel.Trained> done) {
            recorded = Optional.empty();
            trained.set(done.result());
        }
    }

    /// Shows what was trained once and kept; where that was another training, says so.
    void useRecording() {
        Optional<RecordedStep> known = recording.get();
        Optional<String> whyNot = known.isEmpty()
                ? Optional.of(Texts.get("lessons.noRecording"))
                : known.filter(step -> !step.origin().asked().equals(model.asked()))
                        .map(other -> Texts.get("lessons.otherQuestion"));
        if (whyNot.isPresent()) {
            workspace.messages().tell(Notice.of(Notice.Kind.WARNING, "lessons.recordingRefused", whyNot.get()));
            return;
        }
        known.ifPresent(step -> {
            if (step.answer() instanceof RecordedStep.Training training) {
                recorded = Optional.of(step.origin());
                trained.set(training.trained());
                training.trained()
                        .words()
                        .forEach(word -> shares.stream()
                                .filter(share -> share.word().equals(word.word()))
                                .forEach(share -> share.value().set(word.chosen())));
            }
        });
    }

    /// Where the shown numbers come from, if they were recorded.
    Optional<RecordedStep.Origin> recorded() {
        return recorded;
    }

    /// Opens the trained model in the window like any other.
    void openModel() {
        LiveModel.Trained known = trained.get();
        if (known != null) {
            known.folder().ifPresent(screen::openModel);
        }
    }

    List<Share> shares() {
        return shares;
    }

    double smallestShare() {
        return model.smallestShare();
    }

    BooleanProperty visibleProperty() {
        return visible;
    }

    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// What was trained last, or null.
    ReadOnlyObjectProperty<LiveModel.@Nullable Trained> trainedProperty() {
        return trained.getReadOnlyProperty();
    }
}
