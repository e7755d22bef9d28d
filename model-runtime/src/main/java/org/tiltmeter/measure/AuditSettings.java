package org.tiltmeter.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.statistics.EquivalenceTest;
import org.tiltmeter.work.BadInputException;

/// How an audit computes; stored with every result so that it can be repeated.
///
/// @param seed of everything random
/// @param resamples bootstrap resamples and sampled sign flips
/// @param level confidence level of the intervals, 0 … 1
/// @param measures ids of the measures to compute; none means one for every kind of question that
///     the probe set
///     asks
/// @param margin half width, in nats, of what counts as no difference; 0 means the usual one
/// @param chat where each text is asked through the model's chat template; null where it is asked as it stands
public record AuditSettings(
        long seed,
        int resamples,
        double level,
        List<String> measures,
        double margin,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ChatSettings chat) {

    /// @throws BadInputException if a number is out of range
    public AuditSettings {
        measures = List.copyOf(measures);
        margin = margin == 0 ? EquivalenceTest.DEFAULT_MARGIN : margin;
        if (!(margin > 0 && margin < 100)) {
            throw new BadInputException(
                    "The margin of no difference must lie between 0 and 100 nats, not " + margin + ".");
        }
        if (resamples < 100 || resamples > 1_000_000) {
            throw new BadInputException(
                    "The number of resamples must lie between 100 and 1,000,000, not " + resamples + ".");
        }
        if (!(level > 0.5 && level < 1)) {
            throw new BadInputException("The confidence level must lie between 0.5 and 1, not " + level + ".");
        }
    }

    /// With the usual margin.
    public AuditSettings(long seed, int resamples, double level, List<String> measures) {
        this(seed, resamples, level, measures, EquivalenceTest.DEFAULT_MARGIN);
    }

    /// Of texts as they stand.
    public AuditSettings(long seed, int resamples, double level, List<String> measures, double margin) {
        this(seed, resamples, level, measures, margin, null);
    }

    /// Seed 42, 10,000 resamples, 95 % intervals, every kind of question that the probe set asks.
    public static AuditSettings defaults() {
        return new AuditSettings(42, 10_000, 0.95, List.of());
    }

    /// The same with another seed.
    public AuditSettings withSeed(long other) {
        return new AuditSettings(other, resamples, level, measures, margin, chat);
    }

    /// The same with other measures.
    public AuditSettings withMeasures(List<String> others) {
        return new AuditSettings(seed, resamples, level, others, margin, chat);
    }

    /// The same through the model's chat template.
    public AuditSettings withChat(ChatSettings other) {
        return new AuditSettings(seed, resamples, level, measures, margin, other);
    }
}
