package org.tiltmeter.model;

/// What a trace shall hold; nothing else is kept.
///
/// @param logits whether the logits at every position are kept
/// @param hiddenStates whether every layer's hidden states are kept
/// @param routing whether router logits, chosen experts and applied weights are kept
public record Capture(boolean logits, boolean hiddenStates, boolean routing) {

    /// Everything a trace can hold.
    public static final Capture ALL = new Capture(true, true, true);

    /// Routing alone.
    public static final Capture ROUTING = new Capture(false, false, true);

    /// Hidden states alone.
    public static final Capture HIDDEN_STATES = new Capture(false, true, false);
}
