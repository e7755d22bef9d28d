package org.tiltmeter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void meanAndSpreadByHand() {
        double[] values = {2, 4, 4, 4, 5, 5, 7, 9};
        assertThat(Samples.mean(values)).isEqualTo(5);
        assertThat(Samples.standardDeviation(values)).isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
        assertThat(Samples.median(values)).isEqualTo(4.5);
        assertThat(Samples.quantile(new double[] {1, 2, 3, 4}, 0.25)).isEqualTo(1.75);
        assertThat(Samples.standardDeviation(new double[] {1})).isNaN();
    }

    @Test
    void wilsonIntervalOfAPublishedExample() {
        // 81 of 263, 95 %: 0.2553 to 0.3662 (Newcombe 1998, table I, method 3).
        Interval interval = Wilson.share(81, 263, 0.95).interval();
        assertThat(interval.low()).isCloseTo(0.2553, within(5e-5));
        assertThat(interval.high()).isCloseTo(0.3662, within(5e-5));
        assertThat(Wilson.share(0, 20, 0.95).interval().low()).isEqualTo(0);
        assertThat(Wilson.share(20, 20, 0.95).interval().high()).isEqualTo(1);
    }

    @Test
    void spearmanByHand() {
        // Rank differences 0, 1, −1, 0: 1 − 6 · 2 / (4 · 15).
        assertThat(Correlation.spearman(new double[] {1, 2, 3, 4}, new double[] {10, 30, 20, 40}))
                .isCloseTo(0.8, within(1e-12));
    }

    @Test
    void pairedEffectByHand() {
        double[][] clusters = {{1, 3}, {2}, {3}, {4}, {2, 2}, {5}};
        PairedEffect effect = PairedEffect.of(clusters, 2000, 0.95, 1);
        assertThat(effect.units()).isEqualTo(6);
        assertThat(effect.values()).isEqualTo(8);
        assertThat(effect.mean()).isCloseTo(3, within(1e-12));
        assertThat(effect.standardDeviation()).isCloseTo(Math.sqrt(8.0 / 5), within(1e-12));
        assertThat(effect.effectSize()).isCloseTo(3 / Math.sqrt(8.0 / 5), within(1e-12));
        assertThat(effect.test()).isNotNull();
        assertThat(effect.interval().contains(3)).isTrue();
    }

    @Test
    void fewerThanSixClustersAllowNoTest() {
        assertThat(PairedEffect.of(new double[][] {{1}, {2}, {3}, {4}, {5}}, 200, 0.95, 1)
                        .test())
                .isNull();
    }
}
