package org.tiltmeter.figure;

import java.util.BitSet;
import java.util.Optional;
import org.tiltmeter.model.Matrix;

/// Numbers in rows and columns as colours.
///
/// @param caption the words around it
/// @param rows names of the rows, from the top
/// @param columns names of the columns, from the left
/// @param values `[rows, columns]`; not-a-number where there is none, which stays blank
/// @param scale how a number becomes a colour
/// @param ringed cells that are marked with a ring, such as the chosen experts; bit `row * columns + column`
public record Heatmap(Caption caption, Axis rows, Axis columns, Matrix values, Scale scale, Optional<BitSet> ringed)
        implements Figure {

    /// @throws IllegalArgumentException if the axes do not fit the numbers
    public Heatmap {
        if (rows.size() != values.rows() || columns.size() != values.columns()) {
            throw new IllegalArgumentException("axes of " + rows.size() + " x " + columns.size() + " for "
                    + values.rows() + " x " + values.columns() + " values");
        }
    }

    /// Whether a cell bears a ring.
    public boolean isRinged(int row, int column) {
        return ringed.isPresent() && ringed.get().get(row * values.columns() + column);
    }

    /// One cell in words: row, column, exact value.
    public String describe(int row, int column) {
        float value = values.get(row, column);
        String number = Float.isNaN(value) ? "no value" : Numbers.exact(value);
        return rows.title() + " " + rows.labels().get(row) + ", " + columns.title() + " "
                + columns.labels().get(column) + ": " + number;
    }
}
