package org.tiltmeter.model;

/// The neurons of one dense feed-forward network: what its last matrix reads, after activation and gate.
///
/// @param layer absolute index of the layer, from 0
/// @param activations `[tokens, neurons]`
public record NeuronTrace(int layer, Matrix activations) {

    /// The same from a token on.
    NeuronTrace from(int token) {
        return new NeuronTrace(layer, activations.from(token));
    }
}
