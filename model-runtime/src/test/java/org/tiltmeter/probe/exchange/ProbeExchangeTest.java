package org.tiltmeter.probe.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.probe.Answering;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Exclusion;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Sampling;
import org.tiltmeter.probe.Scoring;
import org.tiltmeter.probe.Target;
import org.tiltmeter.probe.Template;
import org.tiltmeter.probe.Word;
import org.tiltmeter.probe.WordList;
import org.tiltmeter.work.BadInputException;

class ProbeExchangeTest {

    private static final ProbeSet EMPTY = new ProbeSet("", "", "", List.of(), Map.of(), List.of());
    private static final ProbeSet FULL = new ProbeSet(
            "Everything",
            "All that a set can hold, =1+1",
            "tests",
            List.of(
                    new Attribute(
                            "gender",
                            false,
                            List.of(
                                    new Group("women", Map.of("subject", List.of("she"))),
                                    new Group("men", Map.of("subject", List.of("he"))))),
                    new Attribute(
                            "day",
                            true,
                            List.of(
                                    new Group("early", Map.of("name", List.of("Monday", "Tuesday"))),
                                    new Group("late", Map.of("name", List.of("Friday", "Saturday")))))),
            Map.of("job", List.of("nurse", "=HYPERLINK(\"x\")", "<b>clerk</b>", "head, \"chief\"")),
            List.of(
                    new Template(
                            "a",
                            "On {day.name} the {job} said {gender.subject} slept.\nWell.",
                            QuestionKind.LIKELIHOOD),
                    new Template(
                            "b",
                            "The {job} thinks {gender.subject} is",
                            QuestionKind.CHOICE,
                            new Answering(
                                    List.of(
                                            new Target("good", List.of("kind"), Map.of("nurse", List.of("gentle"))),
                                            new Target("bad", List.of("mean", "rude"))),
                                    "The {job} doubts {gender.subject} is",
                                    List.of("{words} is"),
                                    null)),
                    new Template(
                            "c",
                            "{gender.subject}",
                            QuestionKind.GENERATION,
                            Answering.NONE.withSampling(
                                    new Sampling(3, 4, List.of(new Scoring(Scoring.Kind.RATE, "tone")))))),
            List.of(new WordList(
                    "tone", "own", List.of(new Word("good", Set.of(Word.Flag.POLARISING), 12L, 0.5), new Word("bad")))),
            List.of(new Exclusion("a", "x", "y", "z")));

    @TempDir
    Path folder;

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static String csv(ProbeSet probes) {
        return Stream.concat(Stream.of(ProbeTable.COLUMNS), ProbeTable.rows(probes).stream())
                .map(row -> row.stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    @Test
    void linesHoldEverything() throws IOException {
        String lines = ProbeLines.write(FULL);
        assertThat(lines.lines())
                .hasSize(1 + 2 + 1 + 3 + 1 + 1)
                .first()
                .asString()
                .startsWith("{\"set\":{");
        assertThat(ProbeLines.read(lines, "set.jsonl")).isEqualTo(FULL);
        Path file = file("set.jsonl", lines.getBytes(StandardCharsets.UTF_8));
        assertThat(ProbeText.read(file, EMPTY)).isEqualTo(FULL);
        ProbeFile.write(FULL, folder.resolve("set.json"));
        assertThat(ProbeText.read(folder.resolve("set.json"), EMPTY)).isEqualTo(FULL);
    }

    @Test
    void aTableHoldsTemplatesWordsAndTermsAndSaysWhatItLeavesOut() throws IOException {
        Path file = file("set.csv", csv(FULL).getBytes(StandardCharsets.UTF_8));
        ProbeSet read = ProbeText.read(file, EMPTY);
        assertThat(read.attributes()).isEqualTo(FULL.attributes());
        assertThat(read.slots()).isEqualTo(FULL.slots());
        assertThat(read.templates().getFirst()).isEqualTo(FULL.templates().getFirst());
        assertThat(read.templates().get(1).answering().negated())
                .isEqualTo(FULL.templates().get(1).answering().negated());
        assertThat(ProbeText.read(file, FULL)).isEqualTo(FULL);
        assertThat(ProbeTable.lost(FULL)).hasSize(6).contains("word lists", "neutral texts", "the pairs left out");
        assertThat(ProbeTable.lost(EMPTY)).isEmpty();
    }

    @Test
    void theDocumentedExamplesAreRead() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "probe-files.md"));
        List<String> lines = blocks(page, "jsonl");
        assertThat(lines).singleElement().satisfies(text -> {
            ProbeSet read = ProbeLines.read(text, "page");
            assertThat(read.templates()).hasSize(1);
            assertThat(ProbeLines.write(read).lines())
                    .hasSameSizeAs(text.lines().toList());
        });
        List<String> tables = blocks(page, "csv");
        assertThat(tables).hasSize(2);
        ProbeSet read = TableImport.add(EMPTY, tables.getFirst(), "page");
        assertThat(read.templates().getFirst().answering().targets()).hasSize(2);
        assertThat(csv(read).replace("\"", "").replace("\r", ""))
                .isEqualTo(tables.getFirst().replace("\"", ""));
        assertThat(TableImport.add(EMPTY, tables.getLast(), "page").slots().get("occupation"))
                .containsExactly("nurse", "head, chief");
    }

    private static List<String> blocks(String page, String kind) {
        return java.util.regex.Pattern.compile("(?s)```" + kind + "\n(.*?)```")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"set\":7}|row 1: set must be an object in braces",
                "{\"template\":{}}|row 1 comes before the line with \"set\"",
                "[]|row 1 must be an object with one of set, attribute",
                "SET;nonsense|row 2 is not valid JSON",
                "SET;{\"template\":{\"id\":\"a\"}}|row 2: templates[0].text must be a text",
                "SET;;{\"slot\":{\"name\":\"job\",\"words\":[1]}}|row 3: slots.job[0] must be a text",
                "SET;{\"slot\":{\"name\":\"job\",\"words\":[\"x\"]}};{\"slot\":{\"name\":\"job\",\"words\":[\"y\"]}}|row"
                    + " 3 gives the slot \"job\" a second time",
                "SET;SET|row 2 begins a second set",
                "SET;{\"riddle\":1}|row 2 holds \"riddle\", which is unknown",
                "{\"set\":{\"format\":\"other\",\"version\":2,\"name\":\"n\"}}|row 1: format must be"
            })
    void brokenLinesNameTheRow(String lines, String sentence) {
        String text = lines.replace(';', '\n')
                .replace("SET", "{\"set\":{\"format\":\"tiltmeter-probes\",\"version\":2,\"name\":\"n\"}}");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ProbeLines.read(text, "l.jsonl"))
                .withMessageContaining("l.jsonl: " + sentence);
    }

    @Test
    void aWrongEncodingNamesItsRow() throws IOException {
        Path latin = file("latin.csv", "slot,word\njob,clerk\njob,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ProbeText.read(latin, EMPTY))
                .withMessageContaining("latin.csv: row 3 is not encoded in UTF-8");
        Path wide = file("wide.csv", "slot,word\njob,clerk\n".getBytes(StandardCharsets.UTF_16));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ProbeText.read(wide, EMPTY))
                .withMessageContaining("wide.csv: row 1 is not encoded in UTF-8");
        Path marked = file("marked.csv", "\uFEFFslot,word\njob,clerk\n".getBytes(StandardCharsets.UTF_8));
        assertThat(ProbeText.read(marked, EMPTY).slots()).containsKey("job");
    }

    @Test
    void aHugeFileIsRefusedWithoutReadingIt() throws IOException {
        Path huge = folder.resolve("huge.csv");
        try (java.io.RandomAccessFile file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100_000_000);
        }
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ProbeText.read(huge, EMPTY))
                .withMessage(
                        "huge.csv holds 100,000,000 bytes, more than the 10,000,000 that such a file may have; split"
                                + " it.");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ProbeText.read(folder.resolve("none.csv"), EMPTY))
                .withMessageContaining("none.csv is not a file");
    }
}
