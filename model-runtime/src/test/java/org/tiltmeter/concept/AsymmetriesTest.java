package org.tiltmeter.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tiltmeter.testing.WordModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

class AsymmetriesTest {

    private static final int SIZE = 40;

    /// In layer 1 "women" push along dimension 0, "men" against it; "nurse" half along it and
    /// along 5, "smith" against it and along 6, "clerk" along 7 only.
    private static WordModel planted() {
        return new WordModel((before, word) -> -1, SIZE, (before, layer, dimension) -> {
            SplittableRandom random = new SplittableRandom(1000L * before.hashCode() + 31L * layer + dimension);
            double push = 0;
            if (layer == 1) {
                push += dimension == 0 ? along(before) : 0;
                push += dimension == 5 && before.contains("nurse") ? 4 : 0;
                push += dimension == 6 && before.contains("smith") ? 4 : 0;
                push += dimension == 7 && before.contains("clerk") ? 4 : 0;
                push += dimension == 8 && (before.contains("women") || before.contains("men")) ? 3 : 0;
            }
            return random.nextDouble(-1, 1) + push;
        });
    }

    private static double along(List<String> before) {
        return before.contains("women")
                ? 4
                : before.contains("men") ? -4 : before.contains("nurse") ? 3 : before.contains("smith") ? -3 : 0;
    }

    private static List<String> texts(String word) {
        List<String> texts = new ArrayList<>();
        for (String place : List.of("there", "here", "town", "home", "school", "work", "church", "market")) {
            texts.add("At " + place + " a " + word);
            texts.add("Then " + place + " the " + word);
        }
        return texts;
    }

    private static final ConceptSet SET = new ConceptSet(
            "Test",
            "",
            "",
            List.of(
                    new Concept("women", texts("women"), texts("table")),
                    new Concept("men", texts("men"), texts("table")),
                    new Concept("nurse", texts("nurse"), texts("lamp")),
                    new Concept("smith", texts("smith"), texts("lamp")),
                    new Concept("clerk", texts("clerk"), texts("lamp"))));

    private static final AsymmetryRequest REQUEST = AsymmetryRequest.of(
                    List.of("nurse", "smith", "clerk"), List.of(new ReferencePair("women", "men")))
            .withDraws(60, 99);

    private static ConceptAnalysis analysis(WordModel model) {
        return ConceptAnalysis.run(model, SET, ConceptSettings.defaults(), Progress.none(), new Cancellation());
    }

    @Test
    void plantedAsymmetriesHaveTheirSignAndUnrelatedTargetsNone() {
        WordModel model = planted();
        ConceptAnalysis analysis = analysis(model);
        for (DirectionMethod method : analysis.settings().methods()) {
            AsymmetryStudy study =
                    Asymmetries.of(model, analysis, REQUEST.withMethod(method), Progress.none(), new Cancellation());
            assertThat(study.label()).isEqualTo("CAV-cosine (our reconstruction)");
            Asymmetry nurse = mean(study, "nurse");
            Asymmetry smith = mean(study, "smith");
            Asymmetry clerk = mean(study, "clerk");
            assertThat(nurse.reliable()).isTrue();
            assertThat(nurse.layers()).isEqualTo(1);
            assertThat(nurse.score()).isGreaterThan(0.4);
            assertThat(nurse.interval().low()).isPositive();
            assertThat(nurse.p()).isLessThanOrEqualTo(0.05);
            assertThat(nurse.score()).isGreaterThan(nurse.chance());
            assertThat(smith.score()).isLessThan(-0.4);
            assertThat(smith.interval().high()).isNegative();
            assertThat(clerk.interval().contains(0)).isTrue();
            assertThat(clerk.p()).isGreaterThan(0.05);
            assertThat(clerk.adjustedP()).isGreaterThanOrEqualTo(clerk.p());
            assertThat(study.ranked().getLast()).isEqualTo(clerk);
            assertThat(study.layers()).hasSize(9);
        }
    }

    private static Asymmetry mean(AsymmetryStudy study, String target) {
        return study.ranked().stream()
                .filter(one -> one.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void scoresAreTheDifferencesOfTheCosines() {
        WordModel model = planted();
        ConceptAnalysis analysis = analysis(model);
        AsymmetryStudy study = Asymmetries.of(model, analysis, REQUEST, Progress.none(), new Cancellation());
        for (Asymmetry one : study.layers()) {
            ConceptDirection target = analysis.direction(
                    one.target(), one.layer(), study.request().method());
            double expected = target.cosine(analysis.direction(
                            "women", one.layer(), study.request().method()))
                    - target.cosine(analysis.direction(
                            "men", one.layer(), study.request().method()));
            assertThat(one.score()).isCloseTo(expected, within(1e-4));
        }
    }

    /// An encoder that only copies its input gives the cosines without one; its label is
    /// BiasLens's.
    @Test
    void anEncoderThatCopiesGivesTheSameCosines() {
        WordModel model = planted();
        ConceptAnalysis analysis = analysis(model);
        FeatureEncoder copy = new FeatureEncoder() {
            @Override
            public String name() {
                return "copy";
            }

            @Override
            public int layer() {
                return 1;
            }

            @Override
            public int features() {
                return SIZE;
            }

            @Override
            public float[][] encode(float[][] activations) {
                return activations;
            }
        };
        AsymmetryStudy plain = Asymmetries.of(model, analysis, REQUEST, Progress.none(), new Cancellation());
        AsymmetryStudy encoded = Asymmetries.of(model, analysis, REQUEST, copy, Progress.none(), new Cancellation());
        assertThat(encoded.label()).isEqualTo("BiasLens (our reconstruction)");
        assertThat(mean(encoded, "nurse").score())
                .isCloseTo(mean(plain, "nurse").score(), within(0.02));
        assertThat(mean(encoded, "smith").score())
                .isCloseTo(mean(plain, "smith").score(), within(0.02));
    }

    @Test
    void cosinesOfUniformDirectionsAreTheirDistribution() {
        SplittableRandom random = new SplittableRandom(4);
        int below = 0;
        double quantile = Asymmetries.cosineQuantile(0.95, 12);
        for (int draw = 0; draw < 4_000; draw++) {
            double[] vector = new double[12];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = random.nextGaussian();
            }
            below += Math.abs(Vectors.unit(vector)[0]) <= quantile ? 1 : 0;
        }
        assertThat(below / 4_000.0).isCloseTo(0.95, within(0.012));
    }

    @Test
    void unknownConceptsAreNamedAndWorkCanBeCancelled() {
        WordModel model = planted();
        ConceptAnalysis analysis = analysis(model);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Asymmetries.of(
                        model,
                        analysis,
                        AsymmetryRequest.of(List.of("baker"), List.of(new ReferencePair("women", "men"))),
                        Progress.none(),
                        new Cancellation()))
                .withMessage("There is no concept \"baker\"; the set has women, men, nurse, smith, clerk.");
        Cancellation cancellation = new Cancellation();
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(
                        () -> Asymmetries.of(model, analysis, REQUEST, step -> cancellation.request(), cancellation));
    }

    @Test
    void referencePairsAreEveryTwo() {
        assertThat(ReferencePair.all(List.of("a", "b", "c")))
                .containsExactly(new ReferencePair("a", "b"), new ReferencePair("a", "c"), new ReferencePair("b", "c"));
    }
}
