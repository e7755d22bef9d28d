package org.tiltmeter.concept.causal;

import java.util.List;
import org.tiltmeter.work.BadInputException;

/// How steering and projecting out are studied; stored with the result so that it can be repeated.
///
/// @param seed of everything random
/// @param doses how far the residual stream is moved, in distances between the concept's positive and negative texts,
///     rising; 0 is among them
/// @param randomDirections directions of the same length that the concept's is held against
/// @param mostPairs most pairs of the probe set that are asked; of more, so many are drawn evenly
/// @param resamples bootstrap resamples and sign flips
/// @param level confidence level of the intervals, 0 … 1
public record SteeringSettings(
        long seed, List<Double> doses, int randomDirections, int mostPairs, int resamples, double level) {

    /// Fewest random directions: with 20 the concept can pass all of them at p = 1/21.
    public static final int FEWEST_RANDOM = 20;

    /// Copies the list.
    ///
    /// @throws BadInputException if a number is out of range
    public SteeringSettings {
        doses = List.copyOf(doses);
        if (doses.size() < 3 || doses.size() > 41 || !doses.contains(0.0)) {
            throw new BadInputException("Steering needs 3 to 41 doses, and 0 among them; give such a list.");
        }
        for (int i = 0; i < doses.size(); i++) {
            double dose = doses.get(i);
            if (!(Math.abs(dose) <= 10) || (i > 0 && dose <= doses.get(i - 1))) {
                throw new BadInputException(
                        "The doses of steering must rise and lie between -10 and 10; %s does not.".formatted(dose));
            }
        }
        if (randomDirections < FEWEST_RANDOM || randomDirections > 1_000) {
            throw new BadInputException("The number of random directions must lie between %d and 1,000, not %d."
                    .formatted(FEWEST_RANDOM, randomDirections));
        }
        if (mostPairs < 1) {
            throw new BadInputException("The number of pairs must be at least 1, not " + mostPairs + ".");
        }
        if (resamples < 100 || resamples > 1_000_000) {
            throw new BadInputException(
                    "The number of resamples must lie between 100 and 1,000,000, not " + resamples + ".");
        }
        if (!(level > 0.5 && level < 1)) {
            throw new BadInputException("The confidence level must lie between 0.5 and 1, not " + level + ".");
        }
    }

    /// Seed 42, nine doses from −1 to 1, 20 random directions, at most 200 pairs, 2,000 resamples, 95 % intervals. A
    /// dose of 1 carries what lies among the negative texts among the positive ones: further out the model is in
    /// states that no text brings it to.
    public static SteeringSettings defaults() {
        return new SteeringSettings(
                42, List.of(-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0), FEWEST_RANDOM, 200, 2_000, 0.95);
    }

    /// The same with another seed.
    public SteeringSettings withSeed(long other) {
        return new SteeringSettings(other, doses, randomDirections, mostPairs, resamples, level);
    }

    /// The same with another number of pairs.
    public SteeringSettings withMostPairs(int other) {
        return new SteeringSettings(seed, doses, randomDirections, other, resamples, level);
    }

    /// Where among the doses nothing is added.
    int zero() {
        return doses.indexOf(0.0);
    }
}
