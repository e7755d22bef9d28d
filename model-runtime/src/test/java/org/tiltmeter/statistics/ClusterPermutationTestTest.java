package org.tiltmeter.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tiltmeter.statistics.ClusterPermutationTest.Cluster;
import org.tiltmeter.work.Cancellation;

class ClusterPermutationTestTest {

    private static double[][] noise(int places, int units, long seed) {
        Random random = new Random(seed);
        double[][] differences = new double[places][units];
        for (double[] row : differences) {
            for (int unit = 0; unit < units; unit++) {
                row[unit] = random.nextGaussian();
            }
        }
        return differences;
    }

    @Test
    void aPlantedRunIsFoundWhereItLies() {
        double[][] differences = noise(20, 16, 1);
        for (int place = 8; place < 13; place++) {
            for (int unit = 0; unit < 16; unit++) {
                differences[place][unit] -= 2.5;
            }
        }
        List<Cluster> clusters = ClusterPermutationTest.signFlip(differences, 0.95, 2_000, 7, new Cancellation());
        Cluster largest = clusters.stream()
                .max(java.util.Comparator.comparingDouble(Cluster::mass))
                .orElseThrow();
        assertThat(largest.from()).isBetween(7, 8);
        assertThat(largest.to()).isBetween(13, 14);
        assertThat(largest.positive()).isFalse();
        assertThat(largest.p()).isLessThan(0.01);
    }

    @Test
    void noiseAloneGivesAnyFalseRunAboutAsOftenAsTheLevelSays() {
        int alarms = 0;
        for (int seed = 0; seed < 400; seed++) {
            List<Cluster> clusters =
                    ClusterPermutationTest.signFlip(noise(10, 12, 1_000 + seed), 0.95, 300, seed, new Cancellation());
            alarms += clusters.stream().anyMatch(cluster -> cluster.p() <= 0.05) ? 1 : 0;
        }
        assertThat(alarms / 400.0).isBetween(0.02, 0.08);
    }

    @Test
    void tooFewUnitsGiveNoTest() {
        assertThat(ClusterPermutationTest.signFlip(noise(4, 5, 3), 0.95, 100, 1, new Cancellation()))
                .isEmpty();
    }
}
