package org.tiltmeter.figure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Estimates with their intervals, one row below the other.
///
/// @param caption the words around it
/// @param quantity what is measured, with its unit; the title of the horizontal axis
/// @param series names of the groups that rows compare; a row may have one point for each
/// @param rows from the top
/// @param reference where no effect lies, drawn as a line
/// @param noiseFloor how far the same statistic goes for a change that should not matter
public record IntervalChart(
        Caption caption,
        String quantity,
        List<String> series,
        List<Row> rows,
        OptionalDouble reference,
        Optional<Band> noiseFloor)
        implements Figure {

    /// Copies the lists.
    public IntervalChart {
        series = List.copyOf(series);
        rows = List.copyOf(rows);
    }

    /// One line of the chart.
    ///
    /// @param label its name
    /// @param detail what stands at its end, such as n; empty where nothing
    /// @param points the estimates
    public record Row(String label, String detail, List<Point> points) {

        /// Copies the list.
        public Row {
            points = List.copyOf(points);
        }
    }

    /// An estimate; the interval's ends are not-a-number where there is none.
    ///
    /// @param series index into the chart's series
    /// @param value the estimate
    /// @param low lower end of its interval
    /// @param high upper end of its interval
    public record Point(int series, double value, double low, double high) {}

    /// A range of the quantity.
    ///
    /// @param low from
    /// @param high to
    /// @param label what it is
    public record Band(double low, double high, String label) {}
}
