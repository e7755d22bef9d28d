package org.tiltmeter.concept;

import java.util.Arrays;
import java.util.List;
import org.tiltmeter.statistics.Samples;

/// Where effect sizes lie when words are dealt to the two sets of targets by chance.
///
/// @param low 2.5 % of them lie below
/// @param high 2.5 % of them lie above
/// @param counts how many lie in each of [#BINS] equal parts of −2 … 2
public record ChanceEffects(double low, double high, List<Long> counts) {

    /// Number of parts.
    public static final int BINS = 40;

    /// Effect sizes lie between −2 and 2.
    public static final double LIMIT = 2;

    /// Copies the list.
    public ChanceEffects {
        counts = List.copyOf(counts);
    }

    /// @param effects one for each partition, `[partitions]`
    static ChanceEffects of(double[] effects) {
        long[] counts = new long[BINS];
        for (double effect : effects) {
            int bin = (int) Math.floor((effect + LIMIT) / (2 * LIMIT) * BINS);
            counts[Math.clamp(bin, 0, BINS - 1)]++;
        }
        double[] sorted = Samples.sorted(effects);
        return new ChanceEffects(
                Samples.quantile(sorted, 0.025),
                Samples.quantile(sorted, 0.975),
                Arrays.stream(counts).boxed().toList());
    }

    /// The middle of a part.
    public static double middle(int bin) {
        return (bin + 0.5) / BINS * 2 * LIMIT - LIMIT;
    }
}
