package org.tiltmeter.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExpertStatisticsTest {

    @Test
    void informationIsOneForInseparableZeroForIndependentAndMinusOneForNever() {
        assertThat(ExpertStatistics.normalisedInformation(10, 10, 10, 100)).isCloseTo(1, within(1e-12));
        assertThat(ExpertStatistics.normalisedInformation(5, 50, 10, 100)).isCloseTo(0, within(1e-12));
        assertThat(ExpertStatistics.normalisedInformation(0, 50, 10, 100)).isEqualTo(-1);
        assertThat(ExpertStatistics.normalisedInformation(0, 0, 10, 100)).isNaN();
        assertThat(ExpertStatistics.normalisedInformation(100, 100, 100, 100)).isZero();
        double byHand = Math.log(0.06 / (0.2 * 0.1)) / Math.log(2) / (-Math.log(0.06) / Math.log(2));
        assertThat(ExpertStatistics.normalisedInformation(6, 20, 10, 100)).isCloseTo(byHand, within(1e-12));
    }

    @Test
    void giniAndBalanceOfEqualAndOfOneSidedUse() {
        double[] equal = {0.25, 0.25, 0.25, 0.25};
        double[] one = {0, 1, 0, 0};
        assertThat(ExpertStatistics.gini(equal)).isCloseTo(0, within(1e-12));
        assertThat(ExpertStatistics.gini(one)).isCloseTo(0.75, within(1e-12));
        assertThat(ExpertStatistics.gini(new double[3])).isZero();
        assertThat(ExpertStatistics.balance(equal, equal)).isCloseTo(1, within(1e-12));
        assertThat(ExpertStatistics.balance(one, one)).isCloseTo(4, within(1e-12));
        double[] uneven = {0.1, 0.5, 0.3, 0.1};
        double differences = 0;
        for (double first : uneven) {
            for (double second : uneven) {
                differences += Math.abs(first - second);
            }
        }
        assertThat(ExpertStatistics.gini(uneven)).isCloseTo(differences / (2 * 4), within(1e-12));
    }

    @Test
    void asManyExpertsAsPassTheMass() {
        double[] p = {0.1, 0.5, 0.15, 0.25};
        assertThat(ExpertStatistics.expertsToMass(p, 0.4)).isEqualTo(1);
        assertThat(ExpertStatistics.expertsToMass(p, 0.5)).isEqualTo(2);
        assertThat(ExpertStatistics.expertsToMass(p, 0.74)).isEqualTo(2);
        assertThat(ExpertStatistics.expertsToMass(p, 0.999)).isEqualTo(4);
    }

    @Test
    void superExpertsStandFarAboveTheOthersAndNeedMany() {
        double[] largest = new double[400];
        for (int i = 0; i < largest.length; i++) {
            largest[i] = 1 + i / 400.0;
        }
        largest[17] = 900;
        largest[40] = Double.NaN;
        boolean[] marked = ExpertStatistics.superExperts(largest);
        for (int i = 0; i < marked.length; i++) {
            assertThat(marked[i]).as("expert %d", i).isEqualTo(i == 17);
        }
        assertThat(ExpertStatistics.superExperts(new double[] {1, 2, 3, 4_000})).containsOnly(false);
    }

    @Test
    void turnIsNoneAlongAndTwoAgainst() {
        float[] before = {1, 0};
        assertThat(ExpertStatistics.turn(before, new float[] {3, 0})).isCloseTo(0, within(1e-9));
        assertThat(ExpertStatistics.turn(before, new float[] {-3, 0})).isCloseTo(2, within(1e-9));
        assertThat(ExpertStatistics.turn(before, new float[] {-1, 1})).isCloseTo(1, within(1e-9));
        assertThat(ExpertStatistics.turn(new float[2], new float[] {1, 1})).isZero();
    }
}
