package org.tiltmeter.views.jobs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// One piece of long work as something to watch and to cancel. Used on the UI thread; only [#offer] is called by the
/// worker.
public final class Job {

    private static final double NANOS_PER_SECOND = 1e9;

    private final String titleKey;
    private final List<Object> titleArguments;
    private final Executor ui;
    private final LongSupplier clock;
    private final Cancellation cancellation = new Cancellation();
    private final AtomicReference<Progress.@Nullable Step> latest = new AtomicReference<>();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);
    private final ReadOnlyObjectWrapper<Optional<Progress.Step>> step = new ReadOnlyObjectWrapper<>(Optional.empty());
    private boolean ended;
    private long stepsBegan;
    private long firstDone;
    private long lastTime;

    Job(String titleKey, List<Object> titleArguments, Executor ui, LongSupplier clock) {
        this.titleKey = titleKey;
        this.titleArguments = List.copyOf(titleArguments);
        this.ui = ui;
        this.clock = clock;
    }

    /// Key of the words that say what is being done.
    public String titleKey() {
        return titleKey;
    }

    /// What the words are filled with.
    public List<Object> titleArguments() {
        return titleArguments;
    }

    /// IDLE before it begins and after it has ended.
    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// The latest step the work reported.
    public ReadOnlyObjectProperty<Optional<Progress.Step>> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// Whether it has ended, in whatever way.
    public boolean hasEnded() {
        return ended;
    }

    /// Share of the present phase that is done, 0 … 1; empty where it is unknown.
    public OptionalDouble fraction() {
        return step.get()
                .filter(known -> known.total() > 0)
                .map(known -> OptionalDouble.of(Math.clamp((double) known.done() / known.total(), 0, 1)))
                .orElse(OptionalDouble.empty());
    }

    /// Units per second in the present phase; empty until two steps have told.
    public OptionalDouble rate() {
        Optional<Progress.Step> known = step.get();
        double seconds = (lastTime - stepsBegan) / NANOS_PER_SECOND;
        if (known.isEmpty() || seconds <= 0 || known.get().done() <= firstDone) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((known.get().done() - firstDone) / seconds);
    }

    /// Seconds that the rest of the present phase will take at this rate; empty where that is unknown.
    public OptionalDouble secondsLeft() {
        OptionalDouble rate = rate();
        Optional<Progress.Step> known = step.get();
        if (rate.isEmpty() || known.isEmpty() || known.get().total() <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((known.get().total() - known.get().done()) / rate.getAsDouble());
    }

    /// Asks the work to stop; after its end, or asked again, it changes nothing.
    public void cancel() {
        cancellation.request();
        if (phase.get() == Phase.RUNNING) {
            phase.set(Phase.CANCELLING);
        }
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /// Keeps at most one update of the UI waiting: steps are cumulative, so those between may be dropped.
    void offer(Progress.Step next) {
        if (latest.getAndSet(next) == null) {
            ui.execute(() -> {
                Progress.Step newest = latest.getAndSet(null);
                if (newest != null) {
                    show(newest);
                }
            });
        }
    }

    private void show(Progress.Step next) {
        if (ended) {
            return;
        }
        long now = clock.getAsLong();
        boolean samePhase =
                step.get().filter(before -> before.phase() == next.phase()).isPresent();
        if (!samePhase) {
            stepsBegan = now;
            firstDone = next.done();
        }
        lastTime = now;
        step.set(Optional.of(next));
    }

    void begin() {
        if (!ended) {
            phase.set(cancellation.isRequested() ? Phase.CANCELLING : Phase.RUNNING);
        }
    }

    void end() {
        ended = true;
        phase.set(Phase.IDLE);
    }
}
