package org.tiltmeter.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContextualAssociationTest {

    /// The formulas of DerSimonian and Laird, term by term.
    @Test
    void contextsAreCombinedByRandomEffects() {
        double[] effects = {0.2, 0.9, 0.5, -0.1};
        double[] variances = {0.04, 0.02, 0.05, 0.03};
        double w = 1 / 0.04 + 1 / 0.02 + 1 / 0.05 + 1 / 0.03;
        double wd = 0.2 / 0.04 + 0.9 / 0.02 + 0.5 / 0.05 - 0.1 / 0.03;
        double wdd = 0.04 / 0.04 + 0.81 / 0.02 + 0.25 / 0.05 + 0.01 / 0.03;
        double ww = 625 + 2500 + 400 + 1 / 0.0009;
        double between = ((wdd - wd * wd / w) - 3) / (w - ww / w);
        double top = 0;
        double bottom = 0;
        for (int i = 0; i < 4; i++) {
            top += effects[i] / (variances[i] + between);
            bottom += 1 / (variances[i] + between);
        }
        ContextualAssociation.Combination combined = ContextualAssociation.combined(effects, variances);
        assertThat(combined.betweenVariance()).isCloseTo(between, within(1e-12));
        assertThat(combined.effect()).isCloseTo(top / bottom, within(1e-12));
        double[] alike = {0.5, 0.5, 0.5};
        assertThat(combined.heterogeneity()).isBetween(0.0, 1.0);
        assertThat(ContextualAssociation.combined(alike, new double[] {1, 2, 3}).betweenVariance())
                .isZero();
    }

    private static double[][][] words(int words, SplittableRandom random) {
        double[][][] vectors = new double[words][2][3];
        for (double[][] contexts : vectors) {
            for (double[] context : contexts) {
                for (int dimension = 0; dimension < context.length; dimension++) {
                    context[dimension] = random.nextDouble(-1, 1);
                }
            }
        }
        return vectors;
    }

    private static ContextualAssociation of(int first, int second) {
        SplittableRandom random = new SplittableRandom(5);
        return ContextualAssociation.of(
                words(first, random), words(second, random), words(2, random), words(2, random), 2, 42);
    }

    @Test
    void fewerThanAThousandPartitionsAreAllLookedAtAndOfMoreAThousand() {
        assertThat(of(6, 6).partitions()).isEqualTo(924);
        assertThat(of(6, 6).exact()).isTrue();
        assertThat(of(1, 998).partitions()).isEqualTo(999);
        assertThat(of(1, 998).exact()).isTrue();
        assertThat(of(1, 999).partitions()).isEqualTo(1_000);
        assertThat(of(1, 999).exact()).isFalse();
        assertThat(of(6, 7).partitions()).isEqualTo(1_000);
        assertThat(of(6, 7).exact()).isFalse();
    }
}
