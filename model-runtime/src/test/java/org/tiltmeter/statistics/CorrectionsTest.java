package org.tiltmeter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.tiltmeter.work.Cancellation;

class CorrectionsTest {

    @Test
    void holmByHand() {
        assertThat(Corrections.holm(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    }

    @Test
    void benjaminiHochbergByHand() {
        assertThat(Corrections.benjaminiHochberg(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, within(1e-12));
    }

    @Property(tries = 100)
    void adjustedValuesAreOrderedAndNeverSmaller(
            @ForAll @Size(max = 30) List<@DoubleRange(min = 0, max = 1) Double> drawn) {
        double[] p = drawn.stream().mapToDouble(Double::doubleValue).toArray();
        double[] holm = Corrections.holm(p);
        double[] hochberg = Corrections.benjaminiHochberg(p);
        for (int i = 0; i < p.length; i++) {
            assertThat(hochberg[i]).isBetween(p[i] - 1e-15, holm[i] + 1e-15);
            assertThat(holm[i]).isLessThanOrEqualTo(1);
            for (int j = 0; j < p.length; j++) {
                if (p[i] < p[j]) {
                    assertThat(holm[i]).isLessThanOrEqualTo(holm[j]);
                    assertThat(hochberg[i]).isLessThanOrEqualTo(hochberg[j]);
                }
            }
        }
    }

    @Test
    void maxTFindsThePlantedHypothesisAmongNoise() {
        Random random = new Random(8);
        double[][] differences = new double[100][24];
        for (int hypothesis = 0; hypothesis < 100; hypothesis++) {
            for (int unit = 0; unit < 24; unit++) {
                differences[hypothesis][unit] = random.nextGaussian() + (hypothesis == 37 ? 2 : 0);
            }
        }
        double[] adjusted = WestfallYoung.signFlip(differences, 2000, 1, new Cancellation());
        assertThat(adjusted[37]).isLessThan(0.01);
        for (int hypothesis = 0; hypothesis < 100; hypothesis++) {
            if (hypothesis != 37) {
                assertThat(adjusted[hypothesis]).isGreaterThan(0.05);
            }
        }
    }

    @Test
    void maxTOfOneHypothesisIsItsOwnSignFlipTest() {
        Random random = new Random(9);
        double[] differences = random.doubles(20).map(value -> value - 0.35).toArray();
        double adjusted = WestfallYoung.signFlip(new double[][] {differences}, 20_000, 1, new Cancellation())[0];
        assertThat(adjusted).isCloseTo(SignFlipTest.of(differences, 20_000, 2).p(), within(0.01));
    }

    @Test
    void maxTKeepsFalseAlarmsRareOverAllTests() {
        Random random = new Random(10);
        int alarms = 0;
        for (int study = 0; study < 200; study++) {
            double[][] differences = new double[20][12];
            for (double[] row : differences) {
                for (int unit = 0; unit < row.length; unit++) {
                    row[unit] = random.nextGaussian();
                }
            }
            double[] adjusted = WestfallYoung.signFlip(differences, 300, study, new Cancellation());
            for (double p : adjusted) {
                if (p <= 0.05) {
                    alarms++;
                    break;
                }
            }
        }
        assertThat(alarms).isBetween(1, 22);
    }
}
