package org.tiltmeter.model;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Chooses the next token. Sampling draws one number of `L64X128MixRandom`, seeded with the setting's seed, per token
/// and takes the first token, in order of ids, at which the summed probabilities (softmax of logits / temperature, in
/// float64) exceed it; so a seed gives the same text everywhere.
final class Sampler {

    private final GenerationSettings settings;
    private final RandomGenerator random;

    Sampler(GenerationSettings settings) {
        if (!settings.greedy() && !(settings.temperature() > 0)) {
            throw new org.tiltmeter.work.BadInputException("The temperature of sampling is " + settings.temperature()
                    + ", which must be above 0; choose greedy for the most probable token.");
        }
        this.settings = settings;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed());
    }

    /// @param logits `[vocabulary]`
    int next(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        if (settings.greedy()) {
            return best;
        }
        double[] weights = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            weights[i] = Math.exp((logits[i] - (double) logits[best]) / settings.temperature());
            sum += weights[i];
        }
        double drawn = random.nextDouble() * sum;
        double reached = 0;
        for (int i = 0; i < logits.length; i++) {
            reached += weights[i];
            if (reached > drawn) {
                return i;
            }
        }
        return best;
    }
}
