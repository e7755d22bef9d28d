package org.tiltmeter.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.tiltmeter.work.Cancellation;

/// Bootstrap intervals, seeded.
///
/// The unit is the cluster (a template): clusters are drawn with replacement, then values within each drawn
/// cluster.
/// The statistic is the mean over clusters of the mean within, so every template counts the same. Percentile
/// and
/// bias-corrected accelerated intervals after Efron and Tibshirani, An Introduction to the Bootstrap (1993),
/// chapters
/// 13 and 14; the acceleration comes from leaving out one cluster at a time.
public final class Bootstrap {

    private static final NormalDistribution NORMAL = new NormalDistribution();

    private Bootstrap() {}

    /// Both intervals of one statistic.
    ///
    /// @param percentile between the plain quantiles of the resampled statistics
    /// @param accelerated with correction for bias and skewness (BCa)
    public record Intervals(Interval percentile, Interval accelerated) {}

    /// Intervals of the mean of cluster means, in the unit of the values.
    ///
    /// @param clusters values of each cluster, `[clusters][values]`, at least one cluster and one value in each
    /// @param resamples number of resamples, for instance 10,000
    /// @param level confidence level, 0 … 1
    /// @return unknown intervals for a single value
    public static Intervals clusterMean(double[][] clusters, int resamples, double level, long seed) {
        if (clusters.length == 1 && clusters[0].length == 1) {
            return new Intervals(Interval.unknown(level), Interval.unknown(level));
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] statistics = new double[resamples];
        int n = clusters.length;
        for (int r = 0; r < resamples; r++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double[] cluster = clusters[n == 1 ? 0 : random.nextInt(n)];
                double inner = 0;
                for (int j = 0; j < cluster.length; j++) {
                    inner += cluster.length == 1 ? cluster[0] : cluster[random.nextInt(cluster.length)];
                }
                sum += inner / cluster.length;
            }
            statistics[r] = sum / n;
        }
        double[] means = new double[n];
        for (int i = 0; i < n; i++) {
            means[i] = Samples.mean(clusters[i]);
        }
        double total = Samples.mean(means) * n;
        double[] jackknife = n > 1 ? new double[n] : leaveOneOut(clusters[0]);
        for (int i = 0; n > 1 && i < n; i++) {
            jackknife[i] = (total - means[i]) / (n - 1);
        }
        return intervals(total / n, statistics, jackknife, level);
    }

    /// Interval of the mean where templates and words are crossed, in the unit of the differences:
    /// expanded percentiles, also in place of the accelerated interval, whose correction is not defined
    /// for crossed samples.
    ///
    /// A handful of words resampled varies too little, so the percentiles are taken further out, as far
    /// as Student's t of the scarcest factor asks (Hesterberg 2015, What teachers should know about the
    /// bootstrap, section 5.3).
    ///
    /// @param observed the mean of the sample itself
    public static Intervals crossedMean(CrossedSample sample, double observed, int resamples, double level, long seed) {
        double[] sorted = Samples.sorted(sample.resampledMeans(resamples, seed));
        int fewest = sample.units();
        for (int words : new int[] {sample.firstWords(), sample.secondWords()}) {
            fewest = words > 1 ? Math.min(fewest, words) : fewest;
        }
        double tail = expandedTail(fewest, (1 - level) / 2);
        Interval percentile = new Interval(
                Math.min(observed, Samples.quantile(sorted, tail)),
                Math.max(observed, Samples.quantile(sorted, 1 - tail)),
                level);
        return new Intervals(percentile, percentile);
    }

    private static double expandedTail(int n, double tail) {
        if (n < 2) {
            return 0;
        }
        double t = new TDistribution(n - 1).inverseCumulativeProbability(tail);
        return NORMAL.cumulativeProbability(t * Math.sqrt(n / (n - 1.0)));
    }

    /// Intervals of the mean of independent values.
    public static Intervals mean(double[] values, int resamples, double level, long seed) {
        double[][] clusters = new double[values.length][];
        for (int i = 0; i < values.length; i++) {
            clusters[i] = new double[] {values[i]};
        }
        return clusterMean(clusters, resamples, level, seed);
    }

    /// Intervals of the means of many rows over the same units, as of many experts over the same templates. The same
    /// units are drawn for every row, once, so that thousands of rows take seconds.
    ///
    /// @param rows `[rows][units]`, the same units in each, at least one
    /// @return one for each row; unknown intervals where there is a single unit
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static List<Intervals> means(
            double[][] rows, int resamples, double level, long seed, Cancellation cancellation) {
        int units = rows.length == 0 ? 0 : rows[0].length;
        if (units <= 1) {
            Intervals unknown = new Intervals(Interval.unknown(level), Interval.unknown(level));
            return Collections.nCopies(rows.length, unknown);
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] draws = new int[Math.multiplyExact(resamples, units)];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = random.nextInt(units);
        }
        List<Intervals> all = new ArrayList<>();
        double[] statistics = new double[resamples];
        for (double[] row : rows) {
            cancellation.throwIfRequested();
            for (int r = 0; r < resamples; r++) {
                double sum = 0;
                for (int i = r * units; i < (r + 1) * units; i++) {
                    sum += row[draws[i]];
                }
                statistics[r] = sum / units;
            }
            all.add(intervals(Samples.mean(row), statistics, leaveOneOut(row), level));
        }
        return all;
    }

    /// Intervals of any statistic of `units` independent units.
    ///
    /// @param units number of units, at least one
    /// @param statistic its value for drawn unit indices, `[draws]`
    public static Intervals of(int units, ToDoubleFunction<int[]> statistic, int resamples, double level, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        IntFunction<int[]> all = skipped -> {
            int[] indices = new int[skipped < 0 ? units : units - 1];
            for (int i = 0, next = 0; i < units; i++) {
                if (i != skipped) {
                    indices[next++] = i;
                }
            }
            return indices;
        };
        double[] statistics = new double[resamples];
        int[] drawn = new int[units];
        for (int r = 0; r < resamples; r++) {
            for (int i = 0; i < units; i++) {
                drawn[i] = random.nextInt(units);
            }
            statistics[r] = statistic.applyAsDouble(drawn);
        }
        double[] jackknife = new double[units > 1 ? units : 0];
        for (int i = 0; i < jackknife.length; i++) {
            jackknife[i] = statistic.applyAsDouble(all.apply(i));
        }
        return intervals(statistic.applyAsDouble(all.apply(-1)), statistics, jackknife, level);
    }

    private static double[] leaveOneOut(double[] values) {
        double total = Samples.mean(values) * values.length;
        double[] means = new double[values.length > 1 ? values.length : 0];
        for (int i = 0; i < means.length; i++) {
            means[i] = (total - values[i]) / (values.length - 1);
        }
        return means;
    }

    /// Intervals from resampled statistics.
    ///
    /// @param observed the statistic of the sample itself
    /// @param resampled its values over the resamples, `[resamples]`
    /// @param jackknife its values with one unit left out, `[units]`; may be empty, then there is no
    ///     acceleration
    static Intervals intervals(double observed, double[] resampled, double[] jackknife, double level) {
        double[] sorted = Samples.sorted(resampled);
        double tail = (1 - level) / 2;
        Interval percentile = new Interval(Samples.quantile(sorted, tail), Samples.quantile(sorted, 1 - tail), level);
        double below = 0;
        for (double value : sorted) {
            below += value < observed ? 1 : value == observed ? 0.5 : 0;
        }
        double share = below / sorted.length;
        if (!(share > 0 && share < 1)) {
            return new Intervals(percentile, percentile);
        }
        double bias = NORMAL.inverseCumulativeProbability(share);
        double acceleration = acceleration(jackknife);
        Interval accelerated = new Interval(
                Samples.quantile(sorted, corrected(tail, bias, acceleration)),
                Samples.quantile(sorted, corrected(1 - tail, bias, acceleration)),
                level);
        return new Intervals(percentile, accelerated);
    }

    private static double corrected(double share, double bias, double acceleration) {
        double z = bias + NORMAL.inverseCumulativeProbability(share);
        return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
    }

    private static double acceleration(double[] jackknife) {
        double mean = Samples.mean(jackknife);
        double squares = 0;
        double cubes = 0;
        for (double value : jackknife) {
            double away = mean - value;
            squares += away * away;
            cubes += away * away * away;
        }
        return squares > 0 ? cubes / (6 * Math.pow(squares, 1.5)) : 0;
    }
}
