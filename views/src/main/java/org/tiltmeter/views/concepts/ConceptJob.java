package org.tiltmeter.views.concepts;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The one long computation of a view that asks the model: one at a time, with progress, to be cancelled. UI thread.
final class ConceptJob {

    private static final double UNKNOWN = -1;

    private final Workspace workspace;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private @Nullable Job job;

    ConceptJob(Workspace workspace) {
        this.workspace = workspace;
        workspace.modelProperty().subscribe(ignored -> cancel());
    }

    /// Whether the model is being asked.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// How far the work is, 0 … 1; below 0 where that is unknown.
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// Work that asks the model.
    ///
    /// @param <R> what it yields
    @FunctionalInterface
    interface Asking<R> {
        R run(LanguageModel model, Progress progress, Cancellation cancellation);
    }

    /// Begins; does nothing without a model or while it runs. What went wrong goes to the workspace's messages.
    ///
    /// @param title key of the words that say what is done
    /// @param done takes the result, unless another model is open by then
    <R> void start(String title, Asking<R> work, Consumer<R> done) {
        LanguageModel model = workspace.modelProperty().get();
        if (model == null || busy.get()) {
            return;
        }
        busy.set(true);
        progress.set(UNKNOWN);
        Job started = workspace
                .modelJobs()
                .<R>submit(title, (steps, cancellation) -> work.run(model, steps, cancellation), outcome -> {
                    busy.set(false);
                    Problem.of(outcome).ifPresent(workspace.messages()::report);
                    if (outcome instanceof Outcome.Done<R> finished
                            && workspace.modelProperty().get() == model) {
                        done.accept(finished.result());
                    }
                });
        started.stepProperty()
                .subscribe(ignored -> progress.set(started.fraction().orElse(UNKNOWN)));
        job = started;
    }

    /// Asks the work to stop.
    void cancel() {
        if (job != null) {
            job.cancel();
        }
    }
}
