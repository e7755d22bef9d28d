package org.tiltmeter.views.routing;

/// What the heatmap's rows and columns are and what is measured.
public enum RoutingPicture {
    /// Experts × tokens of one layer, in the chosen quantity.
    EXPERTS,
    /// Layers × tokens: how undecided the router is.
    ENTROPY,
    /// Layers × tokens: how narrowly the last expert was chosen.
    MARGIN,
    /// Layers × tokens: how crowded the experts are that the token was sent to.
    LOAD,
    /// Layers × experts: which share of the text's tokens each expert takes.
    EXPERT_LOAD;

    /// Whether the columns are tokens.
    boolean isOverTokens() {
        return this != EXPERT_LOAD;
    }
}
