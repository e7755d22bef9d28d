package org.tiltmeter.model;

import java.util.Arrays;

/// What the router of one layer did with each token. Shared experts, which take every token, are not counted.
///
/// @param layer absolute index of the layer, from 0
/// @param routerLogits before softmax or sigmoid, `[tokens, experts]`
/// @param chosen indices of the chosen experts, `[tokens][k]`; order within k has no meaning
/// @param weights what multiplied each chosen expert's output, after every normalisation and scaling, `[tokens, k]`
public record RoutingTrace(int layer, Matrix routerLogits, int[][] chosen, Matrix weights) {

    /// The same from a token on.
    RoutingTrace from(int token) {
        return new RoutingTrace(
                layer, routerLogits.from(token), Arrays.copyOfRange(chosen, token, chosen.length), weights.from(token));
    }

    /// Number of routed experts.
    public int experts() {
        return routerLogits.columns();
    }

    /// Number of tokens.
    public int tokens() {
        return routerLogits.rows();
    }

    /// Router probability of each expert for one token: softmax over all routed experts of the raw router logits,
    /// `[experts]`.
    public double[] probabilities(int token) {
        int experts = experts();
        double[] probabilities = new double[experts];
        double largest = Double.NEGATIVE_INFINITY;
        for (int expert = 0; expert < experts; expert++) {
            largest = Math.max(largest, routerLogits.get(token, expert));
        }
        double sum = 0;
        for (int expert = 0; expert < experts; expert++) {
            probabilities[expert] = Math.exp(routerLogits.get(token, expert) - largest);
            sum += probabilities[expert];
        }
        for (int expert = 0; expert < experts; expert++) {
            probabilities[expert] /= sum;
        }
        return probabilities;
    }

    /// The weight with which an expert was applied to a token; 0 where it was not chosen.
    public float weight(int token, int expert) {
        for (int i = 0; i < chosen[token].length; i++) {
            if (chosen[token][i] == expert) {
                return weights.get(token, i);
            }
        }
        return 0;
    }
}
