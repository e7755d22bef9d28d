package org.tiltmeter.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.NoiseFloor;
import org.tiltmeter.measure.Outcome;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.SlotSummary;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.statistics.Interval;

/// The figures that every audit report draws: all comparisons beside the noise floor, and each
/// slot's words.
public final class AuditFigures {

    private static final String QUANTITY = "difference in log-probability, A − B (nats)";

    private AuditFigures() {}

    /// The pictures of one probe set's results.
    public static List<ReportFigure> of(AuditRun run, AuditResult result) {
        List<ReportFigure> figures = new ArrayList<>();
        if (result.results().stream().anyMatch(AuditFigures::isInNats)) {
            figures.add(ReportFigure.of(comparisons(run, result), ""));
        }
        for (ProbeResult comparison : result.results()) {
            for (SlotSummary slot : comparison.slots()) {
                if (isInNats(comparison)
                        && !comparison.control()
                        && !slot.terms().isEmpty()) {
                    figures.add(ReportFigure.of(words(run, comparison, slot), ""));
                }
            }
        }
        return figures;
    }

    /// Log-probabilities and log-odds share an axis; shares and weights stand in the tables.
    private static boolean isInNats(ProbeResult comparison) {
        return comparison.outcome().unit().equals(Outcome.NATS);
    }

    private static Figure comparisons(AuditRun run, AuditResult result) {
        List<IntervalChart.Row> rows = result.results().stream()
                .filter(AuditFigures::isInNats)
                .map(comparison -> new IntervalChart.Row(
                        comparison.attribute() + ": " + comparison.groupA() + " vs " + comparison.groupB()
                                + (comparison.outcome().phrase().isEmpty()
                                        ? ""
                                        : ", " + comparison.outcome().phrase()),
                        "n = " + comparison.effect().units(),
                        List.of(point(
                                comparison.effect().mean(), comparison.effect().interval()))))
                .toList();
        Optional<IntervalChart.Band> floor = result.results().stream()
                .map(ProbeResult::noiseFloor)
                .filter(java.util.Objects::nonNull)
                .map(NoiseFloor::effect)
                .map(effect -> new IntervalChart.Band(
                        effect.interval().low(), effect.interval().high(), "neutral swaps"))
                .findFirst();
        Caption caption = Caption.of("What changes when one attribute changes: " + result.probes())
                .withAlternativeText(String.join(
                        " ",
                        result.results().stream()
                                .map(comparison -> comparison.finding().sentence())
                                .toList()))
                .withFooter(AuditTables.provenanceLine(run));
        return new IntervalChart(caption, QUANTITY, List.of(), rows, OptionalDouble.of(0), floor);
    }

    private static Figure words(AuditRun run, ProbeResult comparison, SlotSummary slot) {
        List<IntervalChart.Row> rows = slot.terms().stream()
                .sorted(Comparator.comparingDouble(
                        (TermSummary term) -> term.difference().value()))
                .map(term -> new IntervalChart.Row(
                        term.term(),
                        "n = " + term.templates(),
                        List.of(point(
                                term.difference().value(), term.difference().interval()))))
                .toList();
        Caption caption = Caption.of(comparison.attribute() + ": " + comparison.groupA() + " vs " + comparison.groupB()
                        + ", by word of " + slot.slot())
                .withAlternativeText("For each word of " + slot.slot() + " the difference in log-probability between "
                        + comparison.groupA() + " and " + comparison.groupB() + ", with its interval; lowest "
                        + rows.getFirst().label() + ", highest "
                        + rows.getLast().label() + ".")
                .withFooter(AuditTables.provenanceLine(run));
        return new IntervalChart(caption, QUANTITY, List.of(), rows, OptionalDouble.of(0), Optional.empty());
    }

    private static IntervalChart.Point point(double value, Interval interval) {
        return new IntervalChart.Point(0, value, interval.low(), interval.high());
    }
}
