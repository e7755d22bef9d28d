package org.tiltmeter.views.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.routing.DenseStudy.Comparison;
import org.tiltmeter.routing.DenseStudy.Kind;
import org.tiltmeter.routing.DenseStudy.UnitDifference;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.HeatmapCells;

/// Layers × groups of neurons, or layers × heads: the difference between the groups; confirmed ones are ringed. UI
/// thread.
final class UnitCells implements HeatmapCells {

    private final Comparison comparison;
    private final Kind kind;
    private final List<Integer> layers;
    private final List<List<UnitDifference>> rows = new ArrayList<>();
    private final int columns;
    private final Scale scale;

    UnitCells(Comparison comparison, Kind kind) {
        this.comparison = comparison;
        this.kind = kind;
        List<UnitDifference> units = comparison.units().stream()
                .filter(one -> one.kind() == kind)
                .sorted(Comparator.comparingInt(UnitDifference::layer).thenComparingInt(UnitDifference::first))
                .toList();
        layers = units.stream().map(UnitDifference::layer).distinct().toList();
        layers.forEach(layer ->
                rows.add(units.stream().filter(one -> one.layer() == layer).toList()));
        columns = rows.stream().mapToInt(List::size).max().orElse(0);
        double largest = units.stream()
                .mapToDouble(one -> Math.abs(one.difference()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        scale = Scale.diverging(
                largest > 0 ? RoutingRanges.roundedUp(largest) : 1,
                Texts.get("routing.variantDifference", comparison.groupA(), comparison.groupB()));
    }

    /// The unit of a cell, or null where there is none.
    @Nullable
    UnitDifference unit(int row, int column) {
        return row >= 0
                        && row < rows.size()
                        && column >= 0
                        && column < rows.get(row).size()
                ? rows.get(row).get(column)
                : null;
    }

    /// The row of a unit, or -1.
    int row(UnitDifference unit) {
        return layers.indexOf(unit.layer());
    }

    /// The column of a unit, or -1.
    int column(UnitDifference unit) {
        return row(unit) < 0 ? -1 : rows.get(row(unit)).indexOf(unit);
    }

    @Override
    public int rows() {
        return rows.size();
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public double value(int row, int column) {
        UnitDifference unit = unit(row, column);
        return unit == null ? Double.NaN : unit.difference();
    }

    @Override
    public boolean isRinged(int row, int column) {
        UnitDifference unit = unit(row, column);
        return unit != null && unit.confirmed();
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
        return Texts.get(kind == Kind.HEAD ? "routing.head" : "routing.neuronGroup");
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public String describe(int row, int column) {
        UnitDifference unit = unit(row, column);
        return unit == null
                ? Texts.get("routing.noSuchUnit", rowLabel(row), columnLabel(column))
                : Texts.get(
                        "routing.unitCell",
                        DenseWords.name(unit),
                        comparison.groupA(),
                        Numbers.exact(unit.valueA()),
                        comparison.groupB(),
                        Numbers.exact(unit.valueB()),
                        Numbers.exact(unit.difference()));
    }
}
