package org.tiltmeter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusteredRegressionTest {

    @Test
    void oneTreatmentInEachOfThreeClustersByHand() {
        // Within each cluster treated minus untreated is 1, 2 and 3: the coefficient is their mean.
        double[] values = {5, 6, 10, 12, -1, 2};
        double[][] treated = {{0}, {1}, {0}, {1}, {0}, {1}};
        ClusteredRegression fit = ClusteredRegression.of(values, treated, new String[] {"a", "a", "b", "b", "c", "c"});
        assertThat(fit.coefficients()[0]).isCloseTo(2, within(1e-12));
        // Residuals of the treated are −0.5, 0, 0.5, so the clusters' scores are −0.5, 0, 0.5; gram 1.5;
        // factor 3/2 · 5/2.
        double variance = 0.5 / (1.5 * 1.5) * (3.0 / 2) * (5.0 / 2);
        assertThat(fit.standardErrors()[0]).isCloseTo(Math.sqrt(variance), within(1e-12));
        assertThat(fit.interval(0, 0.95).contains(2)).isTrue();
    }

    @Test
    void differencesBetweenClustersPlayNoPartAndEffectsAreRecovered() {
        Random random = new Random(4);
        int n = 600;
        double[] values = new double[n];
        double[][] predictors = new double[n][2];
        String[] clusters = new String[n];
        for (int i = 0; i < n; i++) {
            int cluster = i % 20;
            clusters[i] = "c" + cluster;
            predictors[i][0] = random.nextBoolean() ? 1 : 0;
            predictors[i][1] = random.nextGaussian() + cluster;
            values[i] = 100 * cluster + 0.7 * predictors[i][0] - 0.3 * predictors[i][1] + 0.2 * random.nextGaussian();
        }
        ClusteredRegression fit = ClusteredRegression.of(values, predictors, clusters);
        assertThat(fit.coefficients()[0]).isCloseTo(0.7, within(0.06));
        assertThat(fit.coefficients()[1]).isCloseTo(-0.3, within(0.03));
        assertThat(fit.p()[0]).isLessThan(1e-6);
        assertThat(fit.clusters()).isEqualTo(20);
    }

    @Test
    void falseAlarmsAreAboutAsRareAsTheyShouldBe() {
        Random random = new Random(9);
        int alarms = 0;
        for (int study = 0; study < 400; study++) {
            double[] values = new double[200];
            double[][] predictors = new double[200][1];
            String[] clusters = new String[200];
            for (int i = 0; i < 200; i++) {
                clusters[i] = "c" + i / 10;
                predictors[i][0] = i % 2;
                values[i] = random.nextGaussian();
            }
            alarms += ClusteredRegression.of(values, predictors, clusters).p()[0] < 0.05 ? 1 : 0;
        }
        assertThat(alarms).isBetween(8, 36);
    }

    @Test
    void predictorsThatNeverVaryWithinAClusterAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusteredRegression.of(
                        new double[] {1, 2, 3, 4}, new double[][] {{0}, {0}, {1}, {1}}, new String[] {"a", "a", "b", "b"
                        }));
    }
}
