package org.tiltmeter.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.testing.WordModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

class ConceptAnalysisTest {

    private static final int SIZE = 40;

    @TempDir
    Path folder;

    /// In layer 1 "kind" and "gentle" push along dimension 3, "blue" along 7; layer 0 and 2 are
    /// noise.
    private static WordModel planted() {
        return new WordModel((before, word) -> -1, SIZE, (before, layer, dimension) -> {
            double noise = new SplittableRandom(1000L * before.hashCode() + 31L * layer + dimension).nextDouble(-1, 1);
            if (layer != 1) {
                return noise;
            }
            double push = dimension == 3 && (before.contains("kind") || before.contains("gentle"))
                    ? 6
                    : dimension == 7 && before.contains("blue") ? 6 : 0;
            return noise + push + 2;
        });
    }

    private static List<String> texts(String word) {
        List<String> texts = new ArrayList<>();
        for (String who : List.of("man", "woman", "child", "dog", "cat", "horse", "teacher", "king")) {
            texts.add("The " + word + " " + who + " came.");
            texts.add("A " + word + " " + who + " left.");
        }
        return texts;
    }

    private static final ConceptSet SET = new ConceptSet(
            "Test",
            "",
            "",
            List.of(
                    new Concept("kind", texts("kind"), texts("tall")),
                    new Concept("gentle", texts("gentle"), texts("short")),
                    new Concept("blue", texts("blue"), texts("tall"))));

    private static ConceptAnalysis run(Pooling pooling) {
        return ConceptAnalysis.run(
                planted(), SET, ConceptSettings.defaults().withPooling(pooling), Progress.none(), new Cancellation());
    }

    @Test
    void bothMethodsRecoverThePlantedDirectionInItsLayerOnly() {
        for (Pooling pooling : List.of(Pooling.LAST_TOKEN, Pooling.MEAN)) {
            ConceptAnalysis analysis = run(pooling);
            assertThat(analysis.layers()).isEqualTo(3);
            for (DirectionMethod method : analysis.settings().methods()) {
                ConceptDirection kind = analysis.direction("kind", 1, method);
                assertThat(kind.direction()[3]).isGreaterThan(0.9f);
                assertThat(kind.accuracy()).isGreaterThan(0.95);
                assertThat(kind.nullAccuracy()).isBetween(0.3, 0.7);
                assertThat(kind.isReliable()).isTrue();
                // Under mean pooling the state of the word itself is shared by all texts, so noise tells them apart.
                if (pooling == Pooling.LAST_TOKEN) {
                    assertThat(analysis.direction("kind", 2, method).isReliable())
                            .isFalse();
                }
                double[][] similarities = analysis.similarities(1, method);
                assertThat(similarities[0][0]).isCloseTo(1, within(1e-6));
                assertThat(similarities[0][1]).isGreaterThan(0.8);
                assertThat(Math.abs(similarities[0][2])).isLessThan(0.4);
                assertThat(analysis.similarityByLayer("kind", "gentle", method)[1])
                        .isEqualTo(similarities[0][1]);
            }
        }
    }

    @Test
    void differenceOfMeansIsTheDifferenceOfMeans() {
        ConceptDirection direction = run(Pooling.LAST_TOKEN).direction("blue", 1, DirectionMethod.DIFFERENCE_OF_MEANS);
        double[] difference = new double[SIZE];
        WordModel model = planted();
        for (String text : texts("blue")) {
            add(difference, lastState(model, text), 1.0 / 16);
        }
        for (String text : texts("tall")) {
            add(difference, lastState(model, text), -1.0 / 16);
        }
        double length = 0;
        for (double value : difference) {
            length += value * value;
        }
        assertThat(direction.separation()).isCloseTo(Math.sqrt(length), within(1e-5));
        for (int i = 0; i < SIZE; i++) {
            assertThat((double) direction.direction()[i]).isCloseTo(difference[i] / Math.sqrt(length), within(1e-5));
        }
    }

    private static float[] lastState(WordModel model, String text) {
        var states = TextActivations.of(model, text, Progress.none(), new Cancellation())
                .trace()
                .hiddenStates()
                .get(1);
        return states.row(states.rows() - 1);
    }

    private static void add(double[] sum, float[] row, double factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * row[i];
        }
    }

    @Test
    void tokensAfterTheWordLieAlongItsDirection() {
        ConceptAnalysis analysis = run(Pooling.LAST_TOKEN);
        WordModel model = planted();
        TextActivations text =
                TextActivations.of(model, "Then the blue bird sang", Progress.none(), new Cancellation());
        double[] similarities = text.similarities(analysis.direction("blue", 1, DirectionMethod.DIFFERENCE_OF_MEANS));
        assertThat(similarities).hasSize(6);
        assertThat(similarities[2]).isLessThan(-0.3);
        assertThat(similarities[3]).isGreaterThan(0.3);
        assertThat(similarities[5]).isGreaterThan(0.3);
    }

    @Test
    void sameSeedRepeatsEveryNumber() {
        List<ConceptDirection> one = run(Pooling.MEAN).directions();
        List<ConceptDirection> two = run(Pooling.MEAN).directions();
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i).direction()).isEqualTo(two.get(i).direction());
            assertThat(one.get(i).accuracy()).isEqualTo(two.get(i).accuracy());
            assertThat(one.get(i).nullHigh()).isEqualTo(two.get(i).nullHigh());
        }
    }

    @Test
    void reducingToTheSpanChangesNoCosine() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] rows = new double[6][20];
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextDouble(-1, 1);
            }
        }
        rows[5] = rows[0].clone();
        Span span = Span.of(rows);
        assertThat(span.basis()).hasDimensions(5, 20);
        for (int row = 0; row < rows.length; row++) {
            assertThat(span.back(span.rows()[row])).containsExactly(rows[row], within(1e-12));
        }
    }

    @Test
    void filesAreReadBackAndMistakesAreNamed() throws IOException {
        Path file = folder.resolve("concepts.json");
        ConceptFile.write(SET, file);
        assertThat(ConceptFile.read(file)).isEqualTo(SET);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() ->
                        ConceptFile.parse(ConceptFile.toJson(SET).replaceFirst("positive", "postive"), "concepts.json"))
                .withMessageContaining("concepts.json: the field \"postive\" in concepts[0] is unknown");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ConceptFile.parse("{\"format\": \"tiltmeter-probes\"}", "p.json"))
                .withMessageContaining("p.json: format must be \"tiltmeter-concepts\"");
    }

    @Test
    void tooFewTextsAreRefusedAndWorkCanBeCancelled() {
        ConceptSet few = new ConceptSet(
                "Few", "", "", List.of(new Concept("thin", List.of("a", "b"), List.of("c", "d", "e", "f"))));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ConceptAnalysis.run(
                        planted(), few, ConceptSettings.defaults(), Progress.none(), new Cancellation()))
                .withMessage("The concept \"thin\" has 2 positive and 4 negative texts; give at least 4 of each.");
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() ->
                        ConceptAnalysis.run(planted(), SET, ConceptSettings.defaults(), Progress.none(), cancellation));
    }
}
