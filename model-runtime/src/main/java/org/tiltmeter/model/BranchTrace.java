package org.tiltmeter.model;

/// What the two branches of one layer worked on and added to the residual stream, each `[tokens, hidden size]`.
///
/// @param layer absolute index of the layer, from 0
/// @param attentionOutput what attention added, after its output norm and scale where it has them
/// @param feedForwardInput what the feed-forward network, or the router and the experts, worked on
/// @param feedForwardOutput what feed-forward added, shared experts counted, after its output norm and scale
public record BranchTrace(int layer, Matrix attentionOutput, Matrix feedForwardInput, Matrix feedForwardOutput) {

    /// The same from a token on.
    BranchTrace from(int token) {
        return new BranchTrace(
                layer, attentionOutput.from(token), feedForwardInput.from(token), feedForwardOutput.from(token));
    }
}
