package org.tiltmeter.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.work.BadInputException;

/// Where a concept's texts come from, and what is pointed out about them.
class ConceptTextsTest {

    @TempDir
    Path folder;

    @Test
    void everyWordGoesIntoEveryTemplate() {
        assertThat(SlotTexts.of(List.of("nurse", "judge", "nurse"), List.of("The {word} spoke.", "{word} and {word}")))
                .containsExactly("The nurse spoke.", "The judge spoke.", "Nurse and nurse", "Judge and judge");
        assertThat(SlotTexts.of(List.of("a", "b"), List.of())).containsExactly("a", "b");
        assertThatThrownBy(() -> SlotTexts.of(List.of("a"), List.of("no place")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no place")
                .hasMessageContaining("{word}");
        assertThatThrownBy(() -> SlotTexts.of(List.of(), List.of("{word}"))).isInstanceOf(BadInputException.class);
        List<String> many = java.util.stream.IntStream.range(0, 5_001)
                .mapToObj(Integer::toString)
                .toList();
        assertThatThrownBy(() -> SlotTexts.of(many, List.of("a {word}", "b {word}")))
                .hasMessageContaining("10,000");
    }

    @Test
    void repeatedTextsAndThoseOnBothSidesAreFound() {
        ConceptCheck check =
                ConceptCheck.of(new Concept("c", List.of("a b", "a  b", "c", "d"), List.of("c", "e", "e")));
        assertThat(check.positive()).isEqualTo(4);
        assertThat(check.repeatedPositive()).containsExactly("a b");
        assertThat(check.repeatedNegative()).containsExactly("e");
        assertThat(check.bothSides()).containsExactly("c");
        assertThat(check.isClean()).isFalse();
        assertThat(ConceptCheck.of(new Concept("c", List.of("A"), List.of("a"))).isClean())
                .isTrue();
    }

    @Test
    void suggestedNegativesHaveTheSameFrameAndLength() {
        Concept women = new Concept("women", List.of("We met the woman", "On Friday, the girl"), List.of());
        Concept things = new Concept(
                "things",
                List.of("a very long sentence about nothing at all", "On Friday, the lamp", "We met the dog"),
                List.of("We met the woman", "lamp"));
        List<StyleMatch.Suggestion> found = StyleMatch.of(new ConceptSet("", "", "", List.of(women, things)), women);
        assertThat(found)
                .extracting(StyleMatch.Suggestion::text)
                .containsExactly("We met the dog", "On Friday, the lamp");
        assertThat(found)
                .allMatch(StyleMatch.Suggestion::sameFrame)
                .allMatch(one -> one.from().equals("things"));
        assertThat(StyleMatch.of(new ConceptSet("", "", "", List.of(women)), women))
                .isEmpty();
    }

    @Test
    void groupsOfAProbeSetBecomePairsOfTexts() {
        ProbeSet probes = new ProbeSet(
                "p",
                "",
                "",
                List.of(new Attribute(
                        "gender",
                        false,
                        List.of(
                                new Group("women", Map.of("noun", List.of("woman"))),
                                new Group("men", Map.of("noun", List.of("man")))))),
                Map.of("job", List.of("nurse", "judge")),
                List.of(new Template("t", "The {gender.noun} is a {job}.", QuestionKind.LIKELIHOOD)));
        Concept women = GroupTexts.of(probes, "gender", "women", "men", 10);
        assertThat(women.positive()).containsExactlyInAnyOrder("The woman is a nurse.", "The woman is a judge.");
        assertThat(women.negative().getFirst())
                .isEqualTo(women.positive().getFirst().replace("woman", "man"));
        Concept men = GroupTexts.of(probes, "gender", "men", "women", 1);
        assertThat(men.name()).isEqualTo("men");
        assertThat(men.positive()).singleElement().asString().startsWith("The man");
        assertThatThrownBy(() -> GroupTexts.of(probes, "age", "old", "young", 10))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void wordListsAreReadInEveryForm() throws IOException {
        assertThat(WordListFile.read(file("a.txt", "\uFEFFone\n\n two \none\n")))
                .containsExactly("one", "two");
        assertThat(WordListFile.read(file("b.csv", "id,word\n1,\"one, or two\"\n2,three\n")))
                .containsExactly("one, or two", "three");
        assertThat(WordListFile.read(file("c.csv", "nurse\njudge\n"))).containsExactly("nurse", "judge");
        assertThat(WordListFile.read(file("d.json", "[\"a\", \"b\"]"))).containsExactly("a", "b");
        assertThat(WordListFile.read(file("e.json", "{\"name\": \"x\", \"words\": [\"a\"]}")))
                .containsExactly("a");
    }

    @Test
    void emptyHugeAndHostileListsGetOneSentence() throws IOException {
        Path huge = folder.resolve("huge.txt");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(100_000_000);
        }
        for (Path bad : List.of(
                huge,
                folder.resolve("missing.txt"),
                folder,
                file("empty.txt", " \n"),
                file("zero.txt", "a\0b"),
                file("long.txt", "x".repeat(3_000)),
                file("many.txt", "1\n2\n".repeat(3).concat(numbers())),
                file("quote.csv", "word\n\"open"),
                file("deep.json", "[".repeat(5_000)),
                file("kind.json", "{\"words\": {\"a\": 1}}"),
                file("more.json", "[\"a\"], \"x\": [1]"))) {
            assertThatThrownBy(() -> WordListFile.read(bad))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(String.valueOf(bad.getFileName()))
                    .extracting(thrown ->
                            String.valueOf(thrown.getMessage()).lines().count())
                    .isEqualTo(1L);
        }
        Files.write(folder.resolve("latin.txt"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> WordListFile.read(folder.resolve("latin.txt"))).hasMessageContaining("UTF-8");
    }

    private static String numbers() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_010; i++) {
            text.append("word ").append(i).append('\n');
        }
        return text.toString();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
