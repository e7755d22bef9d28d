package org.tiltmeter.views.jobs;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Runs long work on one worker, one piece after the other, and brings steps and outcome back to the UI thread.
///
/// Everything here but [#stop()] is called on the UI thread. The two executors are `Platform::runLater` and a
/// single thread in the program, plain queues in tests; so tests run this very code. Whoever made the executors
/// ends them.
public final class Jobs {

    private final Executor worker;
    private final Executor ui;
    private final LongSupplier clock;
    private final ObservableList<Job> pending = FXCollections.observableArrayList();
    /// One view for all who look: a fresh one each time would be forgotten, and whoever listens to it with it.
    private final ObservableList<Job> shownPending = FXCollections.unmodifiableObservableList(pending);
    private final Set<Job> unfinished = ConcurrentHashMap.newKeySet();
    private final ReadOnlyObjectWrapper<@Nullable Job> current = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);

    /// Jobs that take their time from the system's clock.
    public Jobs(Executor worker, Executor ui) {
        this(worker, ui, System::nanoTime);
    }

    /// @param worker runs one piece of work at a time, in order
    /// @param ui runs what touches observable state
    /// @param clock nanoseconds, for rates
    public Jobs(Executor worker, Executor ui, LongSupplier clock) {
        this.worker = worker;
        this.ui = ui;
        this.clock = clock;
    }

    /// Starts work, or queues it behind what is running.
    ///
    /// @param titleKey key of the words that say what is being done
    /// @param work what runs on the worker's thread
    /// @param sink hears the one outcome, on the UI thread
    /// @return the job, to watch and to cancel
    public <R> Job submit(String titleKey, Work<R> work, Consumer<Outcome<R>> sink) {
        return submit(titleKey, List.of(), work, sink);
    }

    /// Starts work whose title has arguments.
    public <R> Job submit(String titleKey, List<Object> titleArguments, Work<R> work, Consumer<Outcome<R>> sink) {
        Job job = new Job(titleKey, titleArguments, ui, clock);
        pending.add(job);
        unfinished.add(job);
        update();
        try {
            worker.execute(() -> perform(job, work, sink));
        } catch (RejectedExecutionException closed) {
            finish(job, new Outcome.Failed<>(closed), sink);
        }
        return job;
    }

    private <R> void perform(Job job, Work<R> work, Consumer<Outcome<R>> sink) {
        Outcome<R> outcome;
        try {
            job.cancellation().throwIfRequested();
            ui.execute(() -> {
                job.begin();
                update();
            });
            outcome = new Outcome.Done<>(work.run(job::offer, job.cancellation()));
        } catch (Throwable thrown) {
            // An OutOfMemoryError must release the button too.
            outcome = Outcome.ofThrown(thrown);
        }
        Outcome<R> ended = outcome;
        ui.execute(() -> finish(job, ended, sink));
    }

    private <R> void finish(Job job, Outcome<R> outcome, Consumer<Outcome<R>> sink) {
        job.end();
        pending.remove(job);
        unfinished.remove(job);
        update();
        sink.accept(outcome);
    }

    /// Asks all work, running and waiting, to stop.
    public void cancelAll() {
        List.copyOf(pending).forEach(Job::cancel);
        update();
    }

    /// Asks all work to stop when the program ends and the UI thread no longer answers; nobody hears of the
    /// outcomes. Any thread.
    public void stop() {
        unfinished.forEach(job -> job.cancellation().request());
    }

    /// Work that runs or waits, in order; not to be changed.
    public ObservableList<Job> pending() {
        return shownPending;
    }

    /// What runs, or will run next; null when there is nothing to do.
    public ReadOnlyObjectProperty<@Nullable Job> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /// Whether anything runs: IDLE only when nothing runs or waits.
    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    private void update() {
        Job first = pending.isEmpty() ? null : pending.getFirst();
        current.set(first);
        if (first == null) {
            phase.set(Phase.IDLE);
        } else {
            phase.set(first.cancellation().isRequested() ? Phase.CANCELLING : Phase.RUNNING);
        }
    }
}
