package org.tiltmeter.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What one forward pass over one sequence yielded.
///
/// @param ids the tokens, `[tokens]`
/// @param logits before softmax, if captured
/// @param hiddenStates index 0 is the embedding, index `layers` the last layer's output after the final norm; empty
///     if
///     not captured; each `[tokens, hidden size]`
/// @param routing one entry per expert layer in order of layers; empty if not captured or the model has no experts
/// @param lastLayerOutput the last layer's output before the final norm, with hidden states, `[tokens, hidden
///     size]`
/// @param branches one entry per layer, if captured
/// @param attention one entry per captured layer that attends by a softmax
/// @param neurons one entry per captured layer with a dense feed-forward network
/// @param attentionRouting the same for layers that choose experts of attention as well (JetMoE)
/// @param source what the encoder of an encoder-decoder made of the first text, without logits
public record Trace(
        int[] ids,
        Optional<Matrix> logits,
        List<Matrix> hiddenStates,
        Optional<Matrix> lastLayerOutput,
        List<RoutingTrace> routing,
        List<BranchTrace> branches,
        List<AttentionTrace> attention,
        List<NeuronTrace> neurons,
        List<RoutingTrace> attentionRouting,
        Optional<Trace> source) {

    /// Copies the lists.
    public Trace {
        hiddenStates = List.copyOf(hiddenStates);
        routing = List.copyOf(routing);
        branches = List.copyOf(branches);
        attention = List.copyOf(attention);
        neurons = List.copyOf(neurons);
        attentionRouting = List.copyOf(attentionRouting);
    }

    /// The usual three of a model without experts of attention and without encoder.
    public Trace(int[] ids, Optional<Matrix> logits, List<Matrix> hiddenStates, List<RoutingTrace> routing) {
        this(
                ids,
                logits,
                hiddenStates,
                Optional.empty(),
                routing,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /// The same trace from a token on.
    Trace from(int token) {
        return new Trace(
                Arrays.copyOfRange(ids, token, ids.length),
                logits.map(matrix -> matrix.from(token)),
                hiddenStates.stream().map(matrix -> matrix.from(token)).toList(),
                lastLayerOutput.map(matrix -> matrix.from(token)),
                routing.stream().map(layer -> layer.from(token)).toList(),
                branches.stream().map(layer -> layer.from(token)).toList(),
                attention.stream().map(layer -> layer.from(token)).toList(),
                neurons.stream().map(layer -> layer.from(token)).toList(),
                attentionRouting.stream().map(layer -> layer.from(token)).toList(),
                source);
    }

    /// Gives back the engine's memory that logits and hidden states hold, before the garbage collector would. What
    /// nobody has read of them is lost; everything else stays.
    public void release() {
        logits.ifPresent(Matrix::release);
        hiddenStates.forEach(Matrix::release);
        lastLayerOutput.ifPresent(Matrix::release);
        source.ifPresent(Trace::release);
    }

    /// Number of tokens.
    public int tokens() {
        return ids.length;
    }
}
