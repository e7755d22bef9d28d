package org.tiltmeter.figure;

/// A picture as plain data: what is shown, what it is called, where it comes from. Immutable, knows no toolkit; drawn
/// by [Drawing], written by [FigureExport].
public sealed interface Figure permits Heatmap, IntervalChart, LineChart, ScatterChart {

    /// The words around the picture.
    Caption caption();
}
