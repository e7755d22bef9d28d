package org.tiltmeter.views.concepts;

/// What the concept explorer can show.
public enum ConceptState {
    /// No model is loaded.
    NO_MODEL,
    /// A model is loaded and no direction has been found yet.
    IDLE,
    /// Directions are being found.
    BUSY,
    /// Directions are known.
    READY
}
