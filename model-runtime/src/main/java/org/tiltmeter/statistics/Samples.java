package org.tiltmeter.statistics;

import java.util.Arrays;

/// Mean and spread of plain arrays. All methods are pure and fast enough for the inside of a bootstrap.
public final class Samples {

    private Samples() {}

    /// Arithmetic mean; NaN for no values.
    public static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /// Sample standard deviation, divisor n − 1; NaN for fewer than two values.
    public static double standardDeviation(double[] values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    /// Median; NaN for no values.
    public static double median(double[] values) {
        return quantile(sorted(values), 0.5);
    }

    /// A sorted copy.
    public static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    /// Quantile with linear interpolation between order statistics (Hyndman and Fan 1996, type 7).
    ///
    /// @param sorted ascending values
    /// @param share 0 … 1
    public static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
