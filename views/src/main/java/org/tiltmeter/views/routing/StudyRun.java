package org.tiltmeter.views.routing;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A study of the whole probe set by the model that is open. It runs as a job, which stops when another model is
/// opened; its result is kept as long as the model stays, also when the probe set has changed. UI thread.
///
/// @param <R> what a study finds
final class StudyRun<R> {

    private static final double UNKNOWN = -1;

    private final Workspace workspace;
    private final Function<LanguageModel, Optional<StudyState>> refusal;
    private final Consumer<R> found;
    private final Runnable forgotten;
    private final ReadOnlyObjectWrapper<StudyState> state = new ReadOnlyObjectWrapper<>(StudyState.NO_MODEL);
    private final ReadOnlyObjectWrapper<@Nullable R> result = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private @Nullable LanguageModel studiedModel;
    private @Nullable ProbeSet studiedProbes;
    private @Nullable LanguageModel asked;
    private @Nullable Job job;

    /// Studies a probe set.
    @FunctionalInterface
    interface Study<R> {

        /// Runs on a worker.
        R of(LanguageModel model, ProbeSet probes, Progress progress, Cancellation cancellation);
    }

    /// @param refusal what a model can show instead that cannot be studied so; empty for one that can
    /// @param found hears of every result
    /// @param forgotten hears that the result is gone with its model
    StudyRun(
            Workspace workspace,
            Function<LanguageModel, Optional<StudyState>> refusal,
            Consumer<R> found,
            Runnable forgotten) {
        this.workspace = workspace;
        this.refusal = refusal;
        this.found = found;
        this.forgotten = forgotten;
        workspace.modelProperty().subscribe(ignored -> follow());
        workspace.probesProperty().subscribe(ignored -> follow());
    }

    /// Refuses models without experts.
    static Optional<StudyState> needsExperts(LanguageModel model) {
        return model.summary().experts().isEmpty() ? Optional.of(StudyState.DENSE) : Optional.empty();
    }

    /// What can be shown.
    ReadOnlyObjectProperty<StudyState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// What was found last by the model that is open, or null.
    ReadOnlyObjectProperty<@Nullable R> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// How far the study is, 0 … 1; below 0 where that is unknown.
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// Whether the result is of the probe set as it is now.
    boolean isOfPresentProbes() {
        return workspace.probesProperty().get().equals(studiedProbes);
    }

    /// Studies the probe set, unless that is being done.
    ///
    /// @param titleKey key of the words that say what is being done
    void run(String titleKey, Study<R> study) {
        LanguageModel model = workspace.modelProperty().get();
        if (model == null || state.get() == StudyState.BUSY) {
            return;
        }
        ProbeSet probes = workspace.probesProperty().get();
        asked = model;
        progress.set(UNKNOWN);
        state.set(StudyState.BUSY);
        Job started = workspace
                .modelJobs()
                .<R>submit(
                        titleKey,
                        (steps, cancellation) -> study.of(model, probes, steps, cancellation),
                        outcome -> take(model, probes, outcome));
        job = started;
        started.stepProperty()
                .subscribe(ignored -> progress.set(started.fraction().orElse(UNKNOWN)));
    }

    /// Asks the study to stop.
    void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    private void take(LanguageModel model, ProbeSet probes, Outcome<R> outcome) {
        Problem.of(outcome).ifPresent(workspace.messages()::report);
        job = null;
        state.set(StudyState.OPEN);
        if (outcome instanceof Outcome.Done<R> done
                && model == workspace.modelProperty().get()) {
            studiedModel = model;
            studiedProbes = probes;
            result.set(done.result());
            follow();
            found.accept(done.result());
        } else {
            follow();
        }
    }

    private void follow() {
        LanguageModel model = workspace.modelProperty().get();
        if (studiedModel != null && model != studiedModel) {
            studiedModel = null;
            studiedProbes = null;
            result.set(null);
            forgotten.run();
        }
        if (state.get() == StudyState.BUSY) {
            if (model != asked) {
                cancel();
            }
        } else {
            state.set(model == null ? StudyState.NO_MODEL : refusal.apply(model).orElseGet(this::open));
        }
    }

    private StudyState open() {
        if (result.get() != null) {
            return StudyState.READY;
        }
        return workspace.probesProperty().get().templates().isEmpty() ? StudyState.NO_PROBES : StudyState.OPEN;
    }
}
