package org.tiltmeter.views.figures;

import java.util.List;
import org.tiltmeter.figure.Axis;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.Scale;

/// The cells of a heatmap on the screen, asked for only when they come into view; so numbers may be computed then. UI
/// thread.
public interface HeatmapCells {

    /// Number of rows.
    int rows();

    /// Number of columns.
    int columns();

    /// The number of a cell; not-a-number where there is none.
    double value(int row, int column);

    /// Whether a cell bears a mark, such as a chosen expert.
    default boolean isRinged(int row, int column) {
        return false;
    }

    /// Name of a row.
    String rowLabel(int row);

    /// Name of a column.
    String columnLabel(int column);

    /// What the rows are.
    String rowTitle();

    /// What the columns are.
    String columnTitle();

    /// How a number becomes a colour, with the range that is printed.
    Scale scale();

    /// Spans of columns that are drawn attention to.
    default List<Axis.Span> marks() {
        return List.of();
    }

    /// One cell in words, with its exact number.
    String describe(int row, int column);

    /// The cells of a figure.
    static HeatmapCells of(Heatmap figure) {
        return new FigureCells(figure);
    }
}
