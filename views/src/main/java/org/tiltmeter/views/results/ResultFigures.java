package org.tiltmeter.views.results;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.NoiseFloor;
import org.tiltmeter.measure.Outcome;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.SlotSummary;
import org.tiltmeter.measure.TemplateSummary;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.statistics.Estimate;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;

/// A result as a chart. For any thread.
final class ResultFigures {

    private static final int MOST_ROWS = 80;

    private ResultFigures() {}

    /// Each word's difference with its interval where the probe set has a slot, else each template's; the neutral swaps
    /// beside them.
    static Figure of(AuditResult audit, ProbeResult result) {
        Optional<SlotSummary> slot = result.slots().stream()
                .max(Comparator.comparingInt(known -> known.terms().size()));
        List<IntervalChart.Row> rows = slot.map(ResultFigures::words).orElseGet(() -> templates(result));
        String title = Texts.get(
                slot.isPresent() ? "results.chartWords" : "results.chartTemplates",
                slot.map(SlotSummary::slot).orElse(""),
                result.groupA(),
                result.groupB());
        return new IntervalChart(
                caption(title, audit, result),
                Texts.get(
                        "results.axis",
                        result.groupB(),
                        result.groupA(),
                        OutcomeWords.quantityAndUnit(result.outcome())),
                List.of(result.attribute()),
                rows.size() > MOST_ROWS ? ends(rows) : rows,
                OptionalDouble.of(0),
                band(result));
    }

    /// Where there are too many rows for a page: as many from both ends.
    private static List<IntervalChart.Row> ends(List<IntervalChart.Row> rows) {
        int half = MOST_ROWS / 2;
        return Stream.concat(rows.subList(0, half).stream(), rows.subList(rows.size() - half, rows.size()).stream())
                .toList();
    }

    private static List<IntervalChart.Row> words(SlotSummary slot) {
        return slot.terms().stream()
                .sorted(Comparator.comparingDouble(
                                (TermSummary term) -> term.difference().value())
                        .reversed())
                .map(term -> new IntervalChart.Row(term.term(), "", List.of(point(term.difference()))))
                .toList();
    }

    private static List<IntervalChart.Row> templates(ProbeResult result) {
        return result.templates().stream()
                .sorted(Comparator.comparingDouble(TemplateSummary::mean).reversed())
                .map(template -> new IntervalChart.Row(
                        template.template(),
                        "",
                        List.of(new IntervalChart.Point(0, template.mean(), Double.NaN, Double.NaN))))
                .toList();
    }

    private static IntervalChart.Point point(Estimate estimate) {
        Interval interval = estimate.interval();
        return new IntervalChart.Point(0, estimate.value(), interval.low(), interval.high());
    }

    /// How far neutral swaps go: their typical shift per word to both sides, else the interval of their mean.
    private static Optional<IntervalChart.Band> band(ProbeResult result) {
        NoiseFloor floor = result.noiseFloor();
        if (floor == null) {
            return Optional.empty();
        }
        Estimate shift = floor.typicalShift();
        if (shift != null) {
            return Optional.of(
                    new IntervalChart.Band(-shift.value(), shift.value(), Texts.get("results.neutralSwaps")));
        }
        Interval interval = floor.effect().interval();
        return Double.isFinite(interval.low())
                ? Optional.of(
                        new IntervalChart.Band(interval.low(), interval.high(), Texts.get("results.neutralSwaps")))
                : Optional.empty();
    }

    private static Caption caption(String title, AuditResult audit, ProbeResult result) {
        String sentence = result.finding().sentence();
        return Caption.of(title)
                .withAlternativeText(title + ". " + sentence)
                .withHowToRead(Texts.get(
                        result.outcome().equals(Outcome.LIKELIHOOD)
                                ? "results.howToReadChart"
                                : "results.howToReadOther",
                        result.groupA(),
                        result.groupB(),
                        OutcomeWords.quantityAndUnit(result.outcome())))
                .withFooter(Texts.get(
                        "results.chartMean",
                        OutcomeWords.withUnit(
                                result.outcome(),
                                Precision.number(
                                        result.effect().mean(), result.effect().interval())),
                        Precision.range(result.effect().interval()),
                        result.effect().units(),
                        result.pairs(),
                        noiseFloor(result)))
                .withFooter(Texts.get(
                        "results.provenance",
                        audit.model(),
                        audit.probes(),
                        Long.toString(audit.settings().seed()),
                        percent(audit)));
    }

    private static String percent(AuditResult audit) {
        return Math.round(audit.settings().level() * 100) + " %";
    }

    /// The neutral swaps' typical shift in words.
    static String noiseFloor(ProbeResult result) {
        NoiseFloor floor = result.noiseFloor();
        if (floor == null) {
            return Texts.get("results.noFloor");
        }
        return Precision.number(floor.effect().mean(), floor.effect().interval());
    }
}
