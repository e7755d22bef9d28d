package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tiltmeter routing` as a script uses it.
class RoutingCommandTest {

    private static final String CAUTION = "not yet bias";

    @TempDir
    private Path folder;

    private String tiltmeter(int expected, String... arguments) {
        Run run = Run.of(Run.foldersIn(folder), arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(expected);
        return expected == 0 ? run.out() : run.err();
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    @Test
    void writesDivergencesExpertTestsProfilesAndChangesWithTheCautionInEach() throws IOException {
        Path out = folder.resolve("routing");
        String said = tiltmeter(
                0,
                "routing",
                "sample:olmoe-associations",
                "--probes",
                "sample:insurance",
                "--most-pairs",
                "60",
                "--silence",
                "1:2",
                "--scale",
                "0:1:0.5",
                "--random",
                "2",
                "--patch",
                "4",
                "--neutral",
                "sample",
                "--out",
                out.toString());
        assertThat(said).contains("confirmed", "neutral perplexity", CAUTION);
        JsonNode study = json(out.resolve("routing.json")).get(0);
        assertThat(study.get("pairs").asInt()).isEqualTo(60);
        assertThat(study.get("comparisons")
                        .get(0)
                        .get("divergences")
                        .get(0)
                        .get("jensen_shannon")
                        .asDouble())
                .isBetween(0.0, 1.0);
        JsonNode profiles = json(out.resolve("profiles.json")).get(0);
        assertThat(profiles.get("layers")
                        .get(0)
                        .get("experts")
                        .get(0)
                        .get("load")
                        .asDouble())
                .isBetween(0.0, 1.0);
        JsonNode changed = json(out.resolve("interventions.json"));
        JsonNode intervention = changed.get("interventions").get(0);
        assertThat(intervention
                        .get("changes")
                        .get(0)
                        .get("change")
                        .get("change")
                        .asText())
                .isEqualTo("silence");
        assertThat(intervention.get("draws")).hasSize(2);
        assertThat(intervention.get("draws").get(0).get("places")).hasSize(2);
        assertThat(intervention.get("neutral").get("perplexity_before").asDouble())
                .isGreaterThan(1);
        assertThat(changed.get("mediations").get(0).get("comparisons")).isNotEmpty();
        for (String file : new String[] {
            "routing.json",
            "profiles.json",
            "interventions.json",
            "experts.csv",
            "divergences.csv",
            "profiles.csv",
            "interventions.csv",
            "routing.safetensors",
            "profiles.safetensors"
        }) {
            assertThat(new String(Files.readAllBytes(out.resolve(file)), StandardCharsets.ISO_8859_1))
                    .as(file)
                    .contains(CAUTION);
        }
        assertThat(Files.readString(out.resolve("experts.csv"))).contains("Confirmed");
    }

    @Test
    void aModelWithoutExpertsHasItsNeuronsAndHeadsTested() throws IOException {
        Path out = folder.resolve("dense");
        String said = tiltmeter(
                0,
                "routing",
                "sample:llama-associations",
                "--probes",
                "sample:insurance",
                "--most-pairs",
                "24",
                "--out",
                out.toString());
        assertThat(said).contains("no experts", CAUTION);
        assertThat(json(out.resolve("dense.json")).get(0).get("comparisons")).isNotEmpty();
        assertThat(Files.readString(out.resolve("dense.csv"))).contains("neurons", "head", CAUTION);
    }

    @Test
    void aChangeThatIsNotWrittenAsItShouldBeIsRefused() {
        String said = tiltmeter(
                2,
                "routing",
                "sample",
                "--probes",
                "sample",
                "--silence",
                "fifth",
                "--out",
                folder.resolve("x").toString());
        assertThat(said).contains("--silence").contains("fifth");
    }
}
