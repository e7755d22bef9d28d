package org.tiltmeter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SignFlipTestTest {

    @Test
    void sixEqualSignsReachTheSmallestPossibleP() {
        TestResult result = SignFlipTest.of(new double[] {1, 2, 3, 4, 5, 6}, 10_000, 1);
        assertThat(result.exact()).isTrue();
        assertThat(result.permutations()).isEqualTo(64);
        assertThat(result.p()).isEqualTo(2.0 / 64);
        assertThat(result.statistic()).isEqualTo(3.5);
    }

    @Test
    void ofThreeDifferencesCountedByHand() {
        // Sums over the eight patterns of 1, 2, 3: 6, 0, 2, 4 and their negatives; |sum| of 1 + 2 − 3 is 0.
        assertThat(SignFlipTest.of(new double[] {1, 2, -3}, 100, 1).p()).isEqualTo(1);
        assertThat(SignFlipTest.of(new double[] {-1, 2, 3}, 100, 1).p()).isEqualTo(0.5);
        assertThat(SignFlipTest.of(new double[] {1, 2, 3}, 100, 1).p()).isEqualTo(0.25);
    }

    @Property(tries = 60)
    void equalsEnumerationByBits(
            @ForAll @Size(min = 1, max = 10) double[] raw, @ForAll @DoubleRange(min = 0.1, max = 5) double scale) {
        double[] values =
                Arrays.stream(raw).map(value -> scale * Math.sin(value)).toArray();
        double observed = Math.abs(Arrays.stream(values).sum());
        double slack = 1e-12 * Arrays.stream(values).map(Math::abs).sum();
        int count = 0;
        for (int pattern = 0; pattern < 1 << values.length; pattern++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += (pattern >> i & 1) == 0 ? values[i] : -values[i];
            }
            if (Math.abs(sum) >= observed - slack) {
                count++;
            }
        }
        assertThat(SignFlipTest.of(values, 10, 1).p()).isCloseTo((double) count / (1 << values.length), within(1e-12));
    }

    @Test
    void sampledPAgreesWithEnumeration() {
        Random random = new Random(17);
        double[] sixteen = random.doubles(16).map(value -> value - 0.38).toArray();
        double exact = SignFlipTest.of(sixteen, 1, 1).p();
        // A seventeenth difference of zero changes no sum, but makes the test sample.
        TestResult sampled = SignFlipTest.of(Arrays.copyOf(sixteen, 17), 50_000, 1);
        assertThat(sampled.exact()).isFalse();
        assertThat(sampled.p()).isCloseTo(exact, within(0.01));
    }

    @Test
    void sampledPIsNeverZero() {
        double[] strong = new double[30];
        Arrays.fill(strong, 1);
        assertThat(SignFlipTest.of(strong, 9_999, 1).p()).isEqualTo(1.0 / 10_000);
    }

    @Test
    void pIsAboutUniformWhenThereIsNoEffect() {
        Random random = new Random(2024);
        int below5 = 0;
        int below50 = 0;
        for (int study = 0; study < 1000; study++) {
            double[] differences = random.doubles(18).map(value -> value - 0.5).toArray();
            double p = SignFlipTest.of(differences, 400, study).p();
            below5 += p <= 0.05 ? 1 : 0;
            below50 += p <= 0.5 ? 1 : 0;
        }
        assertThat(below5).isBetween(28, 74);
        assertThat(below50).isBetween(440, 560);
    }
}
