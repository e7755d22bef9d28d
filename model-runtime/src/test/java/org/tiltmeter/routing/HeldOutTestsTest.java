package org.tiltmeter.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tiltmeter.work.Cancellation;

class HeldOutTestsTest {

    private static final int TEMPLATES = 12;

    private static StudySettings settings(long seed) {
        return new StudySettings(seed, 500, 0.95, 200, LayerDivergence.Region.LATER);
    }

    @Test
    void severalStrongDifferencesAreAllConfirmedWithFewTemplates() {
        double[][] differences = new double[6][TEMPLATES];
        SplittableRandom random = new SplittableRandom(5);
        for (int row = 0; row < differences.length; row++) {
            for (int i = 0; i < TEMPLATES; i++) {
                differences[row][i] = row < 3 ? 1 + 0.1 * row + 0.1 * random.nextDouble() : random.nextDouble() - 0.5;
            }
        }
        HeldOutTests tests = HeldOutTests.of(differences, settings(7), new Cancellation());
        for (int row = 0; row < 3; row++) {
            assertThat(tests.isConfirmed(row)).isTrue();
            assertThat(Objects.requireNonNull(tests.confirmationP(row))).isLessThan(0.05);
        }
        for (int row = 3; row < 6; row++) {
            assertThat(tests.isConfirmed(row)).isFalse();
        }
    }

    @Test
    void whereNothingIsHardlyEverAnythingIsConfirmed() {
        int alarms = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            double[][] differences = new double[8][TEMPLATES];
            for (double[] row : differences) {
                for (int i = 0; i < TEMPLATES; i++) {
                    row[i] = random.nextGaussian();
                }
            }
            HeldOutTests tests = HeldOutTests.of(differences, settings(run), new Cancellation());
            for (int row = 0; row < differences.length; row++) {
                alarms += tests.isConfirmed(row) ? 1 : 0;
            }
        }
        assertThat(alarms).isLessThan(runs / 100);
    }

    /// Counts how often the true mean lies within, over many samples whose truth is known.
    @Test
    void intervalsHoldTheTruthAboutAsOftenAsTheySay() {
        int samples = 1_000;
        int templates = 40;
        double[][] differences = new double[samples][templates];
        SplittableRandom random = new SplittableRandom(11);
        for (double[] row : differences) {
            for (int i = 0; i < templates; i++) {
                row[i] = 0.3 + random.nextGaussian();
            }
        }
        HeldOutTests tests = HeldOutTests.of(differences, settings(3), new Cancellation());
        int held = 0;
        for (int row = 0; row < samples; row++) {
            held += tests.interval(row).getFirst() <= 0.3
                            && 0.3 <= tests.interval(row).getLast()
                    ? 1
                    : 0;
        }
        assertThat(held).isBetween(920, 970);
    }

    @Test
    void whatNeverVariesHasAnIntervalOfNoWidthAndOneTemplateHasNone() {
        double[][] same = new double[1][TEMPLATES];
        Arrays.fill(same[0], 0.25);
        assertThat(HeldOutTests.of(same, settings(1), new Cancellation()).interval(0))
                .containsExactly(0.25, 0.25);
        double[][] one = {{0.25}};
        assertThat(HeldOutTests.of(one, settings(1), new Cancellation()).interval(0))
                .isEmpty();
    }
}
