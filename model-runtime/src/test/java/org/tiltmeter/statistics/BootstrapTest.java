package org.tiltmeter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tiltmeter.work.Cancellation;

class BootstrapTest {

    @Test
    void sameSeedGivesTheSameIntervalAndAnotherSeedAnother() {
        double[] values = {1.2, 0.3, -0.4, 2.2, 0.9, 1.7, 0.1};
        assertThat(Bootstrap.mean(values, 2000, 0.95, 7)).isEqualTo(Bootstrap.mean(values, 2000, 0.95, 7));
        assertThat(Bootstrap.mean(values, 2000, 0.95, 7)).isNotEqualTo(Bootstrap.mean(values, 2000, 0.95, 8));
    }

    @Test
    void percentileIntervalOfAMeanApproachesTheNormalOne() {
        Random random = new Random(11);
        double[] values = random.doubles(400).map(value -> value * 10).toArray();
        Interval interval = Bootstrap.mean(values, 10_000, 0.95, 1).percentile();
        double half = 1.96 * Samples.standardDeviation(values) / Math.sqrt(values.length);
        assertThat(interval.low()).isCloseTo(Samples.mean(values) - half, within(0.03));
        assertThat(interval.high()).isCloseTo(Samples.mean(values) + half, within(0.03));
    }

    /// Follows the definition in words, slowly: resample by hand, then count.
    @Test
    void acceleratedIntervalFollowsTheDefinition() {
        double[] resampled = new double[999];
        Random random = new Random(3);
        for (int i = 0; i < resampled.length; i++) {
            resampled[i] = Math.exp(random.nextGaussian());
        }
        double[] jackknife = {1.0, 1.1, 1.05, 0.7, 1.3};
        double observed = 1.1;
        Interval interval =
                Bootstrap.intervals(observed, resampled, jackknife, 0.9).accelerated();

        var normal = new org.hipparchus.distribution.continuous.NormalDistribution();
        double share =
                Arrays.stream(resampled).filter(value -> value < observed).count() / 999.0;
        double z0 = normal.inverseCumulativeProbability(share);
        double mean = Arrays.stream(jackknife).average().orElseThrow();
        double a =
                Arrays.stream(jackknife).map(value -> Math.pow(mean - value, 3)).sum()
                        / (6
                                * Math.pow(
                                        Arrays.stream(jackknife)
                                                .map(value -> Math.pow(mean - value, 2))
                                                .sum(),
                                        1.5));
        double z = z0 + normal.inverseCumulativeProbability(0.05);
        double low = normal.cumulativeProbability(z0 + z / (1 - a * z));
        double[] sorted = Samples.sorted(resampled);
        assertThat(interval.low()).isCloseTo(Samples.quantile(sorted, low), within(1e-12));
        assertThat(interval.low()).isLessThan(interval.high());
    }

    @Test
    void equalValuesGiveAnIntervalOfNoWidth() {
        Interval interval = Bootstrap.mean(new double[] {2, 2, 2}, 500, 0.95, 1).accelerated();
        assertThat(interval.low()).isEqualTo(2);
        assertThat(interval.high()).isEqualTo(2);
    }

    @Test
    void oneValueGivesNoInterval() {
        Interval interval = Bootstrap.mean(new double[] {2}, 500, 0.95, 1).accelerated();
        assertThat(interval.known()).isFalse();
        assertThat(interval.contains(2)).isFalse();
    }

    @Test
    void clustersMakeIntervalsWiderThanPretendingThatAllValuesAreIndependent() {
        Random random = new Random(5);
        double[][] clusters = new double[8][40];
        for (double[] cluster : clusters) {
            double shift = random.nextGaussian();
            for (int i = 0; i < cluster.length; i++) {
                cluster[i] = shift + 0.1 * random.nextGaussian();
            }
        }
        double[] flat = Arrays.stream(clusters).flatMapToDouble(Arrays::stream).toArray();
        Interval honest = Bootstrap.clusterMean(clusters, 2000, 0.95, 1).accelerated();
        Interval naive = Bootstrap.mean(flat, 2000, 0.95, 1).accelerated();
        assertThat(honest.high() - honest.low()).isGreaterThan(3 * (naive.high() - naive.low()));
    }

    /// 400 simulated studies of 20 clusters of 5 around a true mean of 0.3.
    @Test
    void intervalsCoverTheTruthAboutAsOftenAsTheySay() {
        Random random = new Random(42);
        int covered = 0;
        for (int study = 0; study < 400; study++) {
            double[][] clusters = new double[20][5];
            for (double[] cluster : clusters) {
                double shift = 0.3 + 0.5 * random.nextGaussian();
                for (int i = 0; i < cluster.length; i++) {
                    cluster[i] = shift + 0.5 * random.nextGaussian();
                }
            }
            if (Bootstrap.clusterMean(clusters, 600, 0.95, study).accelerated().contains(0.3)) {
                covered++;
            }
        }
        assertThat(covered).isBetween(364, 398);
    }

    @Test
    void anyStatisticCanBeResampled() {
        double[] values = {3, 1, 4, 1, 5, 9, 2, 6};
        Interval ofMean = Bootstrap.of(
                        values.length,
                        drawn -> Arrays.stream(drawn)
                                .mapToDouble(i -> values[i])
                                .average()
                                .orElseThrow(),
                        5000,
                        0.95,
                        9)
                .percentile();
        Interval direct = Bootstrap.mean(values, 5000, 0.95, 9).percentile();
        assertThat(ofMean.low()).isCloseTo(direct.low(), within(0.15));
        assertThat(ofMean.high()).isCloseTo(direct.high(), within(0.15));
    }

    @Test
    void manyRowsGetWhatEachGetsAlone() {
        SplittableRandom random = new SplittableRandom(9);
        double[][] rows = new double[20][25];
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextGaussian() + 0.2;
            }
        }
        List<Bootstrap.Intervals> all = Bootstrap.means(rows, 2_000, 0.95, 17, new Cancellation());
        for (int row = 0; row < rows.length; row++) {
            double[] values = rows[row];
            Bootstrap.Intervals alone = Bootstrap.of(
                    values.length,
                    drawn -> {
                        double sum = 0;
                        for (int index : drawn) {
                            sum += values[index];
                        }
                        return sum / drawn.length;
                    },
                    2_000,
                    0.95,
                    17);
            assertThat(all.get(row).percentile().low())
                    .isCloseTo(alone.percentile().low(), within(1e-12));
            assertThat(all.get(row).accelerated().low())
                    .isCloseTo(alone.accelerated().low(), within(1e-12));
            assertThat(all.get(row).accelerated().high())
                    .isCloseTo(alone.accelerated().high(), within(1e-12));
        }
        assertThat(Bootstrap.means(new double[][] {{1}, {2}}, 100, 0.95, 1, new Cancellation()))
                .hasSize(2)
                .noneMatch(one -> one.accelerated().known());
        assertThat(Bootstrap.means(new double[0][], 100, 0.95, 1, new Cancellation()))
                .isEmpty();
    }
}
