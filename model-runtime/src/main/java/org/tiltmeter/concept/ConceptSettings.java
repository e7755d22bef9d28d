package org.tiltmeter.concept;

import org.tiltmeter.work.BadInputException;

/// How concept directions are found; stored with the result so that it can be repeated.
///
/// @param seed of folds and random splits
/// @param pooling which hidden states stand for a text
/// @param folds parts for the held-out accuracy; each is predicted by a direction fitted on the others
/// @param randomSplits how often labels are shuffled for the null accuracy
public record ConceptSettings(long seed, Pooling pooling, int folds, int randomSplits) {

    /// @throws BadInputException if a number is out of range
    public ConceptSettings {
        if (folds < 2 || folds > 20) {
            throw new BadInputException("The number of folds must lie between 2 and 20, not " + folds + ".");
        }
        if (randomSplits < 1 || randomSplits > 1_000) {
            throw new BadInputException(
                    "The number of random splits must lie between 1 and 1,000, not " + randomSplits + ".");
        }
    }

    /// Seed 42, last token, five folds, ten random splits.
    public static ConceptSettings defaults() {
        return new ConceptSettings(42, Pooling.LAST_TOKEN, 5, 10);
    }

    /// The same with another pooling.
    public ConceptSettings withPooling(Pooling other) {
        return new ConceptSettings(seed, other, folds, randomSplits);
    }

    /// The same with another seed.
    public ConceptSettings withSeed(long other) {
        return new ConceptSettings(other, pooling, folds, randomSplits);
    }
}
