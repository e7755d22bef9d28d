package org.tiltmeter.views.routing;

/// What the heatmap's rows are and what is measured.
public enum RoutingPicture {
    /// Experts × tokens of one layer, in the chosen quantity.
    EXPERTS,
    /// Layers × tokens: how undecided the router is.
    ENTROPY,
    /// Layers × tokens: how narrowly the last expert was chosen.
    MARGIN
}
