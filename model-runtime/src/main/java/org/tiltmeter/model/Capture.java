package org.tiltmeter.model;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a trace shall hold; nothing else is kept.
///
/// @param logits whether the logits at every position are kept
/// @param hiddenStates whether every layer's hidden states are kept, and the last layer's output before the final norm
/// @param routing whether router logits, chosen experts and applied weights are kept
/// @param expertNorms whether, with routing, the norm of each chosen expert's output is kept
/// @param branches whether what attention and feed-forward add to the residual stream is kept, and what feed-forward
///     works on
/// @param attention the layers whose attention probabilities are kept; they take `heads * tokens * tokens` numbers each
/// @param neurons the dense layers whose feed-forward neurons are kept
public record Capture(
        boolean logits,
        boolean hiddenStates,
        boolean routing,
        boolean expertNorms,
        boolean branches,
        Set<Integer> attention,
        Set<Integer> neurons) {

    /// Nothing; a beginning for the methods that add.
    public static final Capture NOTHING = new Capture(false, false, false);

    /// Logits, hidden states and routing.
    public static final Capture ALL = new Capture(true, true, true);

    /// Routing alone.
    public static final Capture ROUTING = new Capture(false, false, true);

    /// Hidden states alone.
    public static final Capture HIDDEN_STATES = new Capture(false, true, false);

    /// Copies the sets.
    public Capture {
        attention = Set.copyOf(attention);
        neurons = Set.copyOf(neurons);
    }

    /// The usual three.
    public Capture(boolean logits, boolean hiddenStates, boolean routing) {
        this(logits, hiddenStates, routing, false, false, Set.of(), Set.of());
    }

    /// With logits, too, or without.
    public Capture withLogits(boolean wanted) {
        return new Capture(wanted, hiddenStates, routing, expertNorms, branches, attention, neurons);
    }

    /// With routing and the norm of each chosen expert's output, too.
    public Capture withExpertNorms() {
        return new Capture(logits, hiddenStates, true, true, branches, attention, neurons);
    }

    /// With what attention and feed-forward work on and add to the residual stream, too.
    public Capture withBranches() {
        return new Capture(logits, hiddenStates, routing, expertNorms, true, attention, neurons);
    }

    /// With the attention probabilities of these layers, too.
    public Capture withAttention(Set<Integer> layers) {
        return new Capture(logits, hiddenStates, routing, expertNorms, branches, layers, neurons);
    }

    /// With the feed-forward neurons of these dense layers, too.
    public Capture withNeurons(Set<Integer> layers) {
        return new Capture(logits, hiddenStates, routing, expertNorms, branches, attention, layers);
    }

    /// The first so many layers.
    public static Set<Integer> layers(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new));
    }
}
