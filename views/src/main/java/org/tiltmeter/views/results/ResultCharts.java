package org.tiltmeter.views.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.ScatterChart;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.NoiseFloor;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.ResultComparison;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.statistics.Correlation;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.PairedEffect;
import org.tiltmeter.views.Precision;
import org.tiltmeter.views.Texts;

/// Charts of a result beside that of its words: all comparisons, the two groups, real shares, a reference. For any
/// thread.
final class ResultCharts {

    private static final int MOST_STEPS = 400;
    private static final int FEWEST_WORDS = 3;

    private ResultCharts() {}

    /// Every comparison whose values have the unit of the one shown.
    static Figure overview(AuditResult audit, ProbeResult shown) {
        List<IntervalChart.Row> rows = audit.results().stream()
                .filter(result -> result.outcome().unit().equals(shown.outcome().unit()))
                .map(ResultCharts::row)
                .toList();
        return new IntervalChart(
                Caption.of(Texts.get("results.chartOverview", audit.probes()))
                        .withAlternativeText(Texts.get("results.chartOverview", audit.probes()) + ". "
                                + String.join(
                                        " ",
                                        audit.results().stream()
                                                .map(result -> result.finding().sentence())
                                                .toList()))
                        .withHowToRead(Texts.get("results.howToReadOverview"))
                        .withFooter(provenance(audit)),
                Texts.get("results.differenceIn", unit(shown)),
                List.of(Texts.get("results.seriesDifference"), Texts.get("results.seriesNeutral")),
                rows,
                OptionalDouble.of(0),
                Optional.empty());
    }

    private static IntervalChart.Row row(ProbeResult result) {
        List<IntervalChart.Point> points = new ArrayList<>();
        points.add(point(
                result.control() ? 1 : 0,
                result.effect().mean(),
                result.effect().interval()));
        NoiseFloor floor = result.noiseFloor();
        if (floor != null && !result.control()) {
            points.add(point(1, floor.effect().mean(), floor.effect().interval()));
        }
        return new IntervalChart.Row(
                OutcomeWords.comparison(result),
                Texts.get("results.unitsDetail", result.effect().units()),
                points);
    }

    private static IntervalChart.Point point(int series, double value, Interval interval) {
        return new IntervalChart.Point(series, value, interval.low(), interval.high());
    }

    /// The share of each group's texts with at most a value, by value.
    static Figure groups(AuditResult audit, ProbeResult shown) {
        List<ScoredPair> items = audit.itemsOf(shown);
        double[] a = sorted(items, ScoredPair::valueA);
        double[] b = sorted(items, ScoredPair::valueB);
        double[] places = places(a, b);
        String title = Texts.get("results.chartGroups", shown.groupA(), shown.groupB());
        return new LineChart(
                Caption.of(title)
                        .withAlternativeText(title + ". " + shown.finding().sentence())
                        .withHowToRead(Texts.get("results.howToReadGroups"))
                        .withFooter(Texts.get("results.groupsFooter", items.size()))
                        .withFooter(provenance(audit)),
                OutcomeWords.quantityAndUnit(shown.outcome()),
                Texts.get("results.shareOfTexts"),
                places,
                List.of(
                        new LineChart.Series(shown.groupA(), 0, shares(a, places), Optional.empty()),
                        new LineChart.Series(shown.groupB(), 1, shares(b, places), Optional.empty())),
                OptionalDouble.empty(),
                Optional.of(new LineChart.Range(0, 1)));
    }

    private static double[] sorted(List<ScoredPair> items, ToDoubleFunction<ScoredPair> value) {
        return items.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }

    private static double[] places(double[] a, double[] b) {
        double[] all = new double[a.length + b.length];
        System.arraycopy(a, 0, all, 0, a.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        double[] distinct = Arrays.stream(all).sorted().distinct().toArray();
        if (distinct.length <= MOST_STEPS) {
            return distinct;
        }
        double[] even = new double[MOST_STEPS];
        for (int i = 0; i < even.length; i++) {
            even[i] = distinct[(int) ((long) i * (distinct.length - 1) / (MOST_STEPS - 1))];
        }
        return even;
    }

    /// Share of sorted values at most as large as each place.
    private static double[] shares(double[] values, double[] places) {
        double[] shares = new double[places.length];
        int below = 0;
        for (int i = 0; i < places.length; i++) {
            while (below < values.length && values[below] <= places[i]) {
                below++;
            }
            shares[i] = values.length == 0 ? Double.NaN : (double) below / values.length;
        }
        return shares;
    }

    /// The model's share of the first group for each word against the word's real share.
    ///
    /// @param real share by word, 0 … 1, lower case
    /// @param source where the real shares come from
    static Figure realShares(AuditResult audit, ProbeResult shown, Map<String, Double> real, String source) {
        List<ScatterChart.Point> points = shown.slots().stream()
                .flatMap(slot -> slot.terms().stream())
                .filter(term -> real.containsKey(term.term().toLowerCase(Locale.ROOT)))
                .map(term -> new ScatterChart.Point(
                        term.term(),
                        0,
                        real.getOrDefault(term.term().toLowerCase(Locale.ROOT), Double.NaN),
                        term.shareA().value()))
                .toList();
        String title = Texts.get("results.chartShares", shown.groupA());
        return new ScatterChart(
                Caption.of(title)
                        .withFinding(sharesFinding(points))
                        .withAlternativeText(title + ". " + sharesFinding(points))
                        .withHowToRead(Texts.get("results.howToReadShares", shown.groupA()))
                        .withFooter(Texts.get("results.sharesSource", source))
                        .withFooter(provenance(audit)),
                Texts.get("results.realShare", shown.groupA()),
                Texts.get("results.modelShare", shown.groupA()),
                List.of(),
                points,
                true);
    }

    private static String sharesFinding(List<ScatterChart.Point> points) {
        if (points.size() < FEWEST_WORDS) {
            return Texts.get("results.sharesTooFew", points.size());
        }
        double[] x = points.stream().mapToDouble(ScatterChart.Point::x).toArray();
        double[] y = points.stream().mapToDouble(ScatterChart.Point::y).toArray();
        double distance = 0;
        for (int i = 0; i < x.length; i++) {
            distance += Math.abs(x[i] - y[i]) / x.length;
        }
        return Texts.get(
                "results.sharesFinding",
                points.size(),
                String.format(Locale.ROOT, "%.2f", Correlation.spearman(x, y)),
                String.format(Locale.ROOT, "%.1f", 100 * distance));
    }

    /// The result beside a reference, and how much they differ.
    static Figure compared(ResultComparison comparison, ProbeResult shown) {
        List<IntervalChart.Row> rows = comparison.rows().stream()
                .filter(row ->
                        row.other().outcome().unit().equals(shown.outcome().unit()))
                .map(row -> new IntervalChart.Row(
                        OutcomeWords.comparison(row.other()),
                        Texts.get("results.unitsDetail", row.change().units()),
                        List.of(
                                point(
                                        0,
                                        row.reference().effect().mean(),
                                        row.reference().effect().interval()),
                                point(
                                        1,
                                        row.other().effect().mean(),
                                        row.other().effect().interval()),
                                point(2, row.change().mean(), row.change().interval()))))
                .toList();
        String title = Texts.get(
                "results.chartCompared",
                comparison.reference().model(),
                comparison.other().model());
        Caption caption = Caption.of(title)
                .withFinding(comparedFinding(comparison, shown))
                .withAlternativeText(title + ". " + comparedFinding(comparison, shown))
                .withHowToRead(Texts.get("results.howToReadCompared"));
        if (!comparison.left().isEmpty()) {
            caption = caption.withFooter(Texts.get("results.comparedLeft", String.join("; ", comparison.left())));
        }
        return new IntervalChart(
                caption.withFooter(provenance(comparison.reference())).withFooter(provenance(comparison.other())),
                Texts.get("results.differenceIn", unit(shown)),
                List.of(
                        Texts.get(
                                "results.seriesReference",
                                comparison.reference().model()),
                        Texts.get("results.seriesThis", comparison.other().model()),
                        Texts.get("results.seriesChange")),
                rows,
                OptionalDouble.of(0),
                Optional.empty());
    }

    private static String comparedFinding(ResultComparison comparison, ProbeResult shown) {
        return comparison.rows().stream()
                .filter(row -> row.other().equals(shown))
                .findFirst()
                .map(row -> sentence(row, shown))
                .orElse(Texts.get("results.comparedNothing"));
    }

    private static String sentence(ResultComparison.Row row, ProbeResult shown) {
        PairedEffect change = row.change();
        String size = OutcomeWords.withUnit(shown.outcome(), Precision.number(change.mean(), change.interval()));
        String key = change.interval().known() && !change.interval().contains(0)
                ? "results.comparedDiffers"
                : "results.comparedInconclusive";
        return switch (key) {
            case "results.comparedDiffers" ->
                Texts.get(
                        "results.comparedDiffers",
                        size,
                        Precision.range(change.interval()),
                        change.units(),
                        row.pairs());
            default ->
                Texts.get(
                        "results.comparedInconclusive",
                        size,
                        Precision.range(change.interval()),
                        change.units(),
                        row.pairs());
        };
    }

    private static String unit(ProbeResult shown) {
        return switch (shown.outcome().unit()) {
            case org.tiltmeter.measure.Outcome.NATS -> Texts.get("results.unitNats");
            case org.tiltmeter.measure.Outcome.SHARE -> Texts.get("results.unitShare");
            default -> Texts.get("results.unitWeight");
        };
    }

    private static String provenance(AuditResult audit) {
        return Texts.get(
                "results.provenance",
                audit.model(),
                audit.probes(),
                Long.toString(audit.settings().seed()),
                Math.round(audit.settings().level() * 100) + " %");
    }
}
