package org.tiltmeter.model;

/// What the tokens of one layer attended to. Where the layer has a sink, that takes its share, and the rows sum to less
/// than 1; so they do where the token with which a decoder begins has been left out.
///
/// @param layer absolute index of the layer, from 0
/// @param heads number of attention heads
/// @param tokens number of tokens
/// @param probabilities after softmax, `[heads, tokens, tokens]`: head, the token that looks, the token looked at
public record AttentionTrace(int layer, int heads, int tokens, float[] probabilities) {

    /// @throws IllegalArgumentException if the array has another length than `heads * tokens * tokens`
    public AttentionTrace {
        if (probabilities.length != Math.multiplyExact(Math.multiplyExact(heads, tokens), tokens)) {
            throw new IllegalArgumentException(
                    probabilities.length + " values for " + heads + " x " + tokens + " x " + tokens);
        }
    }

    /// How much one token attends to another.
    public float get(int head, int from, int to) {
        return probabilities[(head * tokens + from) * tokens + to];
    }

    /// The same among the tokens from one on.
    AttentionTrace from(int token) {
        int left = tokens - token;
        float[] values = new float[heads * left * left];
        for (int row = 0; row < heads * left; row++) {
            int from = (row / left * tokens + token + row % left) * tokens + token;
            System.arraycopy(probabilities, from, values, row * left, left);
        }
        return new AttentionTrace(layer, heads, left, values);
    }
}
