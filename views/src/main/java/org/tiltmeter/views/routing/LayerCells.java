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
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.HeatmapCells;

/// Entropy or margin of the router as cells of layers × aligned tokens, computed as they come into view. The numbers
/// are
/// those of [org.tiltmeter.routing.RoutingComparison#entropies] and [org.tiltmeter.routing.RoutingComparison#margins].
/// UI thread.
final class LayerCells implements HeatmapCells {

    private static final double UNKNOWN = Double.NEGATIVE_INFINITY;

    private final RoutingFinding finding;
    private final RoutingPicture picture;
    private final Variant variant;
    private final RoutingCells labels;
    private final List<Integer> layers;
    private final List<RoutingTrace> routingA;
    private final List<RoutingTrace> routingB;
    private final List<TokenAlignment.Column> columns;
    private final double[][] knownA;
    private final double[][] knownB;
    private final Scale scale;

    /// @param labels cells of any layer in the same variant, whose columns are the same
    LayerCells(RoutingFinding finding, RoutingPicture picture, Variant variant, RoutingCells labels) {
        this.finding = finding;
        this.picture = picture;
        this.variant = variant;
        this.labels = labels;
        layers = finding.comparison().layers();
        routingA = layers.stream()
                .map(layer -> finding.comparison().routing(layer, Variant.A))
                .toList();
        routingB = layers.stream()
                .map(layer -> finding.comparison().routing(layer, Variant.B))
                .toList();
        columns = finding.comparison().alignment().columns();
        knownA = unknown();
        knownB = unknown();
        String words = RoutingWords.picture(picture);
        scale = variant == Variant.DIFFERENCE
                ? Scale.diverging(
                        1,
                        Texts.get(
                                "routing.differenceOf",
                                finding.pair().groupA(),
                                finding.pair().groupB(),
                                words))
                : Scale.sequential(0, 1, words);
    }

    private double[][] unknown() {
        double[][] numbers = new double[layers.size()][columns.size()];
        for (double[] row : numbers) {
            Arrays.fill(row, UNKNOWN);
        }
        return numbers;
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
        double[][] known = text == Variant.A ? knownA : knownB;
        if (known[row][column] == UNKNOWN) {
            TokenAlignment.Column place = columns.get(column);
            int token = text == Variant.A ? place.indexA() : place.indexB();
            RoutingTrace routing = (text == Variant.A ? routingA : routingB).get(row);
            known[row][column] = token < 0 ? Double.NaN : number(routing, token);
        }
        return known[row][column];
    }

    private double number(RoutingTrace routing, int token) {
        double[] probabilities = routing.probabilities(token);
        return picture == RoutingPicture.ENTROPY
                ? Divergence.entropy(probabilities)
                : Divergence.margin(probabilities, routing.chosen()[token].length);
    }

    @Override
    public boolean isRinged(int row, int column) {
        return false;
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
