package org.tiltmeter.views.lessons;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.checkpoint.Fingerprints;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.TextScores;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.RuntimeFacts;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.views.ModelOrigin;
import org.tiltmeter.views.ProbeSets;
import org.tiltmeter.views.model.ModelOpener;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Computes what a lesson computes, without a window, and keeps it as the lesson's recording. For one thread, which
/// closes it.
public final class LessonRecorder implements AutoCloseable {

    /// Seed of everything in a recording: the one with which the program begins.
    public static final long SEED = 42;

    /// Shares that the recorded class has chosen for its model, one word after the other.
    private static final List<Double> SHARES = List.of(0.9, 0.15, 0.7, 0.3, 0.5);

    private static final double NANOS_PER_SECOND = 1e9;

    private final LessonMaterials materials;
    private final ModelOpener models;
    private final Clock clock;
    private @Nullable LanguageModel model;
    private ModelOrigin origin = ModelOrigin.unknown();
    private String opened = "";
    private ProbeSet probes = ProbeSets.EMPTY;
    private @Nullable ConceptSet concepts;

    /// @param models opens the sample models
    public LessonRecorder(LessonMaterials materials, ModelOpener models, Clock clock) {
        this.materials = materials;
        this.models = models;
        this.clock = clock;
    }

    /// Carries out a lesson's commands from the first to the last and keeps what they compute.
    ///
    /// @throws BadInputException if the lesson asks for something that there is not
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public LessonRecording record(Lesson lesson, Progress progress, Cancellation cancellation) {
        List<RecordedStep> recorded = new ArrayList<>();
        boolean trained = false;
        for (int number = 1; number <= lesson.steps().size(); number++) {
            List<LessonCommand> commands = lesson.steps()
                    .get(number - 1)
                    .action()
                    .map(LessonStep.Action::commands)
                    .orElse(List.of());
            for (LessonCommand command : commands) {
                if (command.kind() != LessonCommand.Kind.TRAIN || !trained) {
                    step(number, command, progress, cancellation).ifPresent(recorded::add);
                    trained |= command.kind() == LessonCommand.Kind.TRAIN;
                }
            }
        }
        return new LessonRecording(lesson.id(), recorded);
    }

    private Optional<RecordedStep> step(
            int number, LessonCommand command, Progress progress, Cancellation cancellation) {
        switch (command.kind()) {
            case MODEL -> open(command.value(), progress, cancellation);
            case PROBES -> probes = LessonProbes.of(command.value(), materials::probes);
            case CONCEPTS -> concepts = materials.concepts(command.value());
            case RUN -> {
                return Optional.of(kept(number, Asked.audit(probes), () -> scores(progress, cancellation)));
            }
            case SILENCE -> {
                List<Silencing.Expert> experts = Silencing.Expert.parse(command.value());
                return Optional.of(kept(
                        number,
                        Asked.silencing(probes, experts),
                        () -> new RecordedStep.Silenced(
                                Silencing.compare(model(), probes, SEED, experts, progress, cancellation).stream()
                                        .map(LessonRecorder::rounded)
                                        .toList())));
            }
            case DIRECTIONS -> {
                ConceptSet set = concepts();
                return Optional.of(kept(number, Asked.directions(set), () -> directions(set, progress, cancellation)));
            }
            case TRAIN -> {
                return Optional.of(training(number, progress, cancellation));
            }
            case SCREEN, PAIR, LAYER, EXPERT, PRESS, POINT -> {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void open(String name, Progress progress, Cancellation cancellation) {
        if (!opened.equals(name)) {
            close();
            LanguageModel next = models.open(materials.model(name), OpenSettings.EXACT, progress, cancellation);
            model = next;
            origin = models.origin(next, progress, cancellation);
            opened = name;
        }
    }

    private LanguageModel model() {
        return Optional.ofNullable(model)
                .orElseThrow(
                        () -> new BadInputException("The lesson computes before it opens a model; open one first."));
    }

    private ConceptSet concepts() {
        return Optional.ofNullable(concepts)
                .orElseThrow(() ->
                        new BadInputException("The lesson looks for directions of no concepts; take a set first."));
    }

    private RecordedStep kept(int number, String asked, Supplier<RecordedStep.Answer> work) {
        Instant began = clock.instant();
        RecordedStep.Answer answer = work.get();
        return new RecordedStep(
                number,
                new RecordedStep.Origin(
                        model().summary().name(),
                        Fingerprints.combined(origin.fingerprints()),
                        asked,
                        SEED,
                        date(began),
                        seconds(began),
                        origin.runtime()),
                answer);
    }

    private static String date(Instant when) {
        return when.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    private double seconds(Instant began) {
        return RecordingFile.rounded(Duration.between(began, clock.instant()).toNanos() / NANOS_PER_SECOND);
    }

    private RecordedStep.Answer scores(Progress progress, Cancellation cancellation) {
        TextScores scores = new TextScores();
        Audit.run(model(), probes, AuditSettings.defaults().withSeed(SEED), scores, progress, cancellation);
        Map<String, double[]> texts = new LinkedHashMap<>();
        for (String text : scores.texts()) {
            scores.of(text).ifPresent(score -> texts.put(text, RecordingFile.rounded(score.logProbabilities())));
        }
        return RecordedStep.Scores.of(texts);
    }

    private RecordedStep.Answer directions(ConceptSet set, Progress progress, Cancellation cancellation) {
        ConceptAnalysis analysis =
                ConceptAnalysis.run(model(), set, ConceptSettings.defaults().withSeed(SEED), progress, cancellation);
        return new RecordedStep.Directions(
                analysis.layers(),
                analysis.directions().stream()
                        .map(one -> new ConceptDirection(
                                one.concept(),
                                one.layer(),
                                one.method(),
                                RecordingFile.rounded(one.direction()),
                                RecordingFile.rounded(one.centre()),
                                RecordingFile.rounded(one.separation()),
                                RecordingFile.rounded(one.accuracy()),
                                RecordingFile.rounded(one.nullAccuracy()),
                                RecordingFile.rounded(one.nullHigh())))
                        .toList());
    }

    private RecordedStep training(int number, Progress progress, Cancellation cancellation) {
        LiveModel live = materials
                .liveModel()
                .orElseThrow(() -> new BadInputException("The lesson trains a model, but there is none to train."));
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String word : live.words()) {
            shares.put(word, SHARES.get(shares.size() % SHARES.size()));
        }
        Instant began = clock.instant();
        LiveModel.Trained trained = live.train(shares, SEED, progress, cancellation);
        RuntimeFacts runtime;
        String fingerprint;
        try (LanguageModel made =
                models.open(trained.folder().orElseThrow(), OpenSettings.EXACT, progress, cancellation)) {
            ModelOrigin known = models.origin(made, progress, cancellation);
            runtime = known.runtime();
            fingerprint = Fingerprints.combined(known.fingerprints());
        }
        return new RecordedStep(
                number,
                new RecordedStep.Origin(
                        String.valueOf(trained.folder().orElseThrow().getFileName()),
                        fingerprint,
                        live.asked(),
                        SEED,
                        date(began),
                        RecordingFile.rounded(trained.seconds()),
                        runtime),
                new RecordedStep.Training(new LiveModel.Trained(
                        Optional.empty(),
                        RecordingFile.rounded(trained.seconds()),
                        trained.words().stream().map(LessonRecorder::rounded).toList())));
    }

    private static Silencing.Row rounded(Silencing.Row row) {
        return new Silencing.Row(
                row.expert(),
                RecordingFile.rounded(row.effect()),
                rounded(row.interval()),
                row.templates(),
                row.pairs(),
                row.noise().map(RecordingFile::rounded));
    }

    private static LiveModel.Recovered rounded(LiveModel.Recovered word) {
        return new LiveModel.Recovered(
                word.word(),
                word.chosen(),
                RecordingFile.rounded(word.measured()),
                rounded(word.interval()),
                word.templates());
    }

    private static Interval rounded(Interval interval) {
        return new Interval(
                RecordingFile.rounded(interval.low()), RecordingFile.rounded(interval.high()), interval.level());
    }

    /// Closes the model that is open.
    @Override
    public void close() {
        LanguageModel open = model;
        model = null;
        opened = "";
        if (open != null) {
            open.close();
        }
    }
}
