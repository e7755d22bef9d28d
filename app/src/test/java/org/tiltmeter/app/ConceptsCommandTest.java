package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.checkpoint.SafetensorsFile;

/// The command `concepts` as a script uses it.
final class ConceptsCommandTest {

    @TempDir
    private Path folder;

    private UserFolders folders = UserFolders.of(Map.of(), Path.of("."), "Linux");

    @BeforeEach
    void keepsEverythingInTheTestFolder() {
        folders = Run.foldersIn(folder);
    }

    private Run tiltmeter(String... arguments) {
        return Run.of(folders, arguments);
    }

    @Test
    void conceptsWritesDirectionsAndRanksTargets() throws IOException {
        Path out = folder.resolve("concepts");
        Run run = tiltmeter(
                "concepts",
                "sample",
                "--concepts",
                "sample",
                "--layers",
                "2,3",
                "--tokens",
                "3",
                "--stability",
                "--methods",
                "difference-of-means",
                "--references",
                "women,men",
                "--resamples",
                "100",
                "--out",
                out.toString());
        assertThat(run.code()).describedAs(run.err()).isZero();
        assertThat(run.out()).contains("jobs mostly of women lies closer to women than men", "not cause");
        JsonNode found = new ObjectMapper().readTree(out.resolve("results.json").toFile());
        assertThat(found.get("cautions").toString()).contains("Similarity is not cause");
        assertThat(found.get("directions")).hasSize(12);
        assertThat(found.get("directions").get(0).has("centre")).isFalse();
        JsonNode study = found.get("asymmetries").get(0);
        assertThat(study.get("label").asText()).isEqualTo("CAV-cosine (our reconstruction)");
        for (JsonNode one : study.get("ranked")) {
            if (one.get("target").asText().equals("jobs mostly of men")) {
                assertThat(one.get("interval").get("high").asDouble()).isNegative();
            }
        }
        for (String file :
                List.of("directions.csv", "similarities.csv", "stability.csv", "vocabulary.csv", "asymmetries.csv")) {
            assertThat(Files.readString(out.resolve(file))).contains("similarity is not cause");
        }
        assertThat(SafetensorsFile.read(out.resolve("directions.safetensors")).tensors())
                .hasSize(24);
    }

    @Test
    void publishedListsAreTestedWithoutAFile() throws IOException {
        Path out = folder.resolve("published");
        Run run = tiltmeter(
                "concepts",
                "sample",
                "--concepts",
                "sample",
                "--layers",
                "2",
                "--random-splits",
                "1",
                "--methods",
                "difference-of-means",
                "--associations",
                "sample",
                "--out",
                out.toString());
        assertThat(run.code()).describedAs(run.err()).isZero();
        assertThat(run.out()).contains("occupations and gender, hidden state 2: WEAT +", "p corrected over layers");
        assertThat(Files.readString(out.resolve("associations.csv")))
                .contains("CEAT p over words", "flowers and insects", "similarity is not cause");
    }

    @Test
    void questionsAreAnsweredBesideTheDirections() throws IOException {
        Path questions = folder.resolve("more.json");
        Files.writeString(questions, """
            {"format": "tiltmeter-concept-questions", "version": 1,
             "words": ["nurse", "librarian", "carpenter", "firefighter"],
             "sentences": ["We met the {word}", "On Friday, the {word}", "The {word}", "We asked the {word}",
                           "The letter from the {word}", "On Monday, the {word}"],
             "sensitivities": [{"concept": "women and men", "texts": ["The nurse said that", "The chef said that"],
                                "answer_a": ["she"], "answer_b": ["he"], "runs": 5}],
             "actions": [{"name": "people", "good": ["the woman", "the mother"], "bad": ["the man", "the father"],
                          "questions": ["We met {action}", "We asked {action}"]}]}
            """);
        Path out = folder.resolve("answers");
        Run run = tiltmeter(
                "concepts",
                "sample",
                "--concepts",
                "sample",
                "--layers",
                "2",
                "--random-splits",
                "2",
                "--methods",
                "difference-of-means",
                "--references",
                "women,men",
                "--targets",
                "jobs mostly of women",
                "--resamples",
                "40",
                "--map",
                "--questions",
                questions.toString(),
                "--out",
                out.toString());
        assertThat(run.code()).describedAs(run.err()).isZero();
        JsonNode found = new ObjectMapper().readTree(out.resolve("results.json").toFile());
        JsonNode ranked = found.get("asymmetries").get(0).get("ranked");
        assertThat(ranked).hasSize(5);
        for (JsonNode one : ranked) {
            boolean women = List.of("nurse", "librarian", "jobs mostly of women")
                    .contains(one.get("target").asText());
            assertThat(one.get("score").asDouble() > 0)
                    .as(one.get("target").asText())
                    .isEqualTo(women);
        }
        assertThat(found.get("maps")).hasSize(1);
        assertThat(found.get("sensitivities")).hasSize(1);
        assertThat(found.get("sensitivities").get(0).get("score").asDouble()).isBetween(0.0, 1.0);
        JsonNode moral = found.get("moral").get(0);
        assertThat(moral.get("name").asText()).isEqualTo("people");
        assertThat(moral.get("actions")).hasSize(4);
        assertThat(moral.has("axis")).isFalse();
        for (String file : List.of("map.csv", "sensitivities.csv", "moral.csv")) {
            assertThat(Files.readString(out.resolve(file))).contains("similarity is not cause");
        }
        assertThat(SafetensorsFile.read(out.resolve("directions.safetensors")).tensors())
                .anyMatch(tensor -> tensor.toString().contains("moral.2.people"));
        assertThat(run.out()).contains("women and men, hidden state 2: the answer rises");
        Files.writeString(
                questions, "{\"format\": \"tiltmeter-concept-questions\", \"version\": 1, \"words\": [\"a\"]}");
        tiltmeter(
                        "concepts",
                        "sample",
                        "--concepts",
                        "sample",
                        "--questions",
                        questions.toString(),
                        "--out",
                        out.toString())
                .isRefusedInOneLine("more.json", "sentences");
    }

    @Test
    void conceptsRefusesBrokenFilesAndUnknownNames() throws IOException {
        Path broken = folder.resolve("broken.concepts.json");
        Files.writeString(broken, "{\"format\": \"tiltmeter-concepts\", \"version\": 1, \"name\": \"b\"}");
        String out = folder.resolve("none").toString();
        tiltmeter("concepts", "sample", "--concepts", broken.toString(), "--out", out)
                .isRefusedInOneLine("broken.concepts.json", "concepts");
        tiltmeter("concepts", "sample", "--concepts", "sample", "--references", "women,cats", "--out", out)
                .isRefusedInOneLine("There is no concept \"cats\"");
        tiltmeter("concepts", "sample", "--concepts", "sample", "--pooling", "middle", "--out", out)
                .isRefusedInOneLine(
                        "--pooling: middle is unknown; known are last-token, mean, marked-span, after-instruction.");
        tiltmeter("concepts", "sample", "--concepts", "sample", "--layers", "9", "--out", out)
                .isRefusedInOneLine("no hidden state 9");
    }

    @Test
    void steersAndProjectsOutAndWritesTheCurves() throws IOException {
        Path out = folder.resolve("causal");
        Run run = tiltmeter(
                "concepts",
                "sample",
                "--concepts",
                "sample",
                "--layers",
                "1,2",
                "--methods",
                "difference-of-means",
                "--steer",
                "women and men",
                "--erase",
                "women and men",
                "--steer-layer",
                "1",
                "--steer-pairs",
                "8",
                "--probes",
                "sample",
                "--out",
                out.toString());
        assertThat(run.code()).describedAs(run.err()).isZero();
        assertThat(run.out())
                .contains(" nats per unit of dose", "0 of 20 random directions", "projected out, women and men");
        JsonNode study = new ObjectMapper()
                .readTree(out.resolve("steering.json").toFile())
                .get("studies")
                .get(0);
        assertThat(study.get("layer").asInt()).isEqualTo(1);
        assertThat(study.get("trend").asDouble()).isGreaterThan(0.8);
        assertThat(study.get("slopeInterval").get("low").asDouble()).isPositive();
        assertThat(study.get("random")).hasSize(20);
        assertThat(study.get("curve").get("doses")).hasSize(9);
        assertThat(Files.readString(out.resolve("steering.csv")).lines().filter(line -> line.contains("random 20,")))
                .hasSize(9);
        JsonNode rows = new ObjectMapper()
                .readTree(out.resolve("erasure.json").toFile())
                .get("erasures")
                .get(0)
                .get("rows");
        assertThat(rows.get(0).get("sizeAfter").asDouble())
                .isLessThan(rows.get(0).get("sizeBefore").asDouble());
        assertThat(Files.readString(out.resolve("erasure.csv"))).contains("women less men");
    }

    @Test
    void steeringRefusesWhatItCannotDoBeforeTheModelIsOpened() {
        String out = folder.resolve("none").toString();
        tiltmeter("concepts", "sample", "--concepts", "sample", "--steer", "cats", "--out", out)
                .isRefusedInOneLine("There is no concept \"cats\"");
        tiltmeter("concepts", "sample", "--concepts", "sample", "--steer", "women", "--out", out)
                .isRefusedInOneLine("name one with --probes");
        tiltmeter(
                        "concepts",
                        "sample",
                        "--concepts",
                        "sample",
                        "--steer",
                        "women",
                        "--probes",
                        "sample",
                        "--comparison",
                        "cats:dogs",
                        "--out",
                        out)
                .isRefusedInOneLine("has no cats:dogs", "women:men");
        tiltmeter("concepts", "sample", "--concepts", "sample:cats", "--out", out)
                .isRefusedInOneLine("no sample concepts called cats", "gender");
    }
}
