package org.tiltmeter.views.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.probe.TokenAlignment;
import org.tiltmeter.routing.Divergence;
import org.tiltmeter.routing.RoutingComparison;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.HeatmapCells;

/// Entropy, margin or load as cells of layers × aligned tokens. The numbers are those of
/// [RoutingComparison#entropies], [RoutingComparison#margins] and [RoutingComparison#loads]. UI thread.
final class LayerCells implements HeatmapCells {

    private final RoutingFinding finding;
    private final Variant variant;
    private final RoutingCells labels;
    private final List<Integer> layers;
    private final List<TokenAlignment.Column> columns;
    private final double[][] numbersA;
    private final double[][] numbersB;
    private final Scale scale;

    /// @param labels cells of any layer in the same variant, whose columns are the same
    LayerCells(RoutingFinding finding, RoutingPicture picture, Variant variant, RoutingCells labels) {
        this.finding = finding;
        this.variant = variant;
        this.labels = labels;
        layers = finding.comparison().layers();
        columns = finding.comparison().alignment().columns();
        numbersA = finding.ranges().numbers(picture, Variant.A);
        numbersB = finding.ranges().numbers(picture, Variant.B);
        String words = RoutingWords.picture(picture);
        double limit = finding.ranges().limit(picture, variant);
        scale = variant == Variant.DIFFERENCE
                ? Scale.diverging(
                        limit,
                        Texts.get(
                                "routing.differenceOf",
                                finding.pair().groupA(),
                                finding.pair().groupB(),
                                words))
                : Scale.sequential(0, limit, words);
    }

    @Override
    public int rows() {
        return layers.size();
    }

    @Override
    public int columns() {
        return columns.size();
    }

    @Override
    public double value(int row, int column) {
        return switch (variant) {
            case A -> number(Variant.A, row, column);
            case B -> number(Variant.B, row, column);
            case DIFFERENCE -> number(Variant.A, row, column) - number(Variant.B, row, column);
        };
    }

    private double number(Variant text, int row, int column) {
        return (text == Variant.A ? numbersA : numbersB)[row][column];
    }

    private static double number(RoutingPicture picture, RoutingTrace routing, double[] loads, int token) {
        int[] chosen = routing.chosen()[token];
        return switch (picture) {
            case ENTROPY -> Divergence.entropy(routing.probabilities(token));
            case MARGIN -> Divergence.margin(routing.probabilities(token), chosen.length);
            case LOAD ->
                Arrays.stream(chosen)
                        .mapToDouble(expert -> loads[expert])
                        .average()
                        .orElse(Double.NaN);
            case EXPERTS, EXPERT_LOAD -> throw new IllegalArgumentException(picture + " is not of layers and tokens");
        };
    }

    /// All numbers of one layer and text, `[columns]`; not-a-number where the text has no token.
    ///
    /// @param loads share of the text's tokens that each expert takes, `[experts]`
    static double[] numbers(
            RoutingComparison comparison, int layer, RoutingPicture picture, Variant text, double[] loads) {
        RoutingTrace routing = comparison.routing(layer, text);
        return comparison.alignment().columns().stream()
                .mapToInt(place -> text == Variant.A ? place.indexA() : place.indexB())
                .mapToDouble(token -> token < 0 ? Double.NaN : number(picture, routing, loads, token))
                .toArray();
    }

    @Override
    public String rowLabel(int row) {
        return Integer.toString(layers.get(row));
    }

    @Override
    public String columnLabel(int column) {
        return labels.columnLabel(column);
    }

    @Override
    public String rowTitle() {
        return Texts.get("routing.layer");
    }

    @Override
    public String columnTitle() {
        return labels.columnTitle();
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public List<Axis.Span> marks() {
        return labels.marks();
    }

    @Override
    public String describe(int row, int column) {
        List<String> lines = new ArrayList<>();
        lines.add(Texts.get(
                "routing.layerCell",
                rowLabel(row),
                columnLabel(column),
                Integer.toString(column),
                Numbers.exact(value(row, column))));
        lines.add(describe(finding.pair().groupA(), number(Variant.A, row, column)));
        lines.add(describe(finding.pair().groupB(), number(Variant.B, row, column)));
        return String.join("\n", lines);
    }

    private static String describe(String group, double number) {
        return Optional.of(number)
                .filter(Double::isFinite)
                .map(known -> group + ": " + Numbers.exact(known))
                .orElseGet(() -> Texts.get("routing.cellAbsent", group));
    }
}
