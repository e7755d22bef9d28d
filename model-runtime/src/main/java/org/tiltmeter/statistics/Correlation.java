package org.tiltmeter.statistics;

import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/// Correlation of ranks and of numbers.
public final class Correlation {

    private Correlation() {}

    /// Spearman's: correlation of the ranks, ties with average ranks, −1 … 1; NaN if one side does not vary.
    ///
    /// @param x `[items]`, at least two
    /// @param y `[items]`
    public static double spearman(double[] x, double[] y) {
        return new SpearmansCorrelation().correlation(x, y);
    }

    /// Pearson's: linear correlation, −1 … 1; NaN if one side does not vary.
    ///
    /// @param x `[items]`, at least two
    /// @param y `[items]`
    public static double pearson(double[] x, double[] y) {
        return new PearsonsCorrelation().correlation(x, y);
    }
}
