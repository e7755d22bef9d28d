package org.tiltmeter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelPermutationTestTest {

    @Test
    void twoUnitsOfTwoGroupsByHand() {
        // Of the four arrangements two have the observed range of 3.
        double[][] values = {{4, 1}, {4, 1}};
        TestResult result = LabelPermutationTest.withinUnits(values, LabelPermutationTest.Statistic.RANGE, 40_000, 1);
        assertThat(result.statistic()).isEqualTo(3);
        assertThat(result.p()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void aGroupThatAlwaysLeadsIsFound() {
        Random random = new Random(4);
        double[][] values = new double[12][4];
        for (double[] unit : values) {
            for (int group = 0; group < 4; group++) {
                unit[group] = random.nextGaussian() + (group == 2 ? 3 : 0);
            }
        }
        for (LabelPermutationTest.Statistic statistic : LabelPermutationTest.Statistic.values()) {
            assertThat(LabelPermutationTest.withinUnits(values, statistic, 5000, 1)
                            .p())
                    .isLessThan(0.01);
        }
    }

    @Test
    void pIsAboutUniformWhenGroupsAreAlike() {
        Random random = new Random(6);
        int below20 = 0;
        for (int study = 0; study < 500; study++) {
            double[][] values = new double[8][3];
            for (double[] unit : values) {
                for (int group = 0; group < 3; group++) {
                    unit[group] = random.nextGaussian();
                }
            }
            double p = LabelPermutationTest.withinUnits(
                            values, LabelPermutationTest.Statistic.BETWEEN_GROUPS, 200, study)
                    .p();
            below20 += p <= 0.2 ? 1 : 0;
        }
        assertThat(below20).isBetween(70, 130);
    }

    @Test
    void twoSamplesAgreeWithCounting() {
        // Of the six ways to choose two of 1, 2, 3, 10, two put the means at least as far apart as {1, 2} and {3, 10}.
        TestResult result = LabelPermutationTest.twoSamples(new double[] {1, 2}, new double[] {3, 10}, 60_000, 1);
        assertThat(result.statistic()).isEqualTo(-5);
        assertThat(result.p()).isCloseTo(2.0 / 6, within(0.01));
    }
}
