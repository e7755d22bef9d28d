package org.tiltmeter.views.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

class JobsTest {

    private final Queue<Runnable> worker = new ArrayDeque<>();
    private final Queue<Runnable> ui = new ArrayDeque<>();
    private final List<Outcome<String>> outcomes = new ArrayList<>();
    private long now;
    private final Jobs jobs = new Jobs(worker::add, ui::add, () -> now);

    private static void drain(Queue<Runnable> queue) {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }

    private static Progress.Step scored(long done) {
        return new Progress.Step(Progress.Phase.SCORING, done, 100);
    }

    @Test
    void bringsTheResultBackOnTheUiThread() {
        Job job = jobs.submit("title", (progress, cancellation) -> "result", outcomes::add);
        assertThat(jobs.phaseProperty().get()).isEqualTo(Phase.RUNNING);
        assertThat(jobs.currentProperty().get()).isSameAs(job);

        drain(worker);
        assertThat(outcomes).isEmpty();

        drain(ui);
        assertThat(outcomes).containsExactly(new Outcome.Done<>("result"));
        assertThat(job.hasEnded()).isTrue();
        assertThat(jobs.phaseProperty().get()).isEqualTo(Phase.IDLE);
        assertThat(jobs.currentProperty().get()).isNull();
    }

    @Test
    void whoeverListensGoesOnHearingAfterAGarbageCollection() {
        List<Integer> heard = new ArrayList<>();
        jobs.pending().addListener((ListChangeListener<Job>)
                change -> heard.add(change.getList().size()));
        System.gc();
        jobs.submit("title", (progress, cancellation) -> "result", outcomes::add);
        drain(worker);
        drain(ui);
        assertThat(heard).containsExactly(1, 0);
    }

    @Test
    void stopsWithoutTheUiThread() {
        jobs.submit(
                "title",
                (progress, cancellation) -> {
                    jobs.stop();
                    cancellation.throwIfRequested();
                    return "never";
                },
                outcomes::add);
        drain(worker);
        assertThat(jobs.pending()).hasSize(1);
        drain(ui);
        assertThat(outcomes).containsExactly(new Outcome.Cancelled<>());
    }

    @Test
    void goesFromRunningThroughCancellingToIdle() {
        List<Phase> phases = new ArrayList<>();
        Job job = jobs.submit(
                "title",
                (progress, cancellation) -> {
                    drain(ui);
                    jobs.cancelAll();
                    cancellation.throwIfRequested();
                    return "never";
                },
                outcomes::add);
        job.phaseProperty().addListener((observed, before, after) -> phases.add(after));
        drain(worker);
        drain(ui);
        assertThat(phases).containsExactly(Phase.RUNNING, Phase.CANCELLING, Phase.IDLE);
        assertThat(outcomes).containsExactly(new Outcome.Cancelled<>());
    }

    @Test
    void neverStartsWorkThatWasCancelledWhileItWaited() {
        List<String> ran = new ArrayList<>();
        Job job = jobs.submit(
                "title",
                (progress, cancellation) -> {
                    ran.add("ran");
                    return "result";
                },
                outcomes::add);
        job.cancel();
        drain(worker);
        drain(ui);
        assertThat(ran).isEmpty();
        assertThat(outcomes).containsExactly(new Outcome.Cancelled<>());
    }

    @Test
    void aResultThatCameInSpiteOfCancellingIsKept() {
        Job job = jobs.submit(
                "title",
                (progress, cancellation) -> {
                    cancellation.request();
                    return "result";
                },
                outcomes::add);
        drain(worker);
        drain(ui);
        assertThat(outcomes).containsExactly(new Outcome.Done<>("result"));
        assertThat(job.hasEnded()).isTrue();
    }

    @Test
    void releasesTheButtonAfterAnError() {
        OutOfMemoryError error = new OutOfMemoryError("made up");
        jobs.<String>submit(
                "title",
                (progress, cancellation) -> {
                    throw error;
                },
                outcomes::add);
        drain(worker);
        drain(ui);
        assertThat(outcomes).containsExactly(new Outcome.Failed<>(error));
        assertThat(jobs.phaseProperty().get()).isEqualTo(Phase.IDLE);
    }

    @Test
    void aClosedWorkerIsAFailureAndNoThrow() {
        Jobs closed = new Jobs(
                work -> {
                    throw new RejectedExecutionException("closed");
                },
                ui::add);
        closed.submit("title", (progress, cancellation) -> "result", outcomes::add);
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Failed.class);
        assertThat(closed.phaseProperty().get()).isEqualTo(Phase.IDLE);
    }

    @Test
    void keepsAtMostOneStepWaitingForTheUi() {
        Job job = jobs.submit(
                "title",
                (progress, cancellation) -> {
                    drain(ui);
                    for (int i = 1; i <= 50; i++) {
                        progress.report(scored(i));
                    }
                    assertThat(ui).hasSize(1);
                    drain(ui);
                    return "result";
                },
                outcomes::add);
        List<Optional<Progress.Step>> seen = new ArrayList<>();
        job.stepProperty().addListener((observed, before, after) -> seen.add(after));
        drain(worker);
        drain(ui);
        assertThat(outcomes).containsExactly(new Outcome.Done<>("result"));
        assertThat(seen).containsExactly(Optional.of(scored(50)));
    }

    @Test
    void tellsRateAndTimeLeft() {
        Job job = jobs.submit(
                "title",
                (progress, cancellation) -> {
                    progress.report(scored(0));
                    drain(ui);
                    now = 2_000_000_000L;
                    progress.report(scored(20));
                    drain(ui);
                    return "result";
                },
                outcomes::add);
        assertThat(job.rate()).isEmpty();
        drain(worker);
        assertThat(job.rate()).hasValue(10);
        assertThat(job.secondsLeft()).hasValue(8);
        assertThat(job.fraction()).hasValue(0.2);
    }

    @Test
    void runsWaitingWorkInOrder() {
        jobs.submit("first", (progress, cancellation) -> "first", outcomes::add);
        Job second = jobs.submit("second", (progress, cancellation) -> "second", outcomes::add);
        assertThat(jobs.pending()).hasSize(2);
        worker.remove().run();
        drain(ui);
        assertThat(jobs.currentProperty().get()).isSameAs(second);
        assertThat(jobs.phaseProperty().get()).isEqualTo(Phase.RUNNING);
        drain(worker);
        drain(ui);
        assertThat(outcomes).containsExactly(new Outcome.Done<>("first"), new Outcome.Done<>("second"));
    }

    @Test
    void cancelledWorkIsNoFailure() {
        assertThat(Outcome.<String>ofThrown(new CancelledException())).isEqualTo(new Outcome.Cancelled<String>());
    }
}
