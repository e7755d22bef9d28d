package org.tiltmeter.views.routing;

/// What the routing explorer can show.
public enum RoutingState {
    /// No model is loaded.
    NO_MODEL,
    /// The model has no experts.
    DENSE,
    /// No pair is selected.
    NO_PAIR,
    /// The pair is being traced.
    BUSY,
    /// Tracing was cancelled or failed.
    STOPPED,
    /// The pair's routing is known.
    READY
}
