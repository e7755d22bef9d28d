package org.tiltmeter.views.routing;

/// In which order experts stand.
public enum RoutingOrder {
    /// By number.
    INDEX,
    /// Those that take most tokens of both texts first.
    LOAD,
    /// Those that differ most between the texts, from the edited tokens on, first.
    DIFFERENCE
}
