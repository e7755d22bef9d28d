package org.tiltmeter.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearErasureTest {

    private static final int SIZE = 20;

    /// Correlated noise, with a shift of several dimensions for one class.
    private static float[][] rows(int count, double shift, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] rows = new float[count][SIZE];
        for (float[] row : rows) {
            double common = random.nextGaussian();
            for (int i = 0; i < SIZE; i++) {
                row[i] = (float) (2 + common * (i % 3) + random.nextGaussian() * (1 + 0.2 * i) + (i < 4 ? shift : 0));
            }
        }
        return rows;
    }

    private static float[][] apply(LinearErasure erasure, float[][] rows) {
        float[][] erased = new float[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            erased[row] = erasure.apply(rows[row]);
        }
        return erased;
    }

    private static double accuracy(
            float[][] positive, float[][] negative, float[][] newPositive, float[][] newNegative) {
        DirectionFit fit = new DirectionFit(positive, negative);
        Separator probe = fit.separator(DirectionMethod.LOGISTIC_REGRESSION, fit.labels(), fit.every(), 1);
        double right = 0;
        for (float[] row : newPositive) {
            right += (1 + Math.signum(probe.side(Vectors.doubles(row)))) / 2;
        }
        for (float[] row : newNegative) {
            right += (1 - Math.signum(probe.side(Vectors.doubles(row)))) / 2;
        }
        return right / (newPositive.length + newNegative.length);
    }

    @Test
    void noLinearProbeFindsTheConceptInNewRowsAfterwards() {
        float[][] positive = rows(1_000, 1, 1);
        float[][] negative = rows(1_000, -1, 2);
        float[][] newPositive = rows(1_000, 1, 3);
        float[][] newNegative = rows(1_000, -1, 4);
        assertThat(accuracy(positive, negative, newPositive, newNegative)).isGreaterThan(0.85);
        for (LinearErasure erasure :
                List.of(LinearErasure.leace(positive, negative), LinearErasure.inlp(positive, negative, 8, 1))) {
            // 2,000 new rows: chance lies within 0.5 ± 0.033 in 99.7 %.
            assertThat(accuracy(
                            apply(erasure, positive),
                            apply(erasure, negative),
                            apply(erasure, newPositive),
                            apply(erasure, newNegative)))
                    .as(erasure.name())
                    .isBetween(0.44, 0.56);
            // Not even a probe that learns from new rows.
            assertThat(accuracy(
                            apply(erasure, newPositive),
                            apply(erasure, newNegative),
                            apply(erasure, rows(1_000, 1, 5)),
                            apply(erasure, rows(1_000, -1, 6))))
                    .as(erasure.name())
                    .isBetween(0.44, 0.56);
        }
    }

    @Test
    void erasingTwiceChangesNothingMoreAndTheMeansBecomeOne() {
        for (int count : new int[] {8, 200}) {
            float[][] positive = rows(count, 1, 5);
            float[][] negative = rows(count, -1, 6);
            for (LinearErasure erasure :
                    List.of(LinearErasure.leace(positive, negative), LinearErasure.inlp(positive, negative, 4, 1))) {
                float[][] once = apply(erasure, positive);
                float[][] twice = apply(erasure, once);
                for (int row = 0; row < count; row++) {
                    for (int i = 0; i < SIZE; i++) {
                        assertThat(twice[row][i]).isCloseTo(once[row][i], within(2e-5f));
                    }
                }
            }
            LinearErasure leace = LinearErasure.leace(positive, negative);
            float[][] one = apply(leace, positive);
            float[][] two = apply(leace, negative);
            for (int i = 0; i < SIZE; i++) {
                double difference = 0;
                for (int row = 0; row < count; row++) {
                    difference += (one[row][i] - two[row][i]) / count;
                }
                assertThat(difference).isCloseTo(0, within(1e-5));
            }
        }
    }

    /// LEACE moves rows less than projecting the difference of means out, which erases it as
    /// well.
    @Test
    void leaceIsTheSmallerChange() {
        float[][] positive = rows(2_000, 1, 7);
        float[][] negative = rows(2_000, -1, 8);
        LinearErasure leace = LinearErasure.leace(positive, negative);
        DirectionFit fit = new DirectionFit(positive, negative);
        double[] normal = Vectors.doubles(
                Vectors.unit(fit.separator(DirectionMethod.DIFFERENCE_OF_MEANS, fit.labels(), fit.every(), 1)
                        .weights()));
        LinearErasure plain =
                new LinearErasure("plain", leace.mean(), new double[][] {normal}, new double[][] {normal});
        assertThat(moved(leace, positive)).isLessThan(moved(plain, positive));
    }

    private static double moved(LinearErasure erasure, float[][] rows) {
        double squares = 0;
        float[][] erased = apply(erasure, rows);
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < SIZE; i++) {
                squares += Math.pow(erased[row][i] - rows[row][i], 2);
            }
        }
        return squares;
    }
}
