package org.tiltmeter.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.junit.jupiter.api.Test;
import org.tiltmeter.testing.WordModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Every way to find a direction against synthetic rows with a planted one, and against slow
/// reference code.
class DirectionMethodsTest {

    private static final int SIZE = 30;
    private static final int ROWS = 60;

    private static final float[] PLANTED = planted();

    private static float[] planted() {
        double[] planted = new double[SIZE];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < SIZE; i++) {
            planted[i] = random.nextGaussian();
        }
        return Vectors.unit(planted);
    }

    /// Rows that share noise within a pair, shifted along the planted direction.
    static float[][] rows(double shift, long seed) {
        float[][] rows = new float[ROWS][SIZE];
        for (int row = 0; row < ROWS; row++) {
            SplittableRandom random = new SplittableRandom(1_000 * seed + row);
            SplittableRandom own = new SplittableRandom(77 * seed + row + (shift > 0 ? 500_000 : 0));
            double size = shift * own.nextDouble(0.6, 1.4);
            for (int i = 0; i < SIZE; i++) {
                rows[row][i] = (float) (3 + random.nextGaussian() + 0.3 * own.nextGaussian() + size * PLANTED[i]);
            }
        }
        return rows;
    }

    @Test
    void everyMethodRecoversThePlantedDirectionAndPredictsHeldOutRows() {
        ConceptSettings settings = ConceptSettings.defaults().withMethods(List.of(DirectionMethod.values()));
        List<ConceptDirection> directions =
                new DirectionFit(rows(1.5, 1), rows(-1.5, 1)).directions("planted", 2, settings, new Cancellation());
        assertThat(directions).hasSize(DirectionMethod.values().length);
        for (ConceptDirection direction : directions) {
            String method = direction.method().fileName();
            assertThat(Vectors.dot(direction.direction(), PLANTED)).as(method).isGreaterThan(0.85);
            assertThat(direction.accuracy()).as(method).isGreaterThan(0.85);
            assertThat(direction.nullAccuracy()).as(method).isBetween(0.35, 0.65);
            assertThat(direction.isReliable()).as(method).isTrue();
        }
    }

    @Test
    void nothingPlantedPredictsNothing() {
        ConceptSettings settings = ConceptSettings.defaults().withMethods(List.of(DirectionMethod.values()));
        for (ConceptDirection direction :
                new DirectionFit(rows(1e-9, 4), rows(1e-9, 9)).directions("none", 0, settings, new Cancellation())) {
            assertThat(direction.accuracy()).as(direction.method().fileName()).isBetween(0.2, 0.8);
            assertThat(direction.isReliable()).isFalse();
        }
    }

    /// Bolukbasi's recipe word for word: both vectors of each pair less the pair's mean, their
    /// covariance, its first eigenvector.
    @Test
    void pairComponentIsTheFirstEigenvectorOfTheCentredPairs() {
        float[][] positive = rows(1.5, 1);
        float[][] negative = rows(-1.5, 1);
        double[][] covariance = new double[SIZE][SIZE];
        for (int pair = 0; pair < ROWS; pair++) {
            for (float[][] side : List.of(positive, negative)) {
                for (int i = 0; i < SIZE; i++) {
                    for (int j = 0; j < SIZE; j++) {
                        double centredI = side[pair][i] - (positive[pair][i] + negative[pair][i]) / 2.0;
                        double centredJ = side[pair][j] - (positive[pair][j] + negative[pair][j]) / 2.0;
                        covariance[i][j] += centredI * centredJ;
                    }
                }
            }
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(covariance));
        float[] expected = Vectors.unit(eigen.getEigenvector(0).toArray());
        ConceptDirection direction = new DirectionFit(positive, negative)
                .directions(
                        "pairs",
                        0,
                        ConceptSettings.defaults().withMethods(List.of(DirectionMethod.PAIR_COMPONENT)),
                        new Cancellation())
                .getFirst();
        assertThat(Math.abs(Vectors.dot(expected, direction.direction()))).isCloseTo(1, within(1e-5));
    }

    @Test
    void principalComponentsAreThoseOfAFullDecomposition() {
        SplittableRandom random = new SplittableRandom(8);
        double[][] rows = new double[25][12];
        double[][] products = new double[12][12];
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextGaussian() * (i + 1);
            }
            for (int i = 0; i < 12; i++) {
                for (int j = 0; j < 12; j++) {
                    products[i][j] += row[i] * row[j];
                }
            }
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(products));
        PrincipalComponents components = PrincipalComponents.of(rows, 3);
        double total = 0;
        for (int i = 0; i < 12; i++) {
            total += products[i][i];
        }
        for (int k = 0; k < 3; k++) {
            assertThat(Math.abs(Vectors.dot(
                            components.axes()[k], eigen.getEigenvector(k).toArray())))
                    .isCloseTo(1, within(1e-9));
            assertThat(components.shares()[k]).isCloseTo(eigen.getEigenvalue(k) / total, within(1e-12));
        }
        assertThat(PrincipalComponents.of(new double[3][5], 2).axes()).isEmpty();
    }

    @Test
    void aSeparatorInTheOriginalSpaceGivesTheSameSides() {
        float[][] positive = rows(1.5, 1);
        DirectionFit fit = new DirectionFit(positive, rows(-1.5, 1));
        for (DirectionMethod method : DirectionMethod.values()) {
            Separator separator = fit.separator(method, fit.labels(), fit.every(), 1);
            int right = 0;
            for (float[] row : positive) {
                right += separator.side(Vectors.doubles(row)) > 0 ? 1 : 0;
            }
            assertThat(right).as(method.fileName()).isGreaterThan(50);
        }
    }

    @Test
    void pairsMustBeWholeAndLayersExist() {
        WordModel model = new WordModel((before, word) -> -1);
        ConceptSet set = new ConceptSet(
                "Uneven",
                "",
                "",
                List.of(new Concept("uneven", List.of("a", "b", "c", "d", "e"), List.of("f", "g", "h", "i"))));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ConceptAnalysis.run(
                        model,
                        set,
                        ConceptSettings.defaults().withMethods(List.of(DirectionMethod.READING_VECTOR)),
                        Progress.none(),
                        new Cancellation()))
                .withMessageContaining("\"uneven\" has 5 positive and 4 negative texts");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ConceptAnalysis.run(
                        model,
                        set,
                        ConceptSettings.defaults().withLayers(List.of(3)),
                        Progress.none(),
                        new Cancellation()))
                .withMessage("The model has no hidden state 3; they go from 0, the embedding, to 2.");
        ConceptAnalysis one = ConceptAnalysis.run(
                model,
                set,
                ConceptSettings.defaults().withLayers(List.of(2, 1, 2)),
                Progress.none(),
                new Cancellation());
        assertThat(one.lookedAt()).containsExactly(1, 2);
        assertThat(one.directions()).hasSize(4);
        assertThat(one.layers()).isEqualTo(3);
    }
}
