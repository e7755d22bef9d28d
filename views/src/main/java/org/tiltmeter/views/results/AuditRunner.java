package org.tiltmeter.views.results;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.TextScores;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.AuditRun;
import org.tiltmeter.report.Responsibility;
import org.tiltmeter.views.ModelOrigin;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.ProbeSets;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.views.jobs.Phase;

/// Runs the audit of the present model with the present probe set. What was scored before a cancelled run is kept, so
/// that the next run of the same model goes on from there. UI thread.
public final class AuditRunner {

    private final Workspace workspace;
    private final ObjectBinding<Optional<Problem>> obstacle;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private @Nullable Job job;
    private @Nullable LanguageModel scored;
    private TextScores scores = new TextScores();

    /// @param probeProblem why the probe set cannot be expanded, if it cannot
    public AuditRunner(Workspace workspace, ObservableValue<Optional<String>> probeProblem) {
        this.workspace = workspace;
        this.obstacle = Bindings.createObjectBinding(
                () -> obstacle(probeProblem.getValue()),
                workspace.modelProperty(),
                workspace.probesProperty(),
                probeProblem,
                workspace.modelJobs().phaseProperty());
    }

    private Optional<Problem> obstacle(Optional<String> probeProblem) {
        if (workspace.modelJobs().phaseProperty().get() != Phase.IDLE) {
            return Optional.of(Problem.of("run.busy"));
        }
        if (workspace.modelProperty().get() == null) {
            return Optional.of(Problem.of("run.needsModel"));
        }
        if (ProbeSets.isEmpty(workspace.probesProperty().get())) {
            return Optional.of(Problem.of("run.needsProbes"));
        }
        return probeProblem.map(sentence -> Problem.of("problem.badInput", sentence));
    }

    /// Runs the audit; where it cannot be run, says why and goes where that can be mended.
    public void run() {
        run(Optional.empty());
    }

    /// Audits with what the model answered earlier, without asking it; what was computed is kept apart from what the
    /// model answers here.
    public void run(RecordedScores recorded) {
        run(Optional.of(recorded));
    }

    private void run(Optional<RecordedScores> recorded) {
        LanguageModel model = workspace.modelProperty().get();
        if (model == null || obstacle.get().isPresent()) {
            explainObstacle();
            return;
        }
        if (scored != model) {
            scored = model;
            scores = new TextScores();
        }
        ProbeSet probes = workspace.probesProperty().get();
        AuditSettings settings =
                AuditSettings.defaults().withSeed(workspace.seedProperty().get());
        TextScores known = scores;
        ModelOrigin here = workspace.originProperty().get();
        ModelOrigin origin = recorded.map(earlier -> new ModelOrigin(here.fingerprints(), earlier.runtime()))
                .orElse(here);
        workspace.messages().clearProblem();
        showResults();
        running.set(true);
        job = workspace
                .modelJobs()
                .submit(
                        "job.audit",
                        List.of(probes.name().isBlank() ? "probes" : probes.name()),
                        (progress, cancellation) -> {
                            AuditResult result = recorded.isPresent()
                                    ? recorded.get().audit(model, probes, settings, progress, cancellation)
                                    : Audit.run(model, probes, settings, known, progress, cancellation);
                            return run(
                                    model,
                                    recorded.map(RecordedScores::date).orElseGet(Instant::now),
                                    origin,
                                    new AuditRun.Part(probes, result));
                        },
                        this::ended);
    }

    private static AuditRun run(LanguageModel model, Instant date, ModelOrigin origin, AuditRun.Part part) {
        return new AuditRun(
                part.probes().name(),
                date,
                Responsibility.unnamed(),
                model.summary(),
                origin.fingerprints(),
                origin.runtime(),
                List.of(part));
    }

    private void showResults() {
        workspace.featureProperty().set("results");
    }

    private void explainObstacle() {
        obstacle.get().ifPresent(problem -> {
            if (workspace.modelJobs().phaseProperty().get() == Phase.IDLE) {
                workspace
                        .messages()
                        .tell(new Notice(
                                Notice.Kind.WARNING, problem.messageKey(), problem.arguments(), Optional.empty()));
                workspace.featureProperty().set(workspace.modelProperty().get() == null ? "model" : "probes");
            }
        });
    }

    private void ended(Outcome<AuditRun> outcome) {
        running.set(false);
        job = null;
        switch (outcome) {
            case Outcome.Done<AuditRun> done -> {
                workspace.selection().pairProperty().set(null);
                AuditRun run = done.result();
                workspace.runProperty().set(run);
                workspace.resultProperty().set(run.parts().getLast().result());
                if (!workspace.featureProperty().get().equals("results")) {
                    workspace
                            .messages()
                            .tell(Notice.of(
                                            Notice.Kind.SUCCESS,
                                            "run.done",
                                            workspace
                                                    .resultProperty()
                                                    .get()
                                                    .items()
                                                    .size())
                                    .with("run.show", this::showResults));
                }
            }
            case Outcome.Failed<AuditRun> failed -> workspace.messages().report(Problem.of(failed.cause()));
            case Outcome.Cancelled<AuditRun> ignored ->
                workspace
                        .messages()
                        .tell(Notice.of(Notice.Kind.INFORMATION, "run.cancelled", scores.size())
                                .with("run.goOn", this::run));
        }
    }

    /// Asks the run to stop.
    public void cancel() {
        Optional.ofNullable(job).ifPresent(Job::cancel);
    }

    /// Why it cannot be run now; empty if it can.
    public ObservableValue<Optional<Problem>> obstacle() {
        return obstacle;
    }

    /// Whether the model works, at this or at something else.
    public ObservableValue<Boolean> busy() {
        return workspace.modelJobs().phaseProperty().map(phase -> phase != Phase.IDLE);
    }

    /// Whether an audit is running or waiting.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }
}
