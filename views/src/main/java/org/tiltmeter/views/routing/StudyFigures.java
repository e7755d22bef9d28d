package org.tiltmeter.views.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.RoutingStudy.Comparison;
import org.tiltmeter.routing.RoutingStudy.DivergenceSummary;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.statistics.ClusterPermutationTest.Cluster;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.HeatmapCells;

/// Makes the figures of a study of routing, each with the caution in its footer.
final class StudyFigures {

    private StudyFigures() {}

    /// Divergence per layer as a ratio to that of neutral swaps, or in bits where there is none;
    /// layers of a
    /// significant run marked.
    static LineChart divergences(
            RoutingStudy study, Comparison comparison, Region region, String finding, String origin) {
        double[] layers =
                study.layers().stream().mapToDouble(Integer::doubleValue).toArray();
        boolean ratio =
                comparison.divergences().stream().anyMatch(one -> one.region() == region && one.ratio() != null);
        double[] values = perLayer(study, comparison, region, one -> value(one, ratio));
        double[] low = perLayer(study, comparison, region, one -> end(one, ratio, true));
        double[] high = perLayer(study, comparison, region, one -> end(one, ratio, false));
        String level = Integer.toString((int) Math.round(study.settings().level() * 100));
        boolean banded = Arrays.stream(low).anyMatch(Double::isFinite);
        List<LineChart.Series> series = new ArrayList<>();
        series.add(new LineChart.Series(
                StudyWords.name(region),
                0,
                values,
                banded
                        ? Optional.of(new LineChart.Band(low, high, Texts.get("routing.interval", level)))
                        : Optional.empty()));
        List<Cluster> clusters = StudyWords.significant(study, comparison);
        if (region == Region.LATER && !clusters.isEmpty()) {
            double[] marked = new double[values.length];
            Arrays.fill(marked, Double.NaN);
            clusters.forEach(cluster ->
                    System.arraycopy(values, cluster.from(), marked, cluster.from(), cluster.to() - cluster.from()));
            series.add(new LineChart.Series(Texts.get("routing.clusterSeries"), 1, marked, Optional.empty()));
        }
        double top = Arrays.stream(high)
                .filter(Double::isFinite)
                .max()
                .orElse(Arrays.stream(values).filter(Double::isFinite).max().orElse(1));
        Caption caption = caption(study, comparison, Texts.get("routing.studyTitle"), finding, origin)
                .withAlternativeText(Texts.get("routing.studyAlternative", finding))
                .withHowToRead(Texts.get("routing.studyHowToRead"));
        return new LineChart(
                caption,
                Texts.get("routing.layer"),
                Texts.get(ratio ? "routing.ratioQuantity" : "routing.divergenceQuantity"),
                layers,
                series,
                ratio ? OptionalDouble.of(1) : OptionalDouble.empty(),
                Optional.of(new LineChart.Range(0, Math.max(ratio ? 1.1 : 1e-6, top * 1.08))));
    }

    private static double value(DivergenceSummary one, boolean ratio) {
        Double known = one.ratio();
        return !ratio ? one.jensenShannon() : known == null ? Double.NaN : known;
    }

    private static double end(DivergenceSummary one, boolean ratio, boolean low) {
        List<Double> ends = ratio ? one.ratioInterval() : one.interval();
        return ends.isEmpty() ? Double.NaN : low ? ends.getFirst() : ends.getLast();
    }

    private static double[] perLayer(
            RoutingStudy study, Comparison comparison, Region region, ToDoubleFunction<DivergenceSummary> number) {
        return study.layers().stream()
                .mapToDouble(layer -> comparison.divergences().stream()
                        .filter(one -> one.layer() == layer && one.region() == region)
                        .mapToDouble(number)
                        .findFirst()
                        .orElse(Double.NaN))
                .toArray();
    }

    private static Caption caption(
            RoutingStudy study, Comparison comparison, String title, String finding, String origin) {
        return Caption.of(title)
                .withFinding(finding)
                .withFooter(Texts.get(
                        "routing.studyOf",
                        study.probes(),
                        StudyWords.name(comparison),
                        Integer.toString(comparison.pairs()),
                        Integer.toString(comparison.templates()),
                        Integer.toString(study.settings().resamples()),
                        Long.toString(study.settings().seed())))
                .withFooter(Texts.get("routing.caution"))
                .withFooter(origin);
    }

    /// Layers × experts: the share of tokens each expert takes in texts of each group.
    static HeatmapCells cells(RoutingStudy study, Comparison comparison, Variant variant) {
        double[][] ratesA = rates(study, comparison, ExpertDifference::rateA);
        double[][] ratesB = rates(study, comparison, ExpertDifference::rateB);
        double largest = comparison.experts().stream()
                .mapToDouble(one ->
                        variant == Variant.DIFFERENCE ? Math.abs(one.difference()) : Math.max(one.rateA(), one.rateB()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        return new ExpertLoadCells(
                study.layers(),
                ratesA,
                ratesB,
                new ExpertLoadCells.Names(comparison.groupA(), comparison.groupB()),
                variant,
                largest > 0 ? RoutingRanges.roundedUp(largest) : 1);
    }

    private static double[][] rates(
            RoutingStudy study, Comparison comparison, ToDoubleFunction<ExpertDifference> rate) {
        double[][] rates = new double[study.layers().size()][];
        for (int layer = 0; layer < rates.length; layer++) {
            rates[layer] = new double[study.experts().get(layer)];
            Arrays.fill(rates[layer], Double.NaN);
        }
        for (ExpertDifference one : comparison.experts()) {
            rates[study.layers().indexOf(one.layer())][one.expert()] = rate.applyAsDouble(one);
        }
        return rates;
    }

    /// The heatmap of all experts, complete, for export.
    static Heatmap heatmap(
            RoutingStudy study, Comparison comparison, HeatmapCells cells, String finding, String origin) {
        float[] values = new float[cells.rows() * cells.columns()];
        List<String> layers = new ArrayList<>();
        for (int row = 0; row < cells.rows(); row++) {
            layers.add(cells.rowLabel(row));
            for (int column = 0; column < cells.columns(); column++) {
                values[row * cells.columns() + column] = (float) cells.value(row, column);
            }
        }
        Caption caption = caption(study, comparison, Texts.get("routing.studyExpertsTitle"), finding, origin)
                .withAlternativeText(Texts.get("routing.studyExpertsAlternative", finding))
                .withHowToRead(Texts.get("routing.studyExpertsHowToRead"));
        return new Heatmap(
                caption,
                Axis.of(cells.rowTitle(), layers),
                Axis.numbered(cells.columnTitle(), cells.columns()),
                new Matrix(cells.rows(), cells.columns(), values),
                cells.scale(),
                Optional.empty());
    }
}
