package org.tiltmeter.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.TokenAlignment.Column;
import org.tiltmeter.probe.TokenAlignment.Part;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingMatrix.Quantity;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.testing.Probes;
import org.tiltmeter.testing.WordModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class RoutingComparisonTest {

    private final CounterfactualPair pair = Expansion.of(Probes.occupations())
            .pairs()
            .filter(one -> !one.control())
            .findFirst()
            .orElseThrow();
    private final RoutingComparison comparison =
            RoutingComparison.of(new WordModel((before, word) -> -1), pair, Progress.none(), new Cancellation());

    @Test
    void columnsShowBothTexts() {
        List<String> a = new ArrayList<>();
        List<String> b = new ArrayList<>();
        for (int column = 0; column < comparison.alignment().columns().size(); column++) {
            a.add(comparison.tokenA(column).orElse("-"));
            b.add(comparison.tokenB(column).orElse("-"));
        }
        assertThat(a)
                .containsExactly("<s>", "On", "Monday", ",", "the", "nurse", "said", "that", "she", "was", "late", ".");
        assertThat(b)
                .containsExactly("<s>", "On", "Monday", ",", "the", "nurse", "said", "that", "he", "was", "late", ".");
    }

    @Test
    void everyCellEqualsTheTrace() {
        for (int layer : comparison.layers()) {
            for (Variant variant : List.of(Variant.A, Variant.B)) {
                RoutingTrace routing = comparison.routing(layer, variant);
                for (Quantity quantity :
                        List.of(Quantity.ROUTER_PROBABILITY, Quantity.APPLIED_WEIGHT, Quantity.CHOSEN)) {
                    RoutingMatrix matrix = comparison.matrix(layer, quantity, variant);
                    assertThat(matrix.experts()).isEqualTo(8);
                    for (int column = 0; column < matrix.columns(); column++) {
                        for (int expert = 0; expert < 8; expert++) {
                            // The texts have equally many tokens, so columns are tokens.
                            int chosen = expert;
                            double expected =
                                    switch (quantity) {
                                        case ROUTER_PROBABILITY -> probability(routing, column, expert);
                                        case APPLIED_WEIGHT -> routing.weight(column, expert);
                                        case CHOSEN ->
                                            java.util.Arrays.stream(routing.chosen()[column])
                                                            .anyMatch(one -> one == chosen)
                                                    ? 1
                                                    : 0;
                                        case OUTPUT_NORM, CONTRIBUTION -> throw new AssertionError(quantity);
                                    };
                            assertThat(matrix.values()[expert][column]).isCloseTo(expected, within(1e-12));
                            double difference = comparison.matrix(layer, quantity, Variant.DIFFERENCE)
                                    .values()[expert][column];
                            assertThat(difference)
                                    .isEqualTo(comparison.matrix(layer, quantity, Variant.A)
                                                    .values()[expert][column]
                                            - comparison.matrix(layer, quantity, Variant.B)
                                                    .values()[expert][column]);
                        }
                    }
                }
            }
        }
    }

    @Test
    void whatWasNotCapturedIsMissingAndLoadsAreCounted() {
        int layer = comparison.layers().getFirst();
        assertThat(comparison.has(Quantity.OUTPUT_NORM)).isFalse();
        assertThat(comparison.column(layer, Quantity.CONTRIBUTION, Variant.A, 0))
                .isEmpty();
        assertThat(comparison.matrix(layer, Quantity.OUTPUT_NORM, Variant.A).values()[0])
                .containsOnly(Double.NaN);
        RoutingTrace routing = comparison.routing(layer, Variant.B);
        double[] loads = comparison.loads(layer, Variant.B);
        for (int expert = 0; expert < routing.experts(); expert++) {
            int taken = 0;
            for (int token = 0; token < routing.tokens(); token++) {
                for (int chosen : routing.chosen()[token]) {
                    taken += chosen == expert ? 1 : 0;
                }
            }
            assertThat(loads[expert]).isCloseTo((double) taken / routing.tokens(), within(1e-12));
        }
    }

    private static double probability(RoutingTrace routing, int token, int expert) {
        double sum = 0;
        for (int other = 0; other < routing.experts(); other++) {
            sum += Math.exp(routing.routerLogits().get(token, other));
        }
        return Math.exp(routing.routerLogits().get(token, expert)) / sum;
    }

    /// Jensen-Shannon by its other definition: mean Kullback-Leibler divergence from the middle, in bits.
    private static double slowDivergence(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double m = 0.5 * p[i] + 0.5 * q[i];
            sum += p[i] == 0 ? 0 : 0.5 * p[i] * Math.log(p[i] / m) / Math.log(2);
            sum += q[i] == 0 ? 0 : 0.5 * q[i] * Math.log(q[i] / m) / Math.log(2);
        }
        return sum;
    }

    @Test
    void divergencesEqualSlowReferenceCode() {
        for (int layer : comparison.layers()) {
            RoutingTrace a = comparison.routing(layer, Variant.A);
            RoutingTrace b = comparison.routing(layer, Variant.B);
            LayerDivergence edited = comparison.divergence(layer, Region.EDITED).orElseThrow();
            assertThat(edited.tokens()).isEqualTo(1);
            assertThat(edited.jensenShannon())
                    .isCloseTo(slowDivergence(a.probabilities(8), b.probabilities(8)), within(1e-12));
            double sum = 0;
            double overlap = 0;
            double distance = 0;
            int later = 0;
            for (Column column : comparison.alignment().columns()) {
                if (column.part() == Part.LATER) {
                    later++;
                    sum += slowDivergence(a.probabilities(column.indexA()), b.probabilities(column.indexB()));
                    Set<Integer> union = new HashSet<>();
                    Set<Integer> common = new HashSet<>();
                    for (int expert = 0; expert < 8; expert++) {
                        boolean inA = a.weight(column.indexA(), expert) > 0;
                        boolean inB = b.weight(column.indexB(), expert) > 0;
                        if (inA || inB) {
                            union.add(expert);
                        }
                        if (inA && inB) {
                            common.add(expert);
                        }
                        distance += 0.5
                                * Math.abs(
                                        (double) a.weight(column.indexA(), expert) - b.weight(column.indexB(), expert));
                    }
                    overlap += (double) common.size() / union.size();
                }
            }
            LayerDivergence divergence =
                    comparison.divergence(layer, Region.LATER).orElseThrow();
            assertThat(later).isEqualTo(3);
            assertThat(divergence.tokens()).isEqualTo(3);
            assertThat(divergence.jensenShannon()).isCloseTo(sum / later, within(1e-12));
            assertThat(divergence.overlap()).isCloseTo(overlap / later, within(1e-12));
            assertThat(divergence.weightDistance()).isCloseTo(distance / later, within(1e-7));
            LayerDivergence answer = comparison.divergence(layer, Region.ANSWER).orElseThrow();
            assertThat(answer.jensenShannon())
                    .isCloseTo(slowDivergence(a.probabilities(11), b.probabilities(11)), within(1e-12));
        }
    }

    @Test
    void entropyAndMarginByHand() {
        assertThat(Divergence.entropy(new double[] {0.25, 0.25, 0.25, 0.25})).isCloseTo(1, within(1e-12));
        assertThat(Divergence.entropy(new double[] {1, 0, 0, 0})).isEqualTo(0);
        assertThat(Divergence.entropy(new double[] {0.5, 0.5, 0, 0})).isCloseTo(0.5, within(1e-12));
        assertThat(Divergence.margin(new double[] {0.1, 0.4, 0.2, 0.3}, 2)).isCloseTo(0.1, within(1e-12));
        assertThat(Divergence.margin(new double[] {0.6, 0.4}, 2)).isEqualTo(0);
        double[] entropies = comparison.entropies(0, Variant.A);
        assertThat(entropies).hasSize(12);
        assertThat(entropies[3])
                .isEqualTo(Divergence.entropy(comparison.routing(0, Variant.A).probabilities(3)));
        assertThat(comparison.margins(1, Variant.B)[4])
                .isEqualTo(Divergence.margin(comparison.routing(1, Variant.B).probabilities(4), 2));
    }

    @Test
    void divergenceLiesBetweenZeroAndOneBitAndIsSymmetric() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            double[] p = distribution(random);
            double[] q = distribution(random);
            double divergence = Divergence.jensenShannon(p, q);
            assertThat(divergence).isBetween(0.0, 1.0).isEqualTo(Divergence.jensenShannon(q, p));
            assertThat(divergence).isCloseTo(slowDivergence(p, q), within(1e-12));
        }
        assertThat(Divergence.jensenShannon(new double[] {1, 0}, new double[] {0, 1}))
                .isCloseTo(1, within(1e-12));
        assertThat(Divergence.overlap(new int[] {1, 2}, new int[] {2, 3})).isEqualTo(1.0 / 3);
        assertThat(Divergence.weightDistance(new double[] {0.7, 0.3, 0}, new double[] {0.5, 0, 0.5}))
                .isCloseTo(0.5, within(1e-12));
    }

    private static double[] distribution(Random random) {
        double[] p = new double[6];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = random.nextBoolean() ? random.nextDouble() : 0;
            sum += p[i];
        }
        p[0] += sum == 0 ? 1 : 0;
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum == 0 ? 1 : sum;
        }
        return p;
    }
}
