package org.tiltmeter.measure;

import java.util.List;
import org.tiltmeter.work.BadInputException;

/// How an audit computes; stored with every result so that it can be repeated.
///
/// @param seed of everything random
/// @param resamples bootstrap resamples and sampled sign flips
/// @param level confidence level of the intervals, 0 … 1
/// @param measures ids of the measures to compute
public record AuditSettings(long seed, int resamples, double level, List<String> measures) {

    /// @throws BadInputException if a number is out of range or no measure is named
    public AuditSettings {
        measures = List.copyOf(measures);
        if (resamples < 100 || resamples > 1_000_000) {
            throw new BadInputException(
                    "The number of resamples must lie between 100 and 1,000,000, not " + resamples + ".");
        }
        if (!(level > 0.5 && level < 1)) {
            throw new BadInputException("The confidence level must lie between 0.5 and 1, not " + level + ".");
        }
        if (measures.isEmpty()) {
            throw new BadInputException("Name at least one measure, for instance " + LikelihoodMeasure.ID + ".");
        }
    }

    /// Seed 42, 10,000 resamples, 95 % intervals, the likelihood measure.
    public static AuditSettings defaults() {
        return new AuditSettings(42, 10_000, 0.95, List.of(LikelihoodMeasure.ID));
    }

    /// The same with another seed.
    public AuditSettings withSeed(long other) {
        return new AuditSettings(other, resamples, level, measures);
    }

    /// The same with other measures.
    public AuditSettings withMeasures(List<String> others) {
        return new AuditSettings(seed, resamples, level, others);
    }
}
