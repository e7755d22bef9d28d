package org.tiltmeter.model;

import java.util.List;
import java.util.Optional;

/// What one forward pass over one sequence yielded.
///
/// @param ids the tokens, `[tokens]`
/// @param logits before softmax, if captured
/// @param hiddenStates index 0 is the embedding, index `layers` the last layer's output after the final norm; empty if
///     not captured; each `[tokens, hidden size]`
/// @param routing one entry per expert layer in order of layers; empty if not captured or the model has no experts
public record Trace(int[] ids, Optional<Matrix> logits, List<Matrix> hiddenStates, List<RoutingTrace> routing) {

    /// Copies the lists.
    public Trace {
        hiddenStates = List.copyOf(hiddenStates);
        routing = List.copyOf(routing);
    }

    /// Number of tokens.
    public int tokens() {
        return ids.length;
    }
}
