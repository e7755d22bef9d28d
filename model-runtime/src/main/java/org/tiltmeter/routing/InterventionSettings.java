package org.tiltmeter.routing;

import java.util.List;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.work.BadInputException;

/// How changes to the routing are judged; stored with the result so that it can be repeated.
///
/// @param seed of everything random
/// @param resamples bootstrap resamples and sign flips
/// @param level confidence level of the intervals, 0 … 1
/// @param measures ids of the measures that are asked; none means all that the probe set has
/// @param mostPairs most pairs that are asked before and after; of more, words are left out
///     evenly
/// @param mostNeutral most neutral texts that are read
/// @param randomChoices number of random choices of equally used experts that a change is
///     compared with
/// @param mostPatched most pairs whose routing is patched
/// @param smallest an effect whose root mean square is smaller than this, in its own unit, is
///     too small to say what share of it a change removes
public record InterventionSettings(
        long seed,
        int resamples,
        double level,
        List<String> measures,
        int mostPairs,
        int mostNeutral,
        int randomChoices,
        int mostPatched,
        double smallest) {

    /// @throws BadInputException if a number is out of range
    public InterventionSettings {
        measures = List.copyOf(measures);
        if (mostPairs < 1 || mostNeutral < 1 || randomChoices < 0 || mostPatched < 0) {
            throw new BadInputException(
                    "The numbers of pairs and neutral texts must be at least 1, and those of random choices and patched"
                            + " pairs at least 0.");
        }
        if (!(smallest > 0)) {
            throw new BadInputException("The smallest effect must be above 0, not " + smallest + ".");
        }
        new AuditSettings(seed, resamples, level, measures);
    }

    /// Seed 42, 2,000 resamples, 95 % intervals, all measures, at most 2,000 pairs and 200
    /// neutral texts, 20 random choices, 48 patched pairs, effects from 0.1 on.
    public static InterventionSettings defaults() {
        return new InterventionSettings(42, 2_000, 0.95, List.of(), 2_000, 200, 20, 48, 0.1);
    }

    /// The same with another seed.
    public InterventionSettings withSeed(long other) {
        return new InterventionSettings(
                other, resamples, level, measures, mostPairs, mostNeutral, randomChoices, mostPatched, smallest);
    }

    /// The same with another number of random choices.
    public InterventionSettings withRandomChoices(int other) {
        return new InterventionSettings(
                seed, resamples, level, measures, mostPairs, mostNeutral, other, mostPatched, smallest);
    }

    /// The same with another number of pairs.
    public InterventionSettings withMostPairs(int other) {
        return new InterventionSettings(
                seed, resamples, level, measures, other, mostNeutral, randomChoices, mostPatched, smallest);
    }

    /// How an audit is run before and after.
    AuditSettings audit() {
        return new AuditSettings(seed, resamples, level, measures);
    }
}
