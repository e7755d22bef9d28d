package org.tiltmeter.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.TDistribution;
import org.tiltmeter.work.Cancellation;

/// Finds runs of neighbouring places (layers) at which paired differences stay away from zero, with one test
/// for each run.
///
/// Maris and Oostenveld 2007: a t-statistic at each place; neighbours beyond the critical value with the same
/// sign form a cluster; its mass is the sum of |t|; the p-value is the share of sign flips of whole units
/// whose largest mass is at least as large, (1 + #) / (1 + flips). That controls the chance of any false
/// cluster. It says that the run differs, not where exactly it begins.
public final class ClusterPermutationTest {

    private ClusterPermutationTest() {}

    /// A run of places.
    ///
    /// @param from index of the first place
    /// @param to index after the last
    /// @param positive whether the differences are above zero
    /// @param mass sum of |t|
    /// @param p for the whole run, already corrected for all places
    public record Cluster(int from, int to, boolean positive, double mass, double p) {}

    /// Tests paired differences.
    ///
    /// @param differences one row per place in order, one column per unit, `[places][units]`
    /// @param level confidence level of the threshold that forms clusters, 0 … 1; 0.95 takes |t| beyond the
    ///     two-sided 5 % point
    /// @return clusters in order of place; empty where there are fewer than six units or no place stands out
    public static List<Cluster> signFlip(
            double[][] differences, double level, int flips, long seed, Cancellation cancellation) {
        int places = differences.length;
        int units = places == 0 ? 0 : differences[0].length;
        if (units < SignFlipTest.FEWEST_UNITS) {
            return List.of();
        }
        double critical = new TDistribution(units - 1).inverseCumulativeProbability((1 + level) / 2);
        double[] signs = new double[units];
        java.util.Arrays.fill(signs, 1);
        List<Cluster> observed = clusters(statistics(differences, signs), critical);
        if (observed.isEmpty()) {
            return observed;
        }
        long[] extreme = new long[observed.size()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int flip = 0; flip < flips; flip++) {
            cancellation.throwIfRequested();
            for (int unit = 0; unit < units; unit++) {
                signs[unit] = random.nextBoolean() ? 1 : -1;
            }
            double largest = clusters(statistics(differences, signs), critical).stream()
                    .mapToDouble(Cluster::mass)
                    .max()
                    .orElse(0);
            for (int i = 0; i < extreme.length; i++) {
                extreme[i] += largest >= observed.get(i).mass() * (1 - 1e-12) ? 1 : 0;
            }
        }
        List<Cluster> tested = new ArrayList<>();
        for (int i = 0; i < extreme.length; i++) {
            Cluster cluster = observed.get(i);
            double p = (1.0 + extreme[i]) / (1.0 + flips);
            tested.add(new Cluster(cluster.from(), cluster.to(), cluster.positive(), cluster.mass(), p));
        }
        return List.copyOf(tested);
    }

    private static double[] statistics(double[][] differences, double[] signs) {
        double[] statistics = new double[differences.length];
        int units = signs.length;
        for (int place = 0; place < statistics.length; place++) {
            double sum = 0;
            double squares = 0;
            for (int unit = 0; unit < units; unit++) {
                double difference = signs[unit] * differences[place][unit];
                sum += difference;
                squares += difference * difference;
            }
            double mean = sum / units;
            double variance = (squares / units - mean * mean) / (units - 1);
            statistics[place] = squares == 0 ? 0 : mean / Math.sqrt(Math.max(variance, 1e-24 * squares));
        }
        return statistics;
    }

    private static List<Cluster> clusters(double[] statistics, double critical) {
        List<Cluster> clusters = new ArrayList<>();
        int from = 0;
        while (from < statistics.length) {
            double first = statistics[from];
            int to = from + 1;
            if (Math.abs(first) > critical) {
                double mass = Math.abs(first);
                while (to < statistics.length && statistics[to] * Math.signum(first) > critical) {
                    mass += Math.abs(statistics[to]);
                    to++;
                }
                clusters.add(new Cluster(from, to, first > 0, mass, Double.NaN));
            }
            from = to;
        }
        return clusters;
    }
}
