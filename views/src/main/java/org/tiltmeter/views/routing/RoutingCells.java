package org.tiltmeter.views.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.probe.TokenAlignment;
import org.tiltmeter.probe.TokenAlignment.Part;
import org.tiltmeter.routing.RoutingMatrix.Quantity;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.views.Selection;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.HeatmapCells;
import org.tiltmeter.views.tokens.VisibleText;

/// One layer's routing as cells of experts × aligned tokens, computed column by column as they come into view. The
/// numbers are those of [org.tiltmeter.routing.RoutingComparison#matrix]. UI thread.
final class RoutingCells implements HeatmapCells {

    private final RoutingFinding finding;
    private final Quantity quantity;
    private final Variant variant;
    private final RoutingTrace routingA;
    private final RoutingTrace routingB;
    private final List<TokenAlignment.Column> columns;
    private final int[] order;
    private final int layer;
    private final Optional<double[]> sharedA;
    private final Optional<double[]> sharedB;
    private final Scale scale;
    private final double[] @Nullable [] columnsA;
    private final double[] @Nullable [] columnsB;

    /// @param order expert of each row
    RoutingCells(RoutingFinding finding, int layer, Quantity quantity, Variant variant, int[] order) {
        this.finding = finding;
        this.layer = layer;
        this.quantity = quantity;
        this.variant = variant;
        this.order = order.clone();
        routingA = finding.comparison().routing(layer, Variant.A);
        routingB = finding.comparison().routing(layer, Variant.B);
        columns = finding.comparison().alignment().columns();
        columnsA = new double[columns.size()][];
        columnsB = new double[columns.size()][];
        boolean signed = quantity == Quantity.CONTRIBUTION;
        sharedA = signed ? finding.comparison().sharedContributions(layer, Variant.A) : Optional.empty();
        sharedB = signed ? finding.comparison().sharedContributions(layer, Variant.B) : Optional.empty();
        double limit = finding.ranges().limit(quantity, variant);
        String words = RoutingWords.quantity(finding, quantity, variant, routingA.experts());
        scale = signed || variant == Variant.DIFFERENCE
                ? Scale.diverging(limit, words)
                : Scale.sequential(0, limit, words);
    }

    /// The expert that stands in a row, or [Selection#NONE] for the row of shared experts.
    int expert(int row) {
        return row < order.length ? order[row] : Selection.NONE;
    }

    @Override
    public int rows() {
        return order.length + (hasSharedRow() ? 1 : 0);
    }

    @Override
    public int columns() {
        return columns.size();
    }

    @Override
    public double value(int row, int column) {
        int expert = row < order.length ? order[row] : order.length;
        return switch (variant) {
            case A -> number(Variant.A, column, expert);
            case B -> number(Variant.B, column, expert);
            case DIFFERENCE -> number(Variant.A, column, expert) - number(Variant.B, column, expert);
        };
    }

    private double number(Variant text, int column, int expert) {
        double[] @Nullable [] known = text == Variant.A ? columnsA : columnsB;
        double[] numbers = known[column];
        if (numbers == null) {
            numbers = numbers(text, column);
            known[column] = numbers;
        }
        return numbers.length == 0 ? Double.NaN : numbers[expert];
    }

    /// One number per expert, then that of shared experts if they have a row; none where there is nothing.
    private double[] numbers(Variant text, int column) {
        double[] routed =
                finding.comparison().column(layer, quantity, text, column).orElseGet(() -> new double[0]);
        double[] all = Arrays.copyOf(routed, routed.length + (hasSharedRow() ? 1 : 0));
        if (hasSharedRow() && routed.length > 0) {
            all[routed.length] = (text == Variant.A ? sharedA : sharedB).orElseThrow()[column];
        }
        return routed.length == 0 ? routed : all;
    }

    /// Shared experts take every token: only what they give can be compared, in a row of its own.
    private boolean hasSharedRow() {
        return sharedA.isPresent() && sharedB.isPresent();
    }

    private int token(Variant text, int column) {
        TokenAlignment.Column place = columns.get(column);
        return text == Variant.A ? place.indexA() : place.indexB();
    }

    private static boolean isChosen(RoutingTrace routing, int token, int expert) {
        return token >= 0 && IntStream.of(routing.chosen()[token]).anyMatch(one -> one == expert);
    }

    /// A dot marks the chosen experts; in the difference, those chosen in one text only.
    @Override
    public boolean isRinged(int row, int column) {
        if (row >= order.length) {
            return false;
        }
        boolean a = isChosen(routingA, token(Variant.A, column), order[row]);
        boolean b = isChosen(routingB, token(Variant.B, column), order[row]);
        return switch (variant) {
            case A -> a;
            case B -> b;
            case DIFFERENCE -> a != b && columns.get(column).inBoth();
        };
    }

    @Override
    public String rowLabel(int row) {
        return row < order.length ? Integer.toString(order[row]) : Texts.get("routing.shared");
    }

    @Override
    public String columnLabel(int column) {
        Optional<String> a = finding.comparison().tokenA(column).map(VisibleText::of);
        Optional<String> b = finding.comparison().tokenB(column).map(VisibleText::of);
        return switch (variant) {
            case A -> a.orElse("–");
            case B -> b.orElse("–");
            case DIFFERENCE -> a.equals(b) ? a.orElse("–") : a.orElse("–") + " | " + b.orElse("–");
        };
    }

    @Override
    public String rowTitle() {
        return Texts.get("routing.expert");
    }

    @Override
    public String columnTitle() {
        return Texts.get("routing.token");
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public List<Axis.Span> marks() {
        int first = -1;
        List<Axis.Span> marks = new java.util.ArrayList<>();
        for (int column = 0; column <= columns.size(); column++) {
            boolean edited = column < columns.size() && columns.get(column).part() == Part.EDITED;
            if (edited && first < 0) {
                first = column;
            } else if (!edited && first >= 0) {
                marks.add(new Axis.Span(first, column, Texts.get("routing.edited")));
                first = -1;
            }
        }
        return marks;
    }

    @Override
    public String describe(int row, int column) {
        String value = Numbers.exact(value(row, column));
        if (row >= order.length) {
            return Texts.get("routing.sharedCell", columnLabel(column), Integer.toString(column), value);
        }
        String place = Texts.get(
                "routing.cell", Integer.toString(order[row]), columnLabel(column), Integer.toString(column), value);
        return place + "\n" + describe(Variant.A, row, column) + "\n" + describe(Variant.B, row, column);
    }

    /// What one text's router did with one token and expert, all quantities.
    private String describe(Variant text, int row, int column) {
        RoutingTrace routing = text == Variant.A ? routingA : routingB;
        String group =
                text == Variant.A ? finding.pair().groupA() : finding.pair().groupB();
        int token = token(text, column);
        if (token < 0) {
            return Texts.get("routing.cellAbsent", group);
        }
        double[] probabilities = routing.probabilities(token);
        double own = probabilities[order[row]];
        long rank =
                1 + Arrays.stream(probabilities).filter(other -> other > own).count();
        return Texts.get(
                "routing.cellDetail",
                group,
                Numbers.exact(own),
                Long.toString(rank),
                Integer.toString(routing.experts()),
                isChosen(routing, token, order[row])
                        ? Texts.get("routing.cellChosen", Numbers.exact(routing.weight(token, order[row])))
                                + further(text, column, order[row])
                        : Texts.get("routing.cellNotChosen"));
    }

    /// Norm and contribution of a chosen expert, where they are known.
    private String further(Variant text, int column, int expert) {
        String norm = known(Quantity.OUTPUT_NORM, text, column, expert)
                .map(number -> Texts.get("routing.cellNorm", number))
                .orElse("");
        return norm
                + known(Quantity.CONTRIBUTION, text, column, expert)
                        .map(number -> Texts.get("routing.cellContribution", number))
                        .orElse("");
    }

    private Optional<String> known(Quantity wanted, Variant text, int column, int expert) {
        return finding.comparison().column(layer, wanted, text, column).map(numbers -> Numbers.exact(numbers[expert]));
    }
}
