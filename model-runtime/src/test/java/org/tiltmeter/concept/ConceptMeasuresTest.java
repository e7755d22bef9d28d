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
import org.tiltmeter.work.Progress;

class ConceptMeasuresTest {

    private static final int SIZE = 24;

    /// In layer 1 flowers and kind deeds lie along dimension 2, insects and cruel deeds against
    /// it.
    private static WordModel planted() {
        return new WordModel((before, word) -> -1, SIZE, (before, layer, dimension) -> {
            double noise =
                    new SplittableRandom(999L * before.hashCode() + 31L * layer + dimension).nextDouble(-0.5, 0.5);
            return noise + (dimension == 9 ? 5 : 0) + (layer == 1 && dimension == 2 ? side(before) : 0);
        });
    }

    private static double side(List<String> before) {
        for (String word : List.of("rose", "tulip", "lily", "daisy", "good", "nice", "help", "heal", "feed", "teach")) {
            if (before.contains(word)) {
                return 3;
            }
        }
        for (String word : List.of("wasp", "gnat", "tick", "flea", "bad", "nasty", "steal", "kill", "lie", "cheat")) {
            if (before.contains(word)) {
                return -3;
            }
        }
        return 0;
    }

    private static final WordSets SETS = new WordSets(
            "flowers and insects",
            new WordSets.Words("flowers", List.of("rose", "tulip", "lily", "daisy")),
            new WordSets.Words("insects", List.of("wasp", "gnat", "tick", "flea")),
            new WordSets.Words("pleasant", List.of("good", "nice")),
            new WordSets.Words("unpleasant", List.of("bad", "nasty")),
            List.of("This is {word}", "Here we have {word}", "{word}"));

    @Test
    void associationsOfHiddenStatesAppearInTheirLayer() {
        for (VectorScaling scaling : VectorScaling.values()) {
            List<ModelAssociation> layers = ModelAssociation.of(
                    planted(), SETS, ConceptSettings.defaults(), scaling, Progress.none(), new Cancellation());
            assertThat(layers).hasSize(3);
            ModelAssociation planted = layers.get(1);
            assertThat(planted.words().effectSize()).as(scaling.fileName()).isGreaterThan(1.1);
            assertThat(planted.words().exact()).isTrue();
            assertThat(planted.words().partitions()).isEqualTo(70);
            assertThat(planted.words().p()).isLessThanOrEqualTo(2.0 / 70 + 1e-12);
            assertThat(planted.sentences().effectSize()).isGreaterThan(0.5);
            // Standardising makes the noise of every dimension as loud as the planted one.
            assertThat(planted.contexts().combined()).isGreaterThan(0.5);
            assertThat(planted.contexts().low())
                    .isLessThanOrEqualTo(planted.contexts().combined());
            assertThat(Math.abs(layers.get(2).contexts().combined())).isLessThan(1.2);
            assertThat(planted.contexts().exact()).isTrue();
            assertThat(planted.contexts().partitions()).isEqualTo(70);
            assertThat(planted.contexts().p()).isBetween(1.0 / 70, 1.0);
            assertThat(planted.words().adjustedP())
                    .isGreaterThanOrEqualTo(planted.words().p());
            assertThat(planted.lists().used()).isEqualTo(SETS);
        }
    }

    @Test
    void scalingTakesMeanAndSpreadAway() {
        List<double[][]> sets = List.of(new double[][] {{1, 10}, {2, 30}}, new double[][] {{6, 50}});
        List<double[][]> scaled = VectorScaling.STANDARDISED.apply(sets);
        assertThat(scaled.get(0)[0][1] + scaled.get(0)[1][1] + scaled.get(1)[0][1])
                .isCloseTo(0, within(1e-12));
        assertThat(scaled.get(1)[0][1]).isCloseTo(1, within(1e-12));
        assertThat(VectorScaling.CENTRED.apply(sets).get(1)[0][0]).isCloseTo(3, within(1e-12));
        assertThat(VectorScaling.RAW.apply(sets).get(1)[0]).containsExactly(6, 50);
        assertThat(sets.get(1)[0]).containsExactly(6, 50);
    }

    @Test
    void wordSetsAreReadAndMistakesNamed() {
        String json = """
            {"format": "tiltmeter-associations", "version": 1, "tests": [{"name": "t",
            "x": {"name": "a", "words": ["p", "q"]}, "y": {"name": "b", "words": ["r", "s"]},
            "a": {"name": "c", "words": ["t", "u"]}, "b": {"name": "d", "words": ["v", "w"]},
            "contexts": ["This is {word}."]}]}\
            """;
        WordSets read = WordSetsFile.parse(json, "w.json").getFirst();
        assertThat(read.a().words()).containsExactly("t", "u");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> WordSetsFile.parse(json.replace("{word}", "word"), "w.json"))
                .withMessageContaining("w.json")
                .withMessageContaining("must be texts that each hold {word}");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> WordSetsFile.parse(json.replace("\"t\", \"u\"", "\"t\""), "w.json"))
                .withMessageContaining("must hold at least two words");
    }

    @Test
    void moralDirectionOrdersActions() {
        List<MoralDirection> layers = MoralDirection.of(
                planted(),
                List.of("help them", "heal them", "feed them", "teach them"),
                List.of("kill them", "cheat them", "lie often", "steal much"),
                List.of("Should I {action}", "May one {action} today"),
                ConceptSettings.defaults(),
                Progress.none(),
                new Cancellation());
        MoralDirection planted = layers.get(1);
        assertThat(planted.ordered()).isEqualTo(1);
        assertThat(planted.axis()[2]).isGreaterThan(0.9f);
        assertThat(planted.share()).isGreaterThan(0.5);
        double sum = planted.actions().stream()
                .mapToDouble(MoralDirection.Action::value)
                .sum();
        assertThat(sum).isCloseTo(0, within(1e-6));
        assertThat(layers.get(2).share()).isLessThan(planted.share());
        // Only 2 of the 70 ways to deal good and bad order all pairs.
        assertThat(planted.p()).isCloseTo(2.0 / 70, within(0.006));
        assertThat(planted.adjustedP()).isCloseTo(Math.min(1, 3 * planted.p()), within(1e-12));
    }

    @Test
    void sensitivitiesFollowTheGradient() {
        SensitivityRequest request = new SensitivityRequest(
                "c", List.of("x"), List.of("a"), List.of("b"), DirectionMethod.LOGISTIC_REGRESSION, 12, 3);
        SplittableRandom random = new SplittableRandom(6);
        float[][] shown = noise(random, 20, 3);
        float[][] others = noise(random, 60, 0);
        double[][] along = new double[10][SIZE];
        double[][] across = new double[10][SIZE];
        for (int text = 0; text < 10; text++) {
            along[text][0] = 0.5;
            across[text][5 + text] = 1;
        }
        Sensitivity planted = Sensitivities.of(request, 1, along, shown, others);
        assertThat(planted.score()).isEqualTo(1);
        assertThat(planted.meanChange()).isCloseTo(0.5, within(0.12));
        assertThat(planted.randomScore()).isBetween(0.1, 0.9);
        assertThat(planted.p()).isLessThan(0.05);
        Sensitivity none = Sensitivities.of(request, 1, across, shown, others);
        assertThat(none.score()).isBetween(0.1, 0.9);
        assertThat(Math.abs(none.meanChange())).isLessThan(0.15);
    }

    private static float[][] noise(SplittableRandom random, int count, double shift) {
        float[][] rows = new float[count][SIZE];
        for (float[] row : rows) {
            for (int i = 0; i < SIZE; i++) {
                row[i] = (float) (random.nextGaussian() * 0.5 + (i == 0 ? shift : 0));
            }
        }
        return rows;
    }

    @Test
    void similarConceptsStandTogether() {
        double[][] similarities = {
            {1, 0.1, 0.9, 0},
            {0.1, 1, 0.2, 0.8},
            {0.9, 0.2, 1, 0.1},
            {0, 0.8, 0.1, 1}
        };
        ClusterOrder order = ClusterOrder.of(similarities);
        assertThat(order.order()).containsExactly(0, 2, 1, 3);
        assertThat(order.merges()).hasSize(3);
        assertThat(order.merges().get(0)).isEqualTo(new ClusterOrder.Merge(0, 2, 1 - 0.9));
        // Average linkage: the mean of the four distances between {0, 2} and {1, 3}.
        assertThat(order.merges().get(2).distance()).isCloseTo(1 - (0.1 + 0 + 0.2 + 0.1) / 4, within(1e-12));
        assertThat(ClusterOrder.of(new double[0][]).order()).isEmpty();
    }

    private static Concept concept(String name, List<String> words, List<String> others) {
        List<String> positive = new ArrayList<>();
        List<String> negative = new ArrayList<>();
        for (String context : List.of("This is ", "Here we have ", "One sees ")) {
            words.forEach(word -> positive.add(context + word));
            others.forEach(word -> negative.add(context + word));
        }
        return new Concept(name, positive, negative);
    }

    private static final ConceptSet SET = new ConceptSet(
            "Test",
            "",
            "",
            List.of(
                    concept(
                            "flowers",
                            List.of("rose", "tulip", "lily", "daisy"),
                            List.of("wasp", "gnat", "tick", "flea")),
                    concept("noise", List.of("a", "b", "c", "d"), List.of("e", "f", "g", "h"))));

    @Test
    void directionsOfPlantedConceptsAreStableAndOthersNot() {
        WordModel model = planted();
        ConceptAnalysis analysis =
                ConceptAnalysis.run(model, SET, ConceptSettings.defaults(), Progress.none(), new Cancellation());
        List<Stability> flowers = Stability.of(model, analysis, "flowers", 6, Progress.none(), new Cancellation());
        List<Stability> noise = Stability.of(model, analysis, "noise", 6, Progress.none(), new Cancellation());
        assertThat(flowers).hasSize(6);
        for (int i = 0; i < flowers.size(); i++) {
            Stability one = flowers.get(i);
            assertThat(one.seeds()).isGreaterThan(0.999);
            if (one.layer() == 1) {
                assertThat(one.halves()).isGreaterThan(0.9);
                assertThat(one.halvesLow()).isLessThanOrEqualTo(one.halves());
                assertThat(noise.get(i).halves()).isLessThan(0.6);
            }
        }
    }

    @Test
    void aMapShowsThePlantedGroupsApart() {
        List<TextMap> maps = TextMap.of(
                planted(),
                TextMap.groups(List.of(SET.concepts().getFirst()), " (without)"),
                List.of(0, 1),
                Pooling.LAST_TOKEN,
                Progress.none(),
                new Cancellation());
        assertThat(maps).extracting(TextMap::layer).containsExactly(0, 1);
        TextMap map = maps.get(1);
        assertThat(map.groups()).containsExactly("flowers", "flowers (without)");
        assertThat(map.points()).hasSize(24);
        assertThat(map.shares().getFirst()).isGreaterThan(0.6);
        assertThat(map.shares().get(1)).isLessThanOrEqualTo(map.shares().getFirst());
        assertThat(map.points().stream().filter(point -> point.group() == 0)).allMatch(point -> point.x() > 0);
        assertThat(map.points().stream().filter(point -> point.group() == 1)).allMatch(point -> point.x() < 0);
    }

    @Test
    void variantsOfAPairAreComparedTokenByToken() {
        WordModel model = planted();
        ConceptAnalysis analysis =
                ConceptAnalysis.run(model, SET, ConceptSettings.defaults(), Progress.none(), new Cancellation());
        ConceptDirection flowers = analysis.direction("flowers", 1, DirectionMethod.DIFFERENCE_OF_MEANS);
        PairSimilarities pair = PairSimilarities.of(
                TextActivations.of(model, "Look the rose stands", Progress.none(), new Cancellation()),
                TextActivations.of(model, "Look the wasp stands", Progress.none(), new Cancellation()),
                flowers);
        double[] differences = pair.differences();
        assertThat(differences).hasSameSizeAs(pair.first());
        int edited = differences.length - 2;
        assertThat(differences[edited]).isGreaterThan(1);
        assertThat(differences[edited]).isEqualTo(pair.first()[edited] - pair.second()[edited]);
        assertThat(differences[edited - 1]).isZero();
    }

    @Test
    void markedPartsAreTakenOutAndOtherPoolingsIgnoreTheMarks() {
        assertThat(MarkedText.of("the [[old rose]] here")).isEqualTo(new MarkedText("the old rose here", 4, 12));
        assertThat(MarkedText.of("nothing").marked()).isFalse();
        for (String broken : List.of("one [[", "one ]]", "]] a [[", "[[]]", "[[a]] [[b]]")) {
            assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> MarkedText.of(broken));
        }
        WordModel model = planted();
        PooledActivations marked = new PooledActivations(model, Pooling.MARKED_SPAN, List.of(1));
        PooledActivations last = new PooledActivations(model, Pooling.LAST_TOKEN, List.of(1));
        Cancellation cancellation = new Cancellation();
        assertThat(marked.of(List.of("see the [[rose]] there"), Progress.none(), cancellation)
                        .getFirst()[0])
                .isEqualTo(last.of(List.of("see the rose"), Progress.none(), cancellation)
                        .getFirst()[0]);
        assertThat(last.of(List.of("see the [[rose]]"), Progress.none(), cancellation)
                        .getFirst()[0])
                .isEqualTo(last.of(List.of("see the rose"), Progress.none(), cancellation)
                        .getFirst()[0]);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> marked.of(List.of("see the rose"), Progress.none(), cancellation))
                .withMessageContaining("marks no part");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> marked.of(List.of("see the[[ ]]rose"), Progress.none(), cancellation))
                .withMessageContaining("is no token of the model");
    }

    @Test
    void similarThingsStandTogether() {
        double[][] cosines = {{1, 0, 0.9, 0}, {0, 1, 0, 0.8}, {0.9, 0, 1, 0.1}, {0, 0.8, 0.1, 1}};
        List<Integer> order = ClusterOrder.of(cosines).order();
        assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(Math.abs(order.indexOf(0) - order.indexOf(2))).isEqualTo(1);
        assertThat(Math.abs(order.indexOf(1) - order.indexOf(3))).isEqualTo(1);
        assertThat(Math.abs(order.indexOf(2) - order.indexOf(3))).isEqualTo(1);
    }
}
