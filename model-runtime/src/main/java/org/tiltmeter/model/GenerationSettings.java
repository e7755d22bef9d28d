package org.tiltmeter.model;

/// How to continue a sequence.
///
/// @param tokens most tokens to add
/// @param greedy always the most probable token
/// @param temperature divides the logits before sampling; above 0
/// @param seed of the sampler; the same seed gives the same continuation
public record GenerationSettings(int tokens, boolean greedy, double temperature, long seed) {

    /// The most probable token each time.
    public static GenerationSettings greedy(int tokens) {
        return new GenerationSettings(tokens, true, 1, 0);
    }

    /// Sampling at temperature 1.
    public static GenerationSettings sampled(int tokens, long seed) {
        return new GenerationSettings(tokens, false, 1, seed);
    }
}
