package org.tiltmeter.views.routing;

import java.util.Arrays;
import java.util.List;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.HeatmapCells;

/// Layers × experts: the share of tokens that each expert takes, of one text, of one group over a
/// whole probe set, or the
/// difference of two. UI thread.
final class ExpertLoadCells implements HeatmapCells {

    private final List<Integer> layers;
    private final double[][] sharesA;
    private final double[][] sharesB;
    private final Names names;
    private final Variant variant;
    private final Scale scale;
    private final int columns;

    /// What the two sides are called.
    record Names(String a, String b) {}

    /// @param layers absolute indices of the expert layers
    /// @param sharesA `[layers][experts]`, 0 … 1
    /// @param sharesB the same of the other side
    /// @param limit end of the colour range, above 0
    ExpertLoadCells(
            List<Integer> layers, double[][] sharesA, double[][] sharesB, Names names, Variant variant, double limit) {
        this.layers = List.copyOf(layers);
        this.sharesA = sharesA.clone();
        this.sharesB = sharesB.clone();
        this.names = names;
        this.variant = variant;
        columns = Arrays.stream(sharesA).mapToInt(row -> row.length).max().orElse(0);
        String words = RoutingWords.picture(RoutingPicture.EXPERT_LOAD);
        scale = variant == Variant.DIFFERENCE
                ? Scale.diverging(limit, Texts.get("routing.differenceOf", names.a(), names.b(), words))
                : Scale.sequential(0, limit, words);
    }

    @Override
    public int rows() {
        return layers.size();
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public double value(int row, int column) {
        if (column >= sharesA[row].length) {
            return Double.NaN;
        }
        return switch (variant) {
            case A -> sharesA[row][column];
            case B -> sharesB[row][column];
            case DIFFERENCE -> sharesA[row][column] - sharesB[row][column];
        };
    }

    @Override
    public String rowLabel(int row) {
        return Integer.toString(layers.get(row));
    }

    @Override
    public String columnLabel(int column) {
        return Integer.toString(column);
    }

    @Override
    public String rowTitle() {
        return Texts.get("routing.layer");
    }

    @Override
    public String columnTitle() {
        return Texts.get("routing.expert");
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public String describe(int row, int column) {
        if (column >= sharesA[row].length) {
            return Texts.get("routing.noSuchExpert", rowLabel(row), columnLabel(column));
        }
        return Texts.get(
                "routing.expertLoadCell",
                rowLabel(row),
                columnLabel(column),
                names.a(),
                Numbers.exact(sharesA[row][column]),
                names.b(),
                Numbers.exact(sharesB[row][column]),
                Numbers.exact(sharesA[row][column] - sharesB[row][column]));
    }
}
