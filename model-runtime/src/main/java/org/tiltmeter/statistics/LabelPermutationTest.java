package org.tiltmeter.statistics;

import java.util.SplittableRandom;

/// Tests whether groups differ by exchanging their labels within each unit (template), seeded:
/// p = (1 + #{T* ≥ T}) / (1 + permutations).
public final class LabelPermutationTest {

    private LabelPermutationTest() {}

    /// What is compared between groups.
    public enum Statistic {
        /// Largest group mean minus smallest.
        RANGE,
        /// Between-group sum of squares of the group means; within units it orders permutations like the F
        /// statistic
        /// of a randomised block design, because the total within each unit does not change.
        BETWEEN_GROUPS
    }

    /// Tests more than two groups measured on the same units.
    ///
    /// @param values one row per unit, one column per group, `[units][groups]`
    /// @param permutations number of rearrangements
    public static TestResult withinUnits(double[][] values, Statistic statistic, int permutations, long seed) {
        int groups = values[0].length;
        double[] sums = new double[groups];
        double scale = 0;
        for (double[] unit : values) {
            for (int group = 0; group < groups; group++) {
                sums[group] += unit[group];
                scale = Math.max(scale, Math.abs(unit[group]));
            }
        }
        double observed = value(statistic, sums, values.length);
        double tolerance = 1e-12 * (statistic == Statistic.RANGE ? scale : scale * scale);
        SplittableRandom random = new SplittableRandom(seed);
        double[][] shuffled = new double[values.length][];
        for (int unit = 0; unit < values.length; unit++) {
            shuffled[unit] = values[unit].clone();
        }
        long extreme = 0;
        for (int permutation = 0; permutation < permutations; permutation++) {
            java.util.Arrays.fill(sums, 0);
            for (double[] unit : shuffled) {
                for (int group = groups - 1; group >= 0; group--) {
                    int other = random.nextInt(group + 1);
                    double kept = unit[group];
                    unit[group] = unit[other];
                    unit[other] = kept;
                    sums[group] += unit[group];
                }
            }
            if (value(statistic, sums, values.length) >= observed - tolerance) {
                extreme++;
            }
        }
        return new TestResult(observed, (1.0 + extreme) / (1.0 + permutations), permutations, false);
    }

    private static double value(Statistic statistic, double[] sums, int units) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double total = 0;
        for (double sum : sums) {
            low = Math.min(low, sum / units);
            high = Math.max(high, sum / units);
            total += sum / units;
        }
        if (statistic == Statistic.RANGE) {
            return high - low;
        }
        double mean = total / sums.length;
        double squares = 0;
        for (double sum : sums) {
            squares += (sum / units - mean) * (sum / units - mean);
        }
        return squares;
    }

    /// Tests whether two independent samples have the same mean; |difference of means| over shuffled
    /// membership.
    public static TestResult twoSamples(double[] first, double[] second, int permutations, long seed) {
        double[] all = new double[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        double total = Samples.mean(all) * all.length;
        double observed = Samples.mean(first) - Samples.mean(second);
        double scale = 0;
        for (double value : all) {
            scale = Math.max(scale, Math.abs(value));
        }
        SplittableRandom random = new SplittableRandom(seed);
        long extreme = 0;
        for (int permutation = 0; permutation < permutations; permutation++) {
            double sum = 0;
            for (int i = 0; i < first.length; i++) {
                int other = i + random.nextInt(all.length - i);
                double kept = all[i];
                all[i] = all[other];
                all[other] = kept;
                sum += all[i];
            }
            double difference = sum / first.length - (total - sum) / second.length;
            if (Math.abs(difference) >= Math.abs(observed) - 1e-12 * scale) {
                extreme++;
            }
        }
        return new TestResult(observed, (1.0 + extreme) / (1.0 + permutations), permutations, false);
    }
}
