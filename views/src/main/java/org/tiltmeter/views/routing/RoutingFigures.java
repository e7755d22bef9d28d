package org.tiltmeter.views.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.routing.LayerDivergence;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.HeatmapCells;

/// Makes the figures of the routing explorer, each with the caution in its footer.
final class RoutingFigures {

    private static final int DIGITS = 4;

    private RoutingFigures() {}

    /// The heatmap of one layer, complete, for export.
    static Heatmap heatmap(RoutingFinding finding, HeatmapCells cells, String title, String definition, String origin) {
        int rows = cells.rows();
        int columns = cells.columns();
        float[] values = new float[rows * columns];
        BitSet ringed = new BitSet();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[row * columns + column] = (float) cells.value(row, column);
                ringed.set(row * columns + column, cells.isRinged(row, column));
            }
        }
        Caption caption = Caption.of(title)
                .withFinding(finding(finding))
                .withAlternativeText(Texts.get(
                        "routing.heatmapAlternative",
                        title,
                        cells.rowTitle(),
                        Integer.toString(rows),
                        Integer.toString(columns),
                        finding(finding)))
                .withHowToRead(howToRead(cells))
                .withFooter(Texts.get(
                        "routing.texts", finding.pair().textA(), finding.pair().textB()))
                .withFooter(definition)
                .withFooter(Texts.get("routing.caution"))
                .withFooter(origin);
        return new Heatmap(
                caption,
                Axis.of(
                        cells.rowTitle(),
                        IntStream.range(0, rows).mapToObj(cells::rowLabel).toList()),
                Axis.of(
                                cells.columnTitle(),
                                IntStream.range(0, columns)
                                        .mapToObj(cells::columnLabel)
                                        .toList())
                        .withMarks(cells.marks()),
                new Matrix(rows, columns, values),
                cells.scale(),
                ringed.isEmpty() ? Optional.empty() : Optional.of(ringed));
    }

    /// How a heatmap is read.
    static String howToRead(HeatmapCells cells) {
        return switch (cells) {
            case LayerCells ignored -> Texts.get("routing.layersHowToRead");
            case ExpertLoadCells ignored -> Texts.get("routing.expertLoadHowToRead");
            default -> Texts.get("routing.heatmapHowToRead");
        };
    }

    /// Divergence per layer with that of neutral swaps.
    static LineChart divergences(RoutingFinding finding, String origin) {
        double[] layers = finding.comparison().layers().stream()
                .mapToDouble(Integer::doubleValue)
                .toArray();
        List<LineChart.Series> series = new ArrayList<>();
        add(series, Texts.get("routing.later"), 0, finding.divergences(Region.LATER));
        add(series, Texts.get("routing.answer"), 1, finding.divergences(Region.ANSWER));
        add(series, Texts.get("routing.editedTokens"), 2, finding.divergences(Region.EDITED));
        double[][] controls = finding.controlDivergences(Region.LATER);
        if (controls.length > 0) {
            series.add(control(controls));
        }
        String noControl = controls.length > 0 ? "" : Texts.get("routing.noControl");
        Caption caption = Caption.of(Texts.get("routing.divergenceTitle"))
                .withFinding(finding(finding))
                .withAlternativeText(Texts.get("routing.divergenceAlternative", finding(finding)))
                .withHowToRead(Texts.get("routing.divergenceHowToRead"))
                .withFooter(Texts.get(
                        "routing.texts", finding.pair().textA(), finding.pair().textB()))
                .withFooter(noControl)
                .withFooter(Texts.get("routing.caution"))
                .withFooter(origin);
        return new LineChart(
                caption,
                Texts.get("routing.layer"),
                Texts.get("routing.divergenceQuantity"),
                layers,
                series,
                OptionalDouble.empty(),
                Optional.of(new LineChart.Range(0, top(series))));
    }

    /// A little above the largest number, so that the chart begins at 0.
    private static double top(List<LineChart.Series> series) {
        return series.stream()
                .flatMapToDouble(line -> DoubleStream.concat(
                        DoubleStream.of(line.values()),
                        line.band().stream().flatMapToDouble(band -> DoubleStream.of(band.high()))))
                .filter(value -> value > 0)
                .map(value -> value * 1.08)
                .max()
                .orElse(1);
    }

    private static void add(List<LineChart.Series> series, String name, int group, double[] values) {
        if (Arrays.stream(values).anyMatch(Double::isFinite)) {
            series.add(new LineChart.Series(name, group, values, Optional.empty()));
        }
    }

    /// Median and range of neutral swaps.
    private static LineChart.Series control(double[][] swaps) {
        int layers = swaps[0].length;
        double[] median = new double[layers];
        double[] low = new double[layers];
        double[] high = new double[layers];
        for (int layer = 0; layer < layers; layer++) {
            int at = layer;
            double[] sorted = Arrays.stream(swaps)
                    .mapToDouble(swap -> swap[at])
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            boolean any = sorted.length > 0;
            int middle = sorted.length / 2;
            median[layer] = !any
                    ? Double.NaN
                    : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            low[layer] = any ? sorted[0] : Double.NaN;
            high[layer] = any ? sorted[sorted.length - 1] : Double.NaN;
        }
        return new LineChart.Series(
                Texts.get("routing.control", Integer.toString(swaps.length)),
                -1,
                median,
                Optional.of(new LineChart.Band(low, high, Texts.get("routing.controlRange"))));
    }

    /// One sentence: where later tokens differ most, by how much, over how many tokens, against neutral swaps.
    static String finding(RoutingFinding finding) {
        Optional<LayerDivergence> largest = finding.largest(Region.LATER);
        if (largest.isEmpty()) {
            return Texts.get("routing.nothingLater");
        }
        LayerDivergence one = largest.get();
        String sentence = Texts.get(
                "routing.finding",
                Integer.toString(one.layer()),
                Numbers.fixed(one.jensenShannon(), DIGITS),
                Integer.toString(one.tokens()),
                Numbers.fixed(one.overlap(), 2));
        OptionalDouble control = finding.controlMedian(Region.LATER, one.layer());
        return control.isEmpty()
                ? sentence
                : sentence + " "
                        + Texts.get(
                                "routing.findingControl",
                                Numbers.fixed(control.getAsDouble(), DIGITS),
                                Integer.toString(finding.controls().size()));
    }
}
