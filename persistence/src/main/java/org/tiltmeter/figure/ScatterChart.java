package org.tiltmeter.figure;

import java.util.List;

/// Two numbers of each thing against each other.
///
/// @param caption the words around it
/// @param horizontal what runs to the right, with its unit
/// @param vertical what runs upwards, with its unit
/// @param series names of the groups that points belong to
/// @param points the things
/// @param diagonal whether both axes share one range and the line of equality is drawn
public record ScatterChart(
        Caption caption, String horizontal, String vertical, List<String> series, List<Point> points, boolean diagonal)
        implements Figure {

    /// Copies the lists.
    public ScatterChart {
        series = List.copyOf(series);
        points = List.copyOf(points);
    }

    /// One thing.
    ///
    /// @param label its name
    /// @param series index into the chart's series
    /// @param x to the right
    /// @param y upwards
    public record Point(String label, int series, double x, double y) {}
}
