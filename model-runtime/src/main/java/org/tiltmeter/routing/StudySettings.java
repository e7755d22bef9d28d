package org.tiltmeter.routing;

import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.work.BadInputException;

/// How the routing of a probe set is studied; stored with the result so that it can be repeated.
///
/// @param seed of everything random
/// @param resamples bootstrap resamples and sign flips
/// @param level confidence level of the intervals, 0 … 1
/// @param mostPairs most pairs that are run; of more, so many are taken evenly from the expansion
/// @param region the tokens over which experts are compared
public record StudySettings(long seed, int resamples, double level, int mostPairs, Region region) {

    /// @throws BadInputException if a number is out of range
    public StudySettings {
        if (resamples < 100 || resamples > 1_000_000) {
            throw new BadInputException(
                    "The number of resamples must lie between 100 and 1,000,000, not " + resamples + ".");
        }
        if (!(level > 0.5 && level < 1)) {
            throw new BadInputException("The confidence level must lie between 0.5 and 1, not " + level + ".");
        }
        if (mostPairs < 1) {
            throw new BadInputException("The number of pairs must be at least 1, not " + mostPairs + ".");
        }
    }

    /// Seed 42, 10,000 resamples, 95 % intervals, at most 4,000 pairs, tokens after the exchanged ones.
    public static StudySettings defaults() {
        return new StudySettings(42, 10_000, 0.95, 4_000, Region.LATER);
    }

    /// The same with another number of pairs.
    public StudySettings withMostPairs(int other) {
        return new StudySettings(seed, resamples, level, other, region);
    }

    /// The same with another seed.
    public StudySettings withSeed(long other) {
        return new StudySettings(other, resamples, level, mostPairs, region);
    }
}
