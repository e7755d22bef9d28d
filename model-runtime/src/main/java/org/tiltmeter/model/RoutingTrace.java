package org.tiltmeter.model;

import java.util.Arrays;
import java.util.Optional;

/// What the router of one layer did with each token. Shared experts, which take every token, are not counted.
///
/// @param layer absolute index of the layer, from 0
/// @param routerLogits before softmax or sigmoid, `[tokens, experts]`
/// @param chosen indices of the chosen experts, `[tokens][k]`; order within k has no meaning. Under interventions that
///     choose fewer experts for some tokens than for others their rows are shorter
/// @param weights what multiplied each chosen expert's output (in Llama 4 its input), after every normalisation and
///     scaling, `[tokens, k]`; 0 behind the end of a shorter row of `chosen`
/// @param outputNorms Euclidean norm of each chosen expert's output before it was multiplied by its weight (in Llama 4,
///     which weights the input, of the output for the weighted input), `[tokens, k]`, if captured
public record RoutingTrace(
        int layer, Matrix routerLogits, int[][] chosen, Matrix weights, Optional<Matrix> outputNorms) {

    /// Without norms.
    public RoutingTrace(int layer, Matrix routerLogits, int[][] chosen, Matrix weights) {
        this(layer, routerLogits, chosen, weights, Optional.empty());
    }

    /// The same from a token on.
    RoutingTrace from(int token) {
        return new RoutingTrace(
                layer,
                routerLogits.from(token),
                Arrays.copyOfRange(chosen, token, chosen.length),
                weights.from(token),
                outputNorms.map(norms -> norms.from(token)));
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
