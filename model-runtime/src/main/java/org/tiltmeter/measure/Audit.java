package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.ChatModel;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.AskedPair;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Crossing;
import org.tiltmeter.probe.Exclusion;
import org.tiltmeter.probe.Exclusions;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.PairCheck;
import org.tiltmeter.probe.PairFinding;
import org.tiltmeter.probe.ProbeCheck;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Asks a model a probe set: expand, check, score, test. The window and the command line both run
/// this.
public final class Audit {

    /// An expansion above this is refused before anything is run.
    public static final long MOST_PAIRS = 500_000;

    private static final int MOST_FINDINGS = 1_000;

    private final LanguageModel model;
    private final ProbeSet probes;
    private final AuditSettings settings;
    private final TextScores scores;
    private final Cancellation cancellation;
    private final List<PairFinding> findings = new ArrayList<>();
    private final List<ExcludedPair> excluded = new ArrayList<>();

    private Audit(
            LanguageModel model,
            ProbeSet probes,
            AuditSettings settings,
            TextScores scores,
            Cancellation cancellation) {
        this.model = model;
        this.probes = probes;
        this.settings = settings;
        this.scores = scores;
        this.cancellation = cancellation;
    }

    /// The measures that a probe set can be asked with: one for each kind of question.
    public static List<String> measures() {
        return Stream.of(QuestionKind.values()).map(QuestionKind::fileName).toList();
    }

    /// Runs an audit from the beginning.
    ///
    /// @param progress hears EXPANDING in pairs, SCORING in texts, GENERATING in continuations,
    ///     COMPUTING_STATISTICS in comparisons of each measure
    /// @throws BadInputException if the probe set cannot be expanded or is too large, a measure
    /// is unknown, or no
    ///     template asks what it measures
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static AuditResult run(
            LanguageModel model,
            ProbeSet probes,
            AuditSettings settings,
            Progress progress,
            Cancellation cancellation) {
        return run(model, probes, settings, new TextScores(), progress, cancellation);
    }

    /// Runs an audit, taking the texts that are already scored from `scores` and adding the
    /// others to it, so
    /// that an audit that was cancelled can be resumed.
    ///
    /// @param scores of this very model
    public static AuditResult run(
            LanguageModel model,
            ProbeSet probes,
            AuditSettings settings,
            TextScores scores,
            Progress progress,
            Cancellation cancellation) {
        Set<QuestionKind> kinds = kinds(probes, settings.measures());
        AuditSettings named =
                settings.withMeasures(kinds.stream().map(QuestionKind::fileName).toList());
        ChatSettings chat = settings.chat();
        if (chat == null) {
            return new Audit(model, probes, named, scores, cancellation).run(kinds, progress);
        }
        ChatModel asked = chat.asks(model, kinds);
        AuditSettings known = named.withChat(new ChatSettings(chat.system(), asked.templateSha256()));
        return new Audit(asked, probes, known, scores, cancellation).run(kinds, progress);
    }

    /// The kinds of question that measures of these ids ask of this set.
    ///
    /// @param measures ids; none means all that the set has
    /// @throws BadInputException if one is unknown, or no template of the set asks it
    public static Set<QuestionKind> kinds(ProbeSet probes, List<String> measures) {
        if (measures.isEmpty()) {
            return probes.kinds();
        }
        Set<QuestionKind> kinds = new LinkedHashSet<>();
        for (String measure : measures) {
            QuestionKind kind = Stream.of(QuestionKind.values())
                    .filter(one -> one.fileName().equals(measure))
                    .findFirst()
                    .orElseThrow(
                            () -> new BadInputException("The measure \"%s\" is unknown for a probe set; known are %s."
                                    .formatted(measure, String.join(", ", measures()))));
            if (!probes.kinds().contains(kind)) {
                throw new BadInputException("No template of the probe set \"%s\" asks for %s; its templates ask for %s."
                        .formatted(
                                probes.name(),
                                measure,
                                probes.kinds().stream()
                                        .map(QuestionKind::fileName)
                                        .collect(Collectors.joining(", "))));
            }
            kinds.add(kind);
        }
        return kinds;
    }

    private AuditResult run(Set<QuestionKind> kinds, Progress progress) {
        Expansion expansion = Expansion.of(probes);
        long all = expansion.count() + expansion.crossings().count();
        if (all > MOST_PAIRS) {
            throw new BadInputException(
                    "The probe set \"%s\" would give %,d pairs, more than %,d; take out words or templates."
                            .formatted(probes.name(), all, MOST_PAIRS));
        }
        Map<QuestionKind, List<AskedPair>> pairs = pairs(expansion, kinds, progress);
        List<Crossing> crossings = expansion
                .crossings()
                .all()
                .filter(crossing -> isCrossed(crossing, kinds))
                .toList();
        ContinuationScores texts = new ContinuationScores(model, scores);
        AnswerScores answers = new AnswerScores(texts, probes, settings.seed());
        Map<QuestionKind, PairMeasure> measures = new LinkedHashMap<>();
        for (QuestionKind kind : kinds) {
            PairMeasure measure = PairScores.measure(kind, model, probes, texts, answers, scores, settings.seed());
            measures.put(kind, measure);
            pairs.getOrDefault(kind, List.of()).forEach(measure::ask);
        }
        for (Crossing crossing : crossings) {
            PairMeasure measure = java.util.Objects.requireNonNull(
                    measures.get(crossing.first().kind()));
            measure.ask(crossing.first());
            measure.ask(crossing.second());
        }
        texts.score(progress, cancellation);
        List<ScoredPair> items = new ArrayList<>();
        List<ScoredCrossing> crossed = new ArrayList<>();
        List<ProbeResult> results = new ArrayList<>();
        List<MeasureRow> rows = new ArrayList<>();
        List<GroupSummary> groups = new ArrayList<>();
        for (PairMeasure measure : measures.values()) {
            measure.run(progress, cancellation);
            List<AskedPair> asked = pairs.getOrDefault(measure.kind(), List.of());
            List<ScoredPair> scored = asked.stream()
                    .flatMap(pair -> measure.scored(pair).stream())
                    .toList();
            List<ScoredCrossing> ofMeasure = crossings.stream()
                    .filter(crossing -> crossing.first().kind() == measure.kind())
                    .flatMap(crossing ->
                            CrossedPairs.of(
                                    crossing, measure.scored(crossing.first()), measure.scored(crossing.second()))
                                    .stream())
                    .toList();
            List<ScoredPair> together = new ArrayList<>(scored);
            together.addAll(CrossedPairs.pairs(ofMeasure));
            List<ProbeResult> comparisons = new PairSummary(probes, settings, cancellation).results(together, progress);
            GroupShares shares = new GroupShares(settings, scored);
            comparisons.forEach(comparison -> rows.add(row(comparison)));
            rows.addAll(MeasureRow.corrected(shares.severalGroups()));
            rows.addAll(measure.habits(asked, new HabitRows(measure.kind().fileName(), settings)));
            groups.addAll(shares.summaries());
            items.addAll(scored);
            crossed.addAll(ofMeasure);
            results.addAll(comparisons);
        }
        return new AuditResult(
                model.summary().name(),
                probes.name(),
                settings,
                rows,
                results,
                items,
                findings.subList(0, Math.min(MOST_FINDINGS, findings.size())),
                crossed,
                groups,
                excluded);
    }

    /// Continuations take long, and a choice between two profiles has both groups in it already.
    private static boolean isCrossed(Crossing crossing, Set<QuestionKind> kinds) {
        QuestionKind kind = crossing.first().kind();
        return kinds.contains(kind)
                && kind != QuestionKind.GENERATION
                && !crossing.first().relative();
    }

    /// The pairs that are asked, checked and without those that the set leaves out.
    private Map<QuestionKind, List<AskedPair>> pairs(Expansion expansion, Set<QuestionKind> kinds, Progress progress) {
        Exclusions exclusions = Exclusions.of(probes);
        Map<QuestionKind, List<AskedPair>> pairs = new LinkedHashMap<>();
        PairCheck check = new PairCheck(model.tokenizer());
        findings.addAll(ProbeCheck.of(probes, model.tokenizer()));
        for (long i = 0; i < expansion.count(); i++) {
            if (i % 256 == 0) {
                cancellation.throwIfRequested();
                progress.report(new Progress.Step(Progress.Phase.EXPANDING, i, expansion.count()));
            }
            AskedPair asked = expansion.asked(i);
            CounterfactualPair pair = asked.pair();
            if (!kinds.contains(asked.kind())) {
                continue;
            }
            Optional<Exclusion> exclusion = exclusions.find(pair);
            if (exclusion.isPresent()) {
                excluded.add(new ExcludedPair(
                        i,
                        pair.template(),
                        pair.textA(),
                        pair.textB(),
                        exclusion.get().reason()));
                continue;
            }
            pairs.computeIfAbsent(asked.kind(), kind -> new ArrayList<>()).add(asked);
            if (findings.size() < MOST_FINDINGS) {
                findings.addAll(check.check(pair));
            }
        }
        for (QuestionKind kind : kinds) {
            if (!pairs.containsKey(kind)) {
                throw exclusions.nothingLeft(kind.fileName());
            }
        }
        return pairs;
    }

    private static MeasureRow row(ProbeResult result) {
        Interval interval = result.effect().interval();
        NoiseFloor floor = result.noiseFloor();
        String comparison = "%s: %s vs %s".formatted(result.attribute(), result.groupA(), result.groupB());
        return new MeasureRow(
                result.measure(),
                result.outcome().phrase().isEmpty()
                        ? comparison
                        : comparison + ", " + result.outcome().phrase(),
                result.effect().mean(),
                interval.known() ? List.of(interval.low(), interval.high()) : List.of(),
                result.effect().units(),
                result.finding().p(),
                result.adjustedP(),
                number(result.effect().effectSize()),
                floor == null ? null : floor.effect().mean());
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
