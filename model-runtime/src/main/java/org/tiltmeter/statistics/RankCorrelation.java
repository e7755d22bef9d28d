package org.tiltmeter.statistics;

import org.hipparchus.stat.correlation.SpearmansCorrelation;

/// Spearman's rank correlation, ties with average ranks.
public final class RankCorrelation {

    private RankCorrelation() {}

    /// Correlation of the ranks, −1 … 1; NaN if one side does not vary.
    ///
    /// @param x `[items]`, at least two
    /// @param y `[items]`
    public static double spearman(double[] x, double[] y) {
        return new SpearmansCorrelation().correlation(x, y);
    }
}
