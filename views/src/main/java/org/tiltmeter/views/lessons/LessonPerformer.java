package org.tiltmeter.views.lessons;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.AuditRun;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.RecordedDirections;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Jobs;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.views.results.RecordedScores;
import org.tiltmeter.work.BadInputException;

/// Carries out a lesson's commands one after the other, each after the work that the one before began. Stops at the
/// first that fails; the window then says why. UI thread.
final class LessonPerformer {

    private final Workspace workspace;
    private final LessonMaterials materials;
    private final LessonScreen screen;
    private final Consumer<LessonCommand> shown;
    private final Consumer<RecordedStep> taken;
    private final Deque<LessonCommand> waiting = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private Optional<RecordedStep> recorded = Optional.empty();

    /// @param shown hears of commands that the lesson's own panel carries out
    /// @param taken hears of recordings that stand in for computing
    LessonPerformer(
            Workspace workspace,
            LessonMaterials materials,
            LessonScreen screen,
            Consumer<LessonCommand> shown,
            Consumer<RecordedStep> taken) {
        this.workspace = workspace;
        this.materials = materials;
        this.screen = screen;
        this.shown = shown;
        this.taken = taken;
    }

    /// Whether commands wait or their work runs.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Carries out commands, unless some are being carried out.
    ///
    /// @param instead what to show instead of computing, where it fits
    void perform(List<LessonCommand> commands, Optional<RecordedStep> instead) {
        if (!busy.get()) {
            recorded = instead;
            waiting.addAll(commands);
            busy.set(true);
            next();
        }
    }

    /// Forgets what waits.
    void stop() {
        waiting.clear();
    }

    private void next() {
        LessonCommand command = waiting.poll();
        if (command == null) {
            busy.set(false);
            return;
        }
        try {
            Optional<RecordedStep> fitting = command.kind().computes() ? fitting(command) : Optional.empty();
            if (fitting.isPresent()) {
                show(fitting.get());
            } else {
                perform(command);
            }
        } catch (BadInputException refused) {
            fail(Problem.of(refused));
        }
    }

    private void fail(Problem problem) {
        workspace.messages().report(problem);
        giveUp();
    }

    private void giveUp() {
        waiting.clear();
        busy.set(false);
    }

    private void perform(LessonCommand command) {
        switch (command.kind()) {
            case MODEL -> open(command.value());
            case PROBES -> {
                workspace.probesProperty().set(LessonProbes.of(command.value(), materials::probes));
                next();
            }
            case CONCEPTS -> {
                workspace.conceptsProperty().set(materials.concepts(command.value()));
                next();
            }
            case SCREEN -> {
                workspace.featureProperty().set(command.value());
                next();
            }
            case RUN -> run(screen::run);
            case DIRECTIONS -> {
                forgetDirections();
                if (screen.findDirections()) {
                    afterWork(this::next);
                } else {
                    fail(Problem.of("lessons.cannotFind"));
                }
            }
            case PAIR -> {
                workspace.selection().pairProperty().set(pair(command.value()));
                next();
            }
            case LAYER -> {
                workspace.selection().layerProperty().set(Integer.parseInt(command.value()));
                next();
            }
            case EXPERT -> {
                workspace.selection().expertProperty().set(Integer.parseInt(command.value()));
                next();
            }
            case PRESS -> {
                if (screen.press(command.value())) {
                    afterWork(this::next);
                } else {
                    fail(Problem.of("lessons.cannotPress", command.value()));
                }
            }
            case POINT -> {
                screen.point(command.value());
                next();
            }
            case SILENCE, TRAIN -> {
                shown.accept(command);
                afterWork(this::next);
            }
        }
    }

    private void open(String name) {
        workspace.fileJobs().submit("job.lesson", (progress, cancellation) -> materials.model(name), this::opened);
    }

    private void opened(Outcome<Path> outcome) {
        if (!(outcome instanceof Outcome.Done<Path> done)) {
            Problem.of(outcome).ifPresent(workspace.messages()::report);
            giveUp();
            return;
        }
        Path folder = done.result().toAbsolutePath().normalize();
        if (isOpen(folder)) {
            next();
            return;
        }
        screen.openModel(folder);
        afterWork(() -> {
            if (isOpen(folder)) {
                next();
            } else {
                // The window has said why; where it has not, it waits for the user's word.
                giveUp();
            }
        });
    }

    private boolean isOpen(Path folder) {
        LanguageModel model = workspace.modelProperty().get();
        return model != null
                && model.summary().folder().toAbsolutePath().normalize().equals(folder);
    }

    /// Takes the concepts anew: what was found for them before is put away.
    private void forgetDirections() {
        ConceptSet concepts = workspace.conceptsProperty().get();
        workspace.conceptsProperty().set(null);
        workspace.conceptsProperty().set(concepts);
    }

    /// The recording of what a command computes; where it is of something else, that is said.
    private Optional<RecordedStep> fitting(LessonCommand command) {
        if (recorded.isEmpty()) {
            return recorded;
        }
        RecordedStep step = recorded.get();
        Optional<String> whyNot = asked(command).flatMap(asked -> asked.whyNot(step.origin()));
        whyNot.ifPresent(reason ->
                workspace.messages().tell(Notice.of(Notice.Kind.WARNING, "lessons.recordingRefused", reason)));
        return whyNot.isPresent() ? Optional.empty() : recorded;
    }

    private Optional<Asked> asked(LessonCommand command) {
        ProbeSet probes = workspace.probesProperty().get();
        ConceptSet concepts = workspace.conceptsProperty().get();
        Optional<String> digest =
                switch (command.kind()) {
                    case RUN -> Optional.of(Asked.audit(probes));
                    case SILENCE -> Optional.of(Asked.silencing(probes, Silencing.Expert.parse(command.value())));
                    default -> Optional.ofNullable(concepts).map(Asked::directions);
                };
        return digest.map(known -> new Asked(
                known,
                workspace.fingerprintProperty().get(),
                workspace.seedProperty().get()));
    }

    private void show(RecordedStep step) {
        RecordedStep.Origin origin = step.origin();
        switch (step.answer()) {
            case RecordedStep.Scores scores -> {
                RecordedScores texts =
                        new RecordedScores(scores.texts(), origin.when(), RecordingWords.runtime(origin));
                run(() -> screen.run(texts));
            }
            case RecordedStep.Directions directions -> {
                ConceptSet concepts =
                        Objects.requireNonNull(workspace.conceptsProperty().get());
                workspace.featureProperty().set("concepts");
                workspace
                        .recordedDirectionsProperty()
                        .set(Optional.of(new RecordedDirections(
                                new ConceptAnalysis(
                                        origin.model(),
                                        concepts,
                                        ConceptSettings.defaults().withSeed(origin.seed()),
                                        directions.layers(),
                                        directions.directions()),
                                RecordingWords.brief(origin))));
                afterWork(this::next);
            }
            case RecordedStep.Silenced ignored -> next();
            case RecordedStep.Training ignored -> next();
        }
        taken.accept(step);
    }

    private void run(Runnable audit) {
        AuditRun before = workspace.runProperty().get();
        audit.run();
        afterWork(() -> {
            if (!Objects.equals(workspace.runProperty().get(), before)) {
                next();
            } else {
                giveUp();
            }
        });
    }

    /// Goes on when all work that was begun so far, and what it began in turn, has ended.
    void afterWork(Runnable then) {
        Jobs files = workspace.fileJobs();
        Jobs model = workspace.modelJobs();
        files.submit(
                "job.lesson",
                (progress, cancellation) -> true,
                fileWork -> model.submit("job.lesson", (progress, cancellation) -> true, modelWork -> {
                    if (files.pending().isEmpty() && model.pending().isEmpty()) {
                        then.run();
                    } else {
                        afterWork(then);
                    }
                }));
    }

    private CounterfactualPair pair(String value) {
        List<String> words = LessonProbes.words(value);
        return Optional.ofNullable(workspace.resultProperty().get()).stream()
                .flatMap(result -> result.items().stream())
                .map(ScoredPair::pair)
                .filter(pair -> words.stream()
                        .allMatch(word ->
                                pair.textA().contains(word) || pair.textB().contains(word)))
                .findFirst()
                .orElseThrow(() ->
                        new BadInputException("No result has a pair with " + value + "; do the steps before first."));
    }
}
