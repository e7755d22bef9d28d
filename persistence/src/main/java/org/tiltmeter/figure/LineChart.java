package org.tiltmeter.figure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Numbers over an ordered axis, such as the layers of a model.
///
/// @param caption the words around it
/// @param horizontal title of the horizontal axis
/// @param quantity what is measured, with its unit; the title of the vertical axis
/// @param places where on the horizontal axis the numbers stand, rising, `[places]`
/// @param series the lines
/// @param reference a horizontal line, such as chance
/// @param range the vertical range where it is fixed; else it follows the numbers
public record LineChart(
        Caption caption,
        String horizontal,
        String quantity,
        double[] places,
        List<Series> series,
        OptionalDouble reference,
        Optional<Range> range)
        implements Figure {

    /// @throws IllegalArgumentException if a series has another length than the places
    public LineChart {
        series = List.copyOf(series);
        for (Series line : series) {
            if (line.values().length != places.length) {
                throw new IllegalArgumentException(
                        line.name() + " has " + line.values().length + " numbers for " + places.length + " places");
            }
        }
    }

    /// One line.
    ///
    /// @param name of the line
    /// @param group index of its colour; below 0 draws it grey, as a control
    /// @param values `[places]`, not-a-number where there is none
    /// @param band around it, such as an interval
    public record Series(String name, int group, double[] values, Optional<Band> band) {}

    /// What lies around a line.
    ///
    /// @param low `[places]`
    /// @param high `[places]`
    /// @param label what it is
    public record Band(double[] low, double[] high, String label) {}

    /// A fixed range.
    ///
    /// @param low bottom
    /// @param high top
    public record Range(double low, double high) {}
}
