package org.tiltmeter.views.figures;

import java.util.List;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Scale;

/// Made-up cells of any size that remember how far they were asked for.
final class CountingCells implements HeatmapCells {

    private final int rows;
    private final int columns;
    private int mostColumn;

    CountingCells(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    int mostColumnAsked() {
        return mostColumn;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public double value(int row, int column) {
        mostColumn = Math.max(mostColumn, column);
        return Math.abs(Math.sin(row * 12.9898 + column * 78.233));
    }

    @Override
    public String rowLabel(int row) {
        return Integer.toString(row);
    }

    @Override
    public String columnLabel(int column) {
        return "token" + column;
    }

    @Override
    public String rowTitle() {
        return "expert";
    }

    @Override
    public String columnTitle() {
        return "token";
    }

    @Override
    public Scale scale() {
        return Scale.sequential(0, 1, "router probability");
    }

    @Override
    public List<Axis.Span> marks() {
        return List.of(new Axis.Span(3, 5, "edited"));
    }

    @Override
    public String describe(int row, int column) {
        return "expert " + row + ", token " + column;
    }
}
