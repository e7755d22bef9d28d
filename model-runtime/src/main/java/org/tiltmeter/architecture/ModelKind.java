package org.tiltmeter.architecture;

/// How a model looks at a text, which decides what its scores mean.
public enum ModelKind {
    /// Reads from left to right and gives each token a probability given those before it.
    CAUSAL,
    /// Sees the whole text at once and gives a hidden token a probability given all others; cannot continue a text.
    MASKED,
    /// Reads one text as a whole and gives each token of a second one a probability given the first text and those
    /// before it.
    ENCODER_DECODER
}
