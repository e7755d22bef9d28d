package org.tiltmeter.views.figures;

import java.util.List;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.Scale;

/// The cells of a figure whose numbers are all known.
record FigureCells(Heatmap figure) implements HeatmapCells {

    @Override
    public int rows() {
        return figure.rows().size();
    }

    @Override
    public int columns() {
        return figure.columns().size();
    }

    @Override
    public double value(int row, int column) {
        return figure.values().get(row, column);
    }

    @Override
    public boolean isRinged(int row, int column) {
        return figure.isRinged(row, column);
    }

    @Override
    public String rowLabel(int row) {
        return figure.rows().labels().get(row);
    }

    @Override
    public String columnLabel(int column) {
        return figure.columns().labels().get(column);
    }

    @Override
    public String rowTitle() {
        return figure.rows().title();
    }

    @Override
    public String columnTitle() {
        return figure.columns().title();
    }

    @Override
    public Scale scale() {
        return figure.scale();
    }

    @Override
    public List<Axis.Span> marks() {
        return figure.columns().marks();
    }

    @Override
    public String describe(int row, int column) {
        return figure.describe(row, column);
    }
}
