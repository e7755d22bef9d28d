package org.tiltmeter.statistics;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tiltmeter.work.Cancellation;

/// Adjusts many paired tests at once by the largest statistic under common sign flips: step-down max-T of
/// Westfall and
/// Young 1993 (algorithm 4.1), which controls the chance of any false alarm and makes use of the dependence
/// between
/// the tests.
///
/// Statistic: |t| = |mean| / (s / √n) of each hypothesis over the units. Flipping signs leaves the sum of
/// squares as
/// it is, so only the sums are recomputed.
public final class WestfallYoung {

    private WestfallYoung() {}

    /// Adjusted p-values.
    ///
    /// @param differences one row per hypothesis, one column per unit, the same units in each,
    ///     `[hypotheses][units]`
    /// @param flips number of sign patterns
    /// @return two-sided adjusted p-values, `[hypotheses]`
    public static double[] signFlip(double[][] differences, int flips, long seed, Cancellation cancellation) {
        int hypotheses = differences.length;
        if (hypotheses == 0) {
            return new double[0];
        }
        int units = differences[0].length;
        double[] squares = new double[hypotheses];
        double[] observed = new double[hypotheses];
        for (int h = 0; h < hypotheses; h++) {
            double sum = 0;
            for (double difference : differences[h]) {
                squares[h] += difference * difference;
                sum += difference;
            }
            observed[h] = statistic(sum, squares[h], units);
        }
        int[] order = IntStream.range(0, hypotheses)
                .boxed()
                .sorted(Comparator.comparingDouble(h -> -observed[h]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] extreme = new long[hypotheses];
        SplittableRandom random = new SplittableRandom(seed);
        double[] signs = new double[units];
        for (int flip = 0; flip < flips; flip++) {
            cancellation.throwIfRequested();
            for (int unit = 0; unit < units; unit++) {
                signs[unit] = random.nextBoolean() ? 1 : -1;
            }
            double largest = 0;
            for (int rank = hypotheses - 1; rank >= 0; rank--) {
                int h = order[rank];
                double sum = 0;
                for (int unit = 0; unit < units; unit++) {
                    sum += signs[unit] * differences[h][unit];
                }
                largest = Math.max(largest, statistic(sum, squares[h], units));
                if (largest >= observed[h] * (1 - 1e-12)) {
                    extreme[h]++;
                }
            }
        }
        double[] adjusted = new double[hypotheses];
        double running = 0;
        for (int h : order) {
            running = Math.max(running, (1.0 + extreme[h]) / (1.0 + flips));
            adjusted[h] = running;
        }
        return adjusted;
    }

    /// |t| from sum and sum of squares; 0 where nothing varies and the mean is 0.
    private static double statistic(double sum, double squares, int units) {
        double mean = sum / units;
        double variance = (squares / units - mean * mean) / (units - 1);
        if (squares == 0) {
            return 0;
        }
        // All differences equal: the t-statistic is unbounded, keep it finite and ordered.
        return Math.abs(mean) / Math.sqrt(Math.max(variance, 1e-24 * squares));
    }
}
