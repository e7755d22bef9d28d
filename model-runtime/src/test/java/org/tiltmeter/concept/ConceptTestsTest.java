package org.tiltmeter.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.testing.WordTokenizer;
import org.tiltmeter.work.BadInputException;

/// What goes into association tests, sensitivities and moral directions, and where chance lies.
class ConceptTestsTest {

    private static double[][] random(Random random, int count, double shift) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> new double[] {random.nextGaussian() + shift, random.nextGaussian(), random.nextGaussian()})
                .toArray(double[][]::new);
    }

    @Test
    void chanceAndIntervalSurroundWhatTheyShould() {
        Random random = new Random(4);
        double[][] x = random(random, 6, 1.5);
        double[][] y = random(random, 6, -1.5);
        AssociationTest test = AssociationTest.of(x, y, random(random, 5, 2), random(random, 5, -2), 100_000, 1);
        assertThat(test.chance().counts().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(test.partitions())
                .isEqualTo(924);
        assertThat(test.chance().low()).isCloseTo(-test.chance().high(), within(0.05));
        assertThat(test.effectSize()).isGreaterThan(test.chance().high());
        assertThat(test.interval().contains(test.effectSize())).isTrue();
        assertThat(test.adjustedP()).isEqualTo(test.p());
    }

    /// Each word with the same vector three times: intervals draw words, not copies.
    @Test
    void copiesOfAWordAreNoFurtherEvidenceForTheInterval() {
        Random random = new Random(5);
        double[][][] sets = {
            random(random, 5, 0.5), random(random, 5, -0.5), random(random, 5, 1), random(random, 5, -1)
        };
        double[][][] copies = Arrays.stream(sets)
                .map(set -> Arrays.stream(set)
                        .flatMap(vector -> IntStream.range(0, 3).mapToObj(i -> vector))
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
        AssociationTest once = AssociationTest.of(sets[0], sets[1], sets[2], sets[3], 1_000, 7);
        AssociationTest thrice = AssociationTest.of(copies[0], copies[1], copies[2], copies[3], 3, 1_000, 7);
        assertThat(thrice.interval().high() - thrice.interval().low())
                .isCloseTo(once.interval().high() - once.interval().low(), within(0.2));
    }

    @Test
    void wordsThatCannotBeComparedAreNamed() {
        WordSets asked = new WordSets(
                "t",
                new WordSets.Words("x", List.of("rose", "tulip", "rose", "gnat", "nice")),
                new WordSets.Words("y", List.of("gnat", "wasp", "flea", "tick")),
                new WordSets.Words("a", List.of("nice", "good")),
                new WordSets.Words("b", List.of("bad", "nasty")),
                List.of("{word}"));
        AssociationWords words = AssociationWords.of(asked, new WordTokenizer());
        assertThat(words.used().x().words()).containsExactly("rose", "tulip");
        assertThat(words.used().y().words()).containsExactly("wasp", "flea", "tick");
        assertThat(words.leftOut())
                .containsExactly(
                        new AssociationWords.LeftOut("rose", "x", AssociationWords.Reason.REPEATED),
                        new AssociationWords.LeftOut("gnat", "x", AssociationWords.Reason.IN_BOTH),
                        new AssociationWords.LeftOut("nice", "x", AssociationWords.Reason.TARGET_AND_ATTRIBUTE),
                        new AssociationWords.LeftOut("gnat", "y", AssociationWords.Reason.IN_BOTH));
        WordSets few = new WordSets(
                "t",
                new WordSets.Words("x", List.of("rose", "rose")),
                asked.y(),
                asked.a(),
                asked.b(),
                List.of("{word}"));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> AssociationWords.of(few, new WordTokenizer()))
                .withMessageContaining("\"x\" has 1 words that can be compared");
    }

    @Test
    void whatComesWithTheProgramIsReadableAndSavedAsItIsRead() {
        List<WordSets> ready = ReadyTests.associations();
        assertThat(ready).hasSize(5);
        for (WordSets sets : ready) {
            AssociationWords words = AssociationWords.of(sets, new WordTokenizer());
            assertThat(words.leftOut()).as(sets.name()).isEmpty();
        }
        assertThat(WordSetsFile.parse(WordSetsFile.toJson(ready), "again.json")).isEqualTo(ready);
        assertThat(ReadyTests.actions().good())
                .hasSameSizeAs(ReadyTests.actions().bad());
    }

    @Test
    void answersAreTheWordsThatTellGroupsApart() {
        ProbeSet probes = new ProbeSet(
                "p",
                "",
                "",
                List.of(new Attribute(
                        "gender",
                        false,
                        List.of(
                                new Group("women", Map.of("subject", List.of("she"))),
                                new Group("men", Map.of("subject", List.of("he")))))),
                Map.of("job", List.of("nurse", "smith")),
                List.of(
                        new Template("t", "The {job} said that {gender.subject}, too", QuestionKind.LIKELIHOOD),
                        new Template("first", "{gender.subject} is a {job}", QuestionKind.LIKELIHOOD)));
        AnswerTexts asked = AnswerTexts.of(probes, "gender", "men", "women", 16);
        assertThat(asked.texts()).containsExactly("The nurse said that", "The smith said that");
        assertThat(asked.answerA()).containsExactly("he");
        assertThat(asked.answerB()).containsExactly("she");
    }
}
