package org.tiltmeter.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.testing.Probes;
import org.tiltmeter.work.BadInputException;

class ProbeFileTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path file = folder.resolve("occupations.json");
        ProbeFile.write(Probes.occupations(), file);
        assertThat(ProbeFile.read(file)).isEqualTo(Probes.occupations());
        assertThat(folder.toFile().list()).containsExactly("occupations.json");
    }

    @Test
    void filesOfTheFirstVersionAreReadAsBefore() {
        String first = ProbeFile.toJson(Probes.occupations()).replace("\"version\" : 2", "\"version\" : 1");
        assertThat(ProbeFile.parse(first, "p.json")).isEqualTo(Probes.occupations());
    }

    /// Every kind of question, word lists and exclusions.
    @Test
    void theExamplesOfTheDocumentationAreReadExpandedAndWrittenBack() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "probe-files.md"));
        java.util.regex.Matcher example = java.util.regex.Pattern.compile(
                        "```json\\R(.*?)```", java.util.regex.Pattern.DOTALL)
                .matcher(page);
        java.util.Set<QuestionKind> kinds = new java.util.HashSet<>();
        while (example.find()) {
            ProbeSet probes = ProbeFile.parse(example.group(1), "probe-files.md");
            assertThat(Expansion.of(probes).pairs()).isNotEmpty();
            assertThat(ProbeFile.parse(ProbeFile.toJson(probes), "again")).isEqualTo(probes);
            kinds.addAll(probes.kinds());
        }
        assertThat(kinds).containsExactlyInAnyOrder(QuestionKind.values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\" : 2|\"version\" : 3|p.json: version is 3, but this program reads versions 1 to 2.",
                "tiltmeter-probes|other|p.json: format must be \"tiltmeter-probes\"; this is another kind of file.",
                "\"control\" : true|\"kontrol\" : true|p.json: the field \"kontrol\" in attributes[1] is unknown",
                "\"control\" : true|\"control\" : 1|p.json: attributes[1].control must be true or false.",
                "\"name\" : \"women\"|\"name\" : \" \"|p.json: attributes[0].groups[0].name must be a text",
                "[ \"she\" ]|\"she\"|forms.subject must be a list in square brackets.",
                "[ \"she\" ]|[ 5 ]|forms.subject[0] must be a text in quotation marks.",
                "\"likelihood\"|\"riddle\"|templates[0].question is \"riddle\", but known are likelihood,"
                        + " continuation,",
                "\"slots\"|\"name\"|p.json is not valid JSON at line",
                "\"slots\" : {|\"slots\" : {{|p.json is not valid JSON at line"
            })
    void mistakesNameTheField(String found, String replaced, String sentence) {
        String json = ProbeFile.toJson(Probes.occupations());
        assertThat(json).contains(found);
        String broken = json.replaceFirst(java.util.regex.Pattern.quote(found), replaced);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ProbeFile.parse(broken, "p.json"))
                .withMessageContaining(sentence);
    }

    @Test
    void otherEncodingsLargeAndMissingFilesAreRefused() throws IOException {
        Path latin = folder.resolve("latin.json");
        Files.write(latin, "{\"name\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ProbeFile.read(latin))
                .withMessageContaining("latin.json is not encoded in UTF-8");
        Path large = folder.resolve("large.json");
        Files.write(large, new byte[(int) StrictJson.LARGEST_FILE + 1]);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ProbeFile.read(large))
                .withMessageContaining("large.json holds 10,000,001 bytes");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ProbeFile.read(folder.resolve("none.json")))
                .withMessageContaining("none.json is not a file");
        Path empty = Files.createFile(folder.resolve("empty.json"));
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ProbeFile.read(empty))
                .withMessageContaining("empty.json is empty");
    }
}
