package org.tiltmeter.views.benchmarks;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.benchmark.BenchmarkResult;
import org.tiltmeter.measure.benchmark.BenchmarkRun;
import org.tiltmeter.measure.benchmark.Benchmarks;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.benchmark.BenchmarkForm;
import org.tiltmeter.report.AuditRun;
import org.tiltmeter.report.BenchmarkSource;
import org.tiltmeter.report.Responsibility;
import org.tiltmeter.views.ModelOrigin;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.work.BadInputException;

/// Recognises a benchmark's file, runs it as a job and keeps the results. UI thread.
public final class BenchmarksViewModel {

    private final Workspace workspace;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<BenchmarkPlan>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<@Nullable Job> job = new ReadOnlyObjectWrapper<>();
    private @Nullable Job reading;

    public BenchmarksViewModel(Workspace workspace) {
        this.workspace = workspace;
    }

    /// Looks what benchmark a file or folder is.
    public void open(Path source) {
        shown.set(true);
        workspace
                .lookJobs()
                .<List<String>>submit(
                        "job.readingBenchmark", (progress, cancellation) -> BenchmarkForm.idsOf(source), outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<List<String>> done) {
                                workspace.messages().clearProblem();
                                List<String> ids = done.result();
                                plan.set(Optional.of(new BenchmarkPlan(
                                        source,
                                        ids.isEmpty() ? Benchmarks.ids() : ids,
                                        !ids.isEmpty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty())));
                                ids.stream().findFirst().ifPresent(this::choose);
                            }
                        });
    }

    /// Takes the file for this benchmark, and reads it.
    public void choose(String id) {
        Optional<BenchmarkPlan> before = plan.get();
        if (before.isEmpty()) {
            return;
        }
        if (reading != null) {
            reading.cancel();
        }
        BenchmarkPlan next = before.get().choosing(id);
        plan.set(Optional.of(next));
        reading = workspace
                .lookJobs()
                .<Long>submit(
                        "job.readingBenchmark",
                        (progress, cancellation) -> BenchmarkForm.items(id, next.source()),
                        outcome -> {
                            if (!plan.get().equals(Optional.of(next))) {
                                return;
                            }
                            switch (outcome) {
                                case Outcome.Done<Long> done ->
                                    plan.set(Optional.of(next.with(Optional.of(done.result()), Optional.empty())));
                                case Outcome.Failed<Long> failed
                                when failed.cause() instanceof BadInputException bad ->
                                    plan.set(Optional.of(next.with(
                                            Optional.empty(),
                                            Optional.of(Problem.of(bad).text()))));
                                case Outcome.Failed<Long> failed ->
                                    workspace.messages().report(Problem.of(failed.cause()));
                                case Outcome.Cancelled<Long> ignored -> {}
                            }
                        });
    }

    /// Runs the plan; without a model it goes where one is opened.
    public void run() {
        LanguageModel model = workspace.modelProperty().get();
        BenchmarkPlan planned = plan.get().filter(BenchmarkPlan::isReady).orElse(null);
        if (model == null) {
            workspace.messages().tell(Notice.of(Notice.Kind.WARNING, "run.needsModel"));
            workspace.featureProperty().set("model");
            return;
        }
        if (planned == null || job.get() != null) {
            return;
        }
        String id = planned.chosen().orElseThrow();
        AuditSettings settings =
                AuditSettings.defaults().withSeed(workspace.seedProperty().get());
        ModelOrigin origin = workspace.originProperty().get();
        workspace.messages().clearProblem();
        job.set(workspace
                .modelJobs()
                .<AuditRun>submit(
                        "job.benchmark",
                        List.of(id),
                        (progress, cancellation) -> {
                            List<BenchmarkResult> results = BenchmarkRun.run(
                                    model,
                                    BenchmarkRun.plan(List.of(planned.source()), Set.of(id)),
                                    settings,
                                    progress,
                                    cancellation);
                            BenchmarkSource source = BenchmarkSource.of(planned.source());
                            return new AuditRun(
                                    id,
                                    Instant.now(),
                                    Responsibility.unnamed(),
                                    model.summary(),
                                    origin.fingerprints(),
                                    origin.runtime(),
                                    List.of(),
                                    results.stream()
                                            .map(result -> new AuditRun.BenchmarkPart(source, result))
                                            .toList());
                        },
                        this::ended));
    }

    private void ended(Outcome<AuditRun> outcome) {
        job.set(null);
        switch (outcome) {
            case Outcome.Done<AuditRun> done -> {
                done.result().benchmarks().forEach(part -> results().addFirst(part.result()));
                workspace.runProperty().set(done.result());
            }
            case Outcome.Failed<AuditRun> failed -> workspace.messages().report(Problem.of(failed.cause()));
            case Outcome.Cancelled<AuditRun> ignored ->
                workspace.messages().tell(Notice.of(Notice.Kind.INFORMATION, "benchmarks.cancelled"));
        }
    }

    /// Asks the run to stop.
    public void cancel() {
        Job running = job.get();
        if (running != null) {
            running.cancel();
        }
    }

    /// Whether a model is open.
    public boolean hasModel() {
        return workspace.modelProperty().get() != null;
    }

    /// Whether the benchmarks are shown instead of the probe set.
    public BooleanProperty shownProperty() {
        return shown;
    }

    /// What would be run.
    public ReadOnlyObjectProperty<Optional<BenchmarkPlan>> planProperty() {
        return plan.getReadOnlyProperty();
    }

    /// The run in progress, or null.
    public ReadOnlyObjectProperty<@Nullable Job> jobProperty() {
        return job.getReadOnlyProperty();
    }

    /// The session's results, the newest first.
    public ObservableList<BenchmarkResult> results() {
        return workspace.benchmarks();
    }
}
