package org.tiltmeter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EquivalenceTestTest {

    @Test
    void byHand() {
        // Mean 0.1, standard error 0.1 / √4 = 0.05; t = (0.1 − 0.3) / 0.05 = −4 with 3 degrees of freedom: p = 0.01400.
        double[] values = {0.1 - 0.1, 0.1 + 0.1, 0.1 - Math.sqrt(0.005), 0.1 + Math.sqrt(0.005)};
        assertThat(Samples.standardDeviation(values)).isCloseTo(0.1, within(1e-12));
        EquivalenceTest test = EquivalenceTest.of(values, 0.3, 0.95);
        assertThat(test.p()).isCloseTo(0.01400, within(5e-5));
        assertThat(test.equivalent()).isTrue();
        assertThat(EquivalenceTest.of(values, 0.15, 0.95).equivalent()).isFalse();
    }

    @Test
    void aDifferenceAsLargeAsTheMarginIsRarelyCalledEquivalent() {
        Random random = new Random(1);
        int alarms = 0;
        for (int study = 0; study < 1000; study++) {
            double[] values = new double[20];
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.1 + 0.1 * random.nextGaussian();
            }
            alarms += EquivalenceTest.of(values, 0.1, 0.95).equivalent() ? 1 : 0;
        }
        assertThat(alarms).isBetween(25, 80);
    }

    @Test
    void valuesWithoutSpreadAreDecidedByTheirMean() {
        assertThat(EquivalenceTest.of(new double[] {0, 0, 0}, 0.1, 0.95).equivalent())
                .isTrue();
        assertThat(EquivalenceTest.of(new double[] {1, 1, 1}, 0.1, 0.95).equivalent())
                .isFalse();
    }
}
