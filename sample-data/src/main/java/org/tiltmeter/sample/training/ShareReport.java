package org.tiltmeter.sample.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.sample.PlantedTruth;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What was planted in a sample model beside what an audit of it finds.
///
/// @param association what was planted
/// @param pairs pairs of texts that were compared
/// @param rows one per word
/// @param controlMean mean difference of the control's pairs, nats
/// @param controlInterval 95 % interval of that, templates being the units
/// @param controlPairs pairs of texts that differ in the control
public record ShareReport(
        PlantedTruth.Association association,
        int pairs,
        List<Row> rows,
        double controlMean,
        Interval controlInterval,
        int controlPairs) {

    /// Copies the list.
    public ShareReport {
        rows = List.copyOf(rows);
    }

    /// One word.
    ///
    /// @param word such as an occupation
    /// @param planted share of the first group in the texts the model learned from
    /// @param measured share that the model's mean difference of log-probabilities stands for
    /// @param interval 95 % interval of `measured`, templates being the units
    public record Row(String word, double planted, double measured, Interval interval) {}

    /// Audits a model with a probe set and puts the planted shares beside the result.
    ///
    /// @param truth what was planted; its first association is looked up in the audit
    /// @throws IllegalArgumentException if the probe set does not ask about it
    public static ShareReport of(LanguageModel model, ProbeSet probes, PlantedTruth truth) {
        AuditResult audit = Audit.run(model, probes, AuditSettings.defaults(), Progress.none(), new Cancellation());
        PlantedTruth.Association association = truth.associations().getFirst();
        ProbeResult result = result(audit, association.attribute());
        if (!result.groupA().equals(association.group())) {
            throw new IllegalArgumentException("the probe set's first group is " + result.groupA()
                    + ", but the truth file gives the shares of " + association.group());
        }
        ProbeResult control = result(audit, truth.controls().getFirst());
        Map<String, Double> shares = association.shares();
        List<Row> rows = new ArrayList<>();
        result.slots().stream()
                .filter(slot -> slot.slot().equals(association.slot()))
                .flatMap(slot -> slot.terms().stream())
                .forEach(term -> rows.add(row(term, shares)));
        return new ShareReport(
                association,
                result.pairs(),
                rows,
                control.effect().mean(),
                control.effect().interval(),
                control.pairs());
    }

    private static Row row(TermSummary term, Map<String, Double> shares) {
        Double planted = shares.get(term.term());
        if (planted == null) {
            throw new IllegalArgumentException("the truth file has no share for " + term.term());
        }
        return new Row(
                term.term(), planted, term.shareA().value(), term.shareA().interval());
    }

    private static ProbeResult result(AuditResult audit, String attribute) {
        return audit.results().stream()
                .filter(result -> result.attribute().equals(attribute))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the probe set does not ask about " + attribute));
    }

    /// Mean absolute difference of measured and planted share.
    public double meanAbsoluteError() {
        return rows.stream()
                .mapToDouble(row -> Math.abs(row.measured() - row.planted()))
                .average()
                .orElse(Double.NaN);
    }

    /// Spearman's rank correlation of measured and planted share; not a number where all planted shares are equal.
    public double rankCorrelation() {
        return new SpearmansCorrelation()
                .correlation(
                        rows.stream().mapToDouble(Row::planted).toArray(),
                        rows.stream().mapToDouble(Row::measured).toArray());
    }

    private String correlationInWords() {
        double correlation = rankCorrelation();
        return Double.isNaN(correlation)
                ? "the same planted for every word"
                : String.format(Locale.ROOT, "rank correlation (Spearman) %.4f", correlation);
    }

    /// The report as Markdown.
    public String markdown() {
        StringBuilder text = new StringBuilder("# Planted and measured\n\n");
        text.append(String.format(
                Locale.ROOT,
                "Share of %s by %s: %s, mean absolute error %.4f, %d words, %d pairs.\n",
                association.group(),
                association.slot(),
                correlationInWords(),
                meanAbsoluteError(),
                rows.size(),
                pairs));
        text.append(String.format(
                Locale.ROOT,
                "Control: mean difference %+.4f nats, 95 %% interval %+.4f to %+.4f, %d pairs.\n\n",
                controlMean,
                controlInterval.low(),
                controlInterval.high(),
                controlPairs));
        text.append("| ").append(association.slot()).append(" | planted | measured | 95 % interval |\n");
        text.append("|---|---|---|---|\n");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %.3f | %.3f to %.3f |\n",
                    row.word(),
                    row.planted(),
                    row.measured(),
                    row.interval().low(),
                    row.interval().high()));
        }
        return text.toString();
    }
}
