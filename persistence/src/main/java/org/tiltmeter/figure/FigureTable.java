package org.tiltmeter.figure;

import org.tiltmeter.table.Cell;
import org.tiltmeter.table.Table;

/// The numbers behind a figure as a table, one row for each thing that is drawn.
public final class FigureTable {

    private FigureTable() {}

    /// The table behind a figure; its provenance is the figure's footer.
    public static Table of(Figure figure) {
        Table.Builder table = Table.titled(figure.caption().title());
        switch (figure) {
            case Heatmap heatmap -> fill(table, heatmap);
            case IntervalChart chart -> fill(table, chart);
            case LineChart chart -> fill(table, chart);
            case ScatterChart chart -> fill(table, chart);
        }
        figure.caption().footer().forEach(table::provenance);
        return table.build();
    }

    private static void fill(Table.Builder table, Heatmap figure) {
        boolean marked = figure.ringed().isPresent();
        table.text(figure.rows().title())
                .number(figure.columns().title() + " index")
                .text(figure.columns().title())
                .number(figure.scale().quantity());
        if (marked) {
            table.number("marked");
        }
        for (int row = 0; row < figure.rows().size(); row++) {
            for (int column = 0; column < figure.columns().size(); column++) {
                String name = figure.rows().labels().get(row);
                String place = figure.columns().labels().get(column);
                Object value = number(figure.values().get(row, column));
                if (marked) {
                    table.row(name, column, place, value, figure.isRinged(row, column) ? 1 : 0);
                } else {
                    table.row(name, column, place, value);
                }
            }
        }
    }

    private static void fill(Table.Builder table, IntervalChart chart) {
        table.text("name")
                .text("group")
                .number(chart.quantity())
                .number("interval from")
                .number("interval to")
                .text("detail");
        for (IntervalChart.Row row : chart.rows()) {
            for (IntervalChart.Point point : row.points()) {
                String series = chart.series().isEmpty() ? "" : chart.series().get(point.series());
                table.row(
                        row.label(),
                        series,
                        number(point.value()),
                        number(point.low()),
                        number(point.high()),
                        row.detail());
            }
        }
        chart.noiseFloor()
                .ifPresent(band ->
                        table.row(band.label(), "", new Cell.Missing(), number(band.low()), number(band.high()), ""));
    }

    private static void fill(Table.Builder table, LineChart chart) {
        table.text("line")
                .number(chart.horizontal())
                .number(chart.quantity())
                .number("band from")
                .number("band to");
        for (LineChart.Series line : chart.series()) {
            for (int i = 0; i < chart.places().length; i++) {
                int place = i;
                table.row(
                        line.name(),
                        number(chart.places()[i]),
                        number(line.values()[i]),
                        line.band().map(band -> number(band.low()[place])).orElse(new Cell.Missing()),
                        line.band().map(band -> number(band.high()[place])).orElse(new Cell.Missing()));
            }
        }
    }

    private static void fill(Table.Builder table, ScatterChart chart) {
        table.text("name").text("group").number(chart.horizontal()).number(chart.vertical());
        for (ScatterChart.Point point : chart.points()) {
            table.row(point.label(), chart.series().get(point.series()), number(point.x()), number(point.y()));
        }
    }

    /// A single-precision number keeps the digits it has, instead of those that widening would add.
    private static Object number(float value) {
        return Float.isFinite(value) ? Double.valueOf(Float.toString(value)) : new Cell.Missing();
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? value : new Cell.Missing();
    }
}
