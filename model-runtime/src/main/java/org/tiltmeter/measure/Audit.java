package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.PairCheck;
import org.tiltmeter.probe.PairFinding;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Asks a model a probe set: expand, check, score, test. The window and the command line both run this.
public final class Audit {

    /// An expansion above this is refused before anything is run.
    public static final long MOST_PAIRS = 500_000;

    private static final int MOST_FINDINGS = 1_000;

    private Audit() {}

    /// Runs an audit from the beginning.
    ///
    /// @param progress hears EXPANDING in pairs, SCORING in texts, COMPUTING_STATISTICS in comparisons
    /// @throws BadInputException if the probe set cannot be expanded or is too large, or a measure is unknown
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static AuditResult run(
            LanguageModel model,
            ProbeSet probes,
            AuditSettings settings,
            Progress progress,
            Cancellation cancellation) {
        return run(model, probes, settings, new TextScores(), progress, cancellation);
    }

    /// Runs an audit, taking the texts that are already scored from `scores` and adding the others to it, so
    /// that an
    /// audit that was cancelled can be resumed.
    ///
    /// @param scores of this very model
    public static AuditResult run(
            LanguageModel model,
            ProbeSet probes,
            AuditSettings settings,
            TextScores scores,
            Progress progress,
            Cancellation cancellation) {
        for (String measure : settings.measures()) {
            if (!measure.equals(LikelihoodMeasure.ID)) {
                throw new BadInputException("The measure \"%s\" is unknown for a probe set; known is %s."
                        .formatted(measure, LikelihoodMeasure.ID));
            }
        }
        Expansion expansion = Expansion.of(probes);
        if (expansion.count() > MOST_PAIRS) {
            throw new BadInputException(
                    "The probe set \"%s\" would give %,d pairs, more than %,d; take out words or templates."
                            .formatted(probes.name(), expansion.count(), MOST_PAIRS));
        }
        List<CounterfactualPair> pairs = new ArrayList<>((int) expansion.count());
        List<PairFinding> findings = new ArrayList<>();
        PairCheck check = new PairCheck(model.tokenizer());
        for (long i = 0; i < expansion.count(); i++) {
            if (i % 256 == 0) {
                cancellation.throwIfRequested();
                progress.report(new Progress.Step(Progress.Phase.EXPANDING, i, expansion.count()));
            }
            CounterfactualPair pair = expansion.pair(i);
            pairs.add(pair);
            if (findings.size() < MOST_FINDINGS) {
                findings.addAll(check.check(pair));
            }
        }
        List<ScoredPair> items = LikelihoodMeasure.score(model, pairs, scores, progress, cancellation);
        List<ProbeResult> results = new LikelihoodSummary(probes, settings, cancellation).results(items, progress);
        return new AuditResult(
                model.summary().name(),
                probes.name(),
                settings,
                results.stream().map(Audit::row).toList(),
                results,
                items,
                findings.subList(0, Math.min(MOST_FINDINGS, findings.size())));
    }

    private static MeasureRow row(ProbeResult result) {
        double effect = result.effect().effectSize();
        Interval interval = result.effect().interval();
        NoiseFloor floor = result.noiseFloor();
        return new MeasureRow(
                result.measure(),
                "%s: %s vs %s".formatted(result.attribute(), result.groupA(), result.groupB()),
                result.effect().mean(),
                interval.known() ? List.of(interval.low(), interval.high()) : List.of(),
                result.effect().units(),
                result.finding().p(),
                result.adjustedP(),
                Double.isNaN(effect) ? null : effect,
                floor == null ? null : floor.effect().mean());
    }
}
