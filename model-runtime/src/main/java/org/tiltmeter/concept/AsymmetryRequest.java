package org.tiltmeter.concept;

import java.util.List;
import org.tiltmeter.work.BadInputException;

/// What asymmetries are asked for.
///
/// @param targets names of concepts
/// @param references pairs of concepts that each target is held against
/// @param method how directions are found
/// @param resamples bootstrap resamples of the texts
/// @param randomSplits directions between random halves of the texts, of which the null is made
/// @param level of the intervals, 0 … 1
/// @param seed of everything random
public record AsymmetryRequest(
        List<String> targets,
        List<ReferencePair> references,
        DirectionMethod method,
        int resamples,
        int randomSplits,
        double level,
        long seed) {

    /// @throws BadInputException if a number is out of range
    public AsymmetryRequest {
        targets = List.copyOf(targets);
        references = List.copyOf(references);
        if (resamples < 20 || resamples > 100_000 || randomSplits < 20 || randomSplits > 100_000) {
            throw new BadInputException(
                    "The numbers of resamples and of random splits must lie between 20 and 100,000, not %d and %d."
                            .formatted(resamples, randomSplits));
        }
        if (!(level > 0.5 && level < 1)) {
            throw new BadInputException("The level of intervals must lie between 0.5 and 1, not " + level + ".");
        }
    }

    /// Logistic regression, 400 resamples, 400 random splits, 95 %, seed 42.
    public static AsymmetryRequest of(List<String> targets, List<ReferencePair> references) {
        return new AsymmetryRequest(targets, references, DirectionMethod.LOGISTIC_REGRESSION, 400, 400, 0.95, 42);
    }

    /// The same with other targets.
    public AsymmetryRequest withTargets(List<String> other) {
        return new AsymmetryRequest(other, references, method, resamples, randomSplits, level, seed);
    }

    /// The same with another method.
    public AsymmetryRequest withMethod(DirectionMethod other) {
        return new AsymmetryRequest(targets, references, other, resamples, randomSplits, level, seed);
    }

    /// The same with other numbers of resamples and random splits.
    public AsymmetryRequest withDraws(int bootstrap, int splits) {
        return new AsymmetryRequest(targets, references, method, bootstrap, splits, level, seed);
    }

    /// The same with another seed.
    public AsymmetryRequest withSeed(long other) {
        return new AsymmetryRequest(targets, references, method, resamples, randomSplits, level, other);
    }
}
