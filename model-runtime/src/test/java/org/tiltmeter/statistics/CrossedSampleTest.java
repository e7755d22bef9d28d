package org.tiltmeter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CrossedSampleTest {

    private static final int RESAMPLES = 2_000;
    private static final double LEVEL = 0.95;

    /// Differences of every template with every word of A against every word of B, from given effects of the
    /// words.
    private static CrossedSample sample(
            int templates, double[] a, double[] b, boolean paired, SplittableRandom random) {
        List<String> units = new ArrayList<>();
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int t = 0; t < templates; t++) {
            for (int i = 0; i < a.length; i++) {
                for (int j = paired ? i : 0; j < (paired ? i + 1 : b.length); j++) {
                    units.add("t" + t);
                    first.add("a" + i);
                    second.add("b" + j);
                    values.add(a[i] - b[j] + 0.01 * random.nextGaussian());
                }
            }
        }
        return CrossedSample.of(
                units.toArray(String[]::new),
                first.toArray(String[]::new),
                second.toArray(String[]::new),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Test
    void oneWordForEachGroupIsNoSampleOfWords() {
        assertThat(sample(8, new double[] {1}, new double[] {0}, true, new SplittableRandom(1))
                        .hasSeveralWords())
                .isFalse();
    }

    @Test
    void wordsPairedOneToOneAreOneFactor() {
        double[] a = {0.5, 0.1, 0.3};
        double[] b = {0, 0, 0};
        CrossedSample paired = sample(8, a, b, true, new SplittableRandom(2));
        assertThat(paired.oneToOne()).isTrue();
        assertThat(paired.wordMeans()).hasSize(3);
        assertThat(paired.wordMeans()[0]).isCloseTo(0.5, within(0.02));
        CrossedSample crossed = sample(8, a, b, false, new SplittableRandom(2));
        assertThat(crossed.oneToOne()).isFalse();
        assertThat(crossed.secondWords()).isEqualTo(3);
    }

    @Test
    void anIntervalForWordsThatDifferAmongThemselvesIsWideHoweverManyTemplatesThereAre() {
        double[] a = {0.4, -0.3, 0.2, 0.1};
        double[] b = {0.1, -0.2, 0.3};
        CrossedSample sample = sample(200, a, b, false, new SplittableRandom(3));
        Interval interval =
                Bootstrap.crossedMean(sample, 0.033, RESAMPLES, LEVEL, 7).percentile();
        assertThat(interval.contains(0)).isTrue();
        assertThat(interval.high() - interval.low()).isGreaterThan(0.3);
    }

    @Test
    void exchangeableWordsAreSeldomTakenForADifference() {
        SplittableRandom random = new SplittableRandom(11);
        int missed = 0;
        int runs = 200;
        for (int run = 0; run < runs; run++) {
            double[] a = random.doubles(8, -1, 1).toArray();
            double[] b = random.doubles(8, -1, 1).toArray();
            CrossedSample sample = sample(10, a, b, false, random);
            double observed = (java.util.Arrays.stream(a).sum()
                            - java.util.Arrays.stream(b).sum())
                    / 8;
            Interval interval =
                    Bootstrap.crossedMean(sample, observed, 400, LEVEL, run).percentile();
            missed += interval.contains(0) ? 0 : 1;
        }
        assertThat(missed).as("false alarms in %d runs at 5 %%", runs).isLessThan(runs / 8);
    }

    @Test
    void aDifferenceThatAllWordsShareIsFound() {
        double[] a = {0.52, 0.48, 0.5, 0.51, 0.49, 0.53};
        double[] b = {0, 0, 0, 0, 0, 0};
        SplittableRandom random = new SplittableRandom(5);
        CrossedSample sample = sample(8, a, b, true, random);
        double[][] clusters = new double[8][];
        for (int t = 0; t < 8; t++) {
            clusters[t] = a.clone();
        }
        PairedEffect effect = PairedEffect.of(clusters, sample, RESAMPLES, LEVEL, 3);
        assertThat(effect.words()).isEqualTo(6);
        assertThat(effect.interval().contains(0)).isFalse();
        TestResult test = java.util.Objects.requireNonNull(effect.test());
        assertThat(test.p()).as("six words cannot give less than 2 in 2^6").isEqualTo(2 / 64.0, within(1e-9));
    }

    @Test
    void tooFewWordsAllowNoTest() {
        double[] a = {0.5, 0.5, 0.5};
        CrossedSample sample = sample(8, a, new double[] {0, 0, 0}, true, new SplittableRandom(5));
        double[][] clusters = new double[8][];
        java.util.Arrays.setAll(clusters, t -> a.clone());
        assertThat(PairedEffect.of(clusters, sample, RESAMPLES, LEVEL, 3).test())
                .isNull();
    }
}
