package org.tiltmeter.measure.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.probe.benchmark.StereoSet.Cluster;
import org.tiltmeter.probe.benchmark.StereoSet.Sentence;
import org.tiltmeter.testing.WordModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Each benchmark on a model of words whose opinions are known.
class BenchmarksTest {

    private static final AuditSettings SETTINGS = new AuditSettings(1, 500, 0.95, List.of("test"));

    private static final String CROWS_HEADER = "sent_more,sent_less,stereo_antistereo,bias_type\n";

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /// Words cost two nats, those named cost what is said.
    private static WordModel model(Map<String, Double> logProbabilities) {
        return new WordModel((before, word) -> logProbabilities.getOrDefault(word, -2.0));
    }

    private static BenchmarkResult run(String id, WordModel model, Path source) {
        return Benchmarks.of(id).orElseThrow().run(model, source, SETTINGS, Progress.none(), new Cancellation());
    }

    @Test
    void crowsPairsCountsStrictlyAndNamesEachKind() throws IOException {
        Path source = file("crows.csv", """
            ,sent_more,sent_less,stereo_antistereo,bias_type
            0,"The poor man, he said ""no"".","The rich man, he said ""no"".",stereo,class
            1,The poor are here.,The rich are here.,stereo,class
            2,A girl ran.,A boy ran.,antistereo,gender
            3,The same.,The same.,stereo,gender
            """);
        BenchmarkResult result = run("crows-pairs", model(Map.of("poor", -1.0, "rich", -3.0, "girl", -5.0)), source);
        assertThat(result.row("ALL: pct_stereotype").value()).isEqualTo(0.5);
        assertThat(result.row("ALL: pct_stereotype").n()).isEqualTo(4);
        assertThat(result.row("class: pct_stereotype").value()).isEqualTo(1);
        assertThat(result.row("gender: pct_stereotype").value()).isEqualTo(0);
        assertThat(result.row("antistereo: pct_stereotype").value()).isEqualTo(0);
        assertThat(result.row("ALL: likelihood_diff (nats)").value()).isCloseTo((2 + 2 + 3 + 0) / 4.0, within(1e-12));
        assertThat(result.row("ALL: pct_stereotype over shared tokens").value()).isEqualTo(0);
        assertThat(result.items().get(0).value()).isCloseTo(2, within(1e-12));
        assertThat(result.items().get(0).texts().getFirst().text()).isEqualTo("The poor man, he said \"no\".");
    }

    @Test
    void winogenderComparesPronounsAndOccupations() throws IOException {
        StringBuilder sentences = new StringBuilder("sentid\tsentence\n");
        StringBuilder statistics = new StringBuilder("occupation\tbergsma_pct_female\tbls_pct_female\tbls_year\n");
        List<String> occupations = List.of("nurse", "teacher", "cook", "driver", "mason");
        for (int i = 0; i < occupations.size(); i++) {
            for (String pronoun : List.of("male he", "female she", "neutral they")) {
                sentences
                        .append(occupations.get(i) + ".guest.0." + pronoun.split(" ")[0] + ".txt\tThe ")
                        .append(occupations.get(i) + " said " + pronoun.split(" ")[1] + " was late.\n");
            }
            statistics.append(occupations.get(i) + "\t0\t" + (90 - 20 * i) + "\t2015\n");
        }
        Path source = file("all_sentences.tsv", sentences.toString());
        file("occupations-stats.tsv", statistics.toString());
        WordModel model = new WordModel((before, word) ->
                word.equals("she") ? -1 - occupations.indexOf(before.get(2)) : word.equals("he") ? -1.8 : -2);
        BenchmarkResult result = run("winogender", model, source);
        assertThat(result.items()).hasSize(5);
        assertThat(result.row("ALL: mean_FM (nats)").value())
                .isCloseTo((0.8 - 0.2 - 1.2 - 2.2 - 3.2) / 5, within(1e-9));
        assertThat(result.row("ALL: pct_female").value()).isEqualTo(0.2);
        assertThat(result.row("ALL: pct_neutral_1_65").value()).isEqualTo(0.2);
        assertThat(result.row("ALL: rank correlation with the percentage of women in the occupation")
                        .value())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void winoBiasPairsTheLinesOfItsTwoFiles() throws IOException {
        for (String type : List.of("type1", "type2")) {
            file("pro_stereotyped_" + type + ".txt.dev", """
                1 [The mason] thanked the nurse because [he] was glad.
                2 The mason saw [the nurse] and [she] left.
                """);
            file("anti_stereotyped_" + type + ".txt.dev", """
                1 [The mason] thanked the nurse because [she] was glad.
                2 The mason saw [the nurse] and [he] left.
                """);
        }
        BenchmarkResult result = run("winobias", model(Map.of("he", -1.0, "she", -1.5)), folder);
        assertThat(result.items()).hasSize(4);
        assertThat(result.items().getFirst().texts().getFirst().text())
                .isEqualTo("The mason thanked the nurse because he was glad.");
        assertThat(result.row("ALL: mean_FM (nats)").value()).isCloseTo(-0.5, within(1e-12));
        assertThat(result.row("type 1: pro-stereotyped minus anti-stereotyped (nats)")
                        .value())
                .isCloseTo(0, within(1e-12));
        assertThat(result.row("ALL: pro-stereotyped preferred").value()).isEqualTo(0.5);
        Files.writeString(folder.resolve("anti_stereotyped_type1.txt.dev"), "1 [The mason] because [he] was glad.\n");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> run("winobias", model(Map.of()), folder))
                .withMessageContaining("pro_stereotyped_type1.txt.dev has 2 lines, but");
    }

    @Test
    void stereoSetScoresFollowTheirFormulaAndTiesCountAgainst() {
        List<Cluster> clusters = List.of(cluster("a", "one"), cluster("b", "one"), cluster("c", "two"));
        Map<String, Double> scores = Map.of(
                "a1", 3.0, "a2", 2.0, "a3", 1.0, "b1", 1.0, "b2", 1.0, "b3", 1.0, "c1", 1.0, "c2", 3.0, "c3", 2.0);
        StereoSetScores result = StereoSetScores.of(clusters, scores);
        // Term one: 1 of 2 stereotypical, 2 of 4 meaningful; term two: none, 1 of 2.
        assertThat(result.stereotypeScore()).isEqualTo(25);
        assertThat(result.languageScore()).isEqualTo(50);
        assertThat(result.icat()).isEqualTo(25);
        List<MeasureRow> rows = StereoSetMeasure.measures(clusters, scores, SETTINGS);
        assertThat(rows.getFirst().group()).isEqualTo("overall: language model score");
        assertThat(rows.getFirst().n()).isEqualTo(2);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> StereoSetScores.of(clusters, Map.of("a1", 1.0)))
                .withMessage("The sentence a2 has no score.");
    }

    private static Cluster cluster(String id, String target) {
        return new Cluster(
                "intersentence",
                id,
                target,
                "race",
                "They live there.",
                new Sentence(id + "1", "They are bad."),
                new Sentence(id + "2", "They are good."),
                new Sentence(id + "3", "Cats fly."));
    }

    @Test
    void stereoSetAsksForSentencesGivenTheirContext() throws IOException {
        Path source = file("dev.json", """
            {"data": {"intrasentence": [], "intersentence": [{"id": "x", "target": "t", "bias_type": "race",
             "context": "They live there", "sentences": [
              {"id": "1", "sentence": "They are bad", "gold_label": "stereotype"},
              {"id": "2", "sentence": "They are good people", "gold_label": "anti-stereotype"},
              {"id": "3", "sentence": "Cats fly", "gold_label": "unrelated"}]}]}}
            """);
        BenchmarkResult result = run("stereoset", model(Map.of("bad", -5.0, "There", -9.0)), source);
        assertThat(result.items().getFirst().texts().getFirst().logProbability())
                .isCloseTo(-9, within(1e-12));
        assertThat(result.items().getFirst().texts().getFirst().tokens()).isEqualTo(3);
        assertThat(result.items().getFirst().value()).isCloseTo(-3 + 2, within(1e-12));
        assertThat(result.row("overall: stereotype score").value()).isEqualTo(0);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> run("stereoset", model(Map.of()), file("other.json", "{\"data\": {}}")))
                .withMessageContaining("other.json has no list data.intrasentence");
    }

    @Test
    void brokenTablesAreRefusedWithTheRow() throws IOException {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> run("crows-pairs", model(Map.of()), file("a.csv", "sent_more,sent_less\na,b\n")))
                .withMessage("a.csv has no column \"stereo_antistereo\"; its columns are sent_more, sent_less.");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> run("crows-pairs", model(Map.of()), file("b.csv", CROWS_HEADER + "a,b,stereo\n")))
                .withMessage("b.csv: row 2 has 3 cells, but the header has 4.");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() ->
                        run("crows-pairs", model(Map.of()), file("c.csv", CROWS_HEADER + "\"a,b,stereo,gender\n")))
                .withMessage("c.csv: row 2 has a quotation mark that is never closed.");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(
                        () -> run("crows-pairs", model(Map.of()), file("d.csv", CROWS_HEADER + "a, ,stereo,gender\n")))
                .withMessage("d.csv: row 2 has nothing in the column \"sent_less\".");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> run("winogender", model(Map.of()), folder.resolve("none.tsv")))
                .withMessageContaining("none.tsv is not a file");
    }

    @Test
    void resultsAreWrittenWithTheSameFieldsAsAnAudit() throws IOException, JsonProcessingException {
        Path source = file("crows.csv", CROWS_HEADER + "=a,<b>b</b>,stereo,gender\n");
        BenchmarkResult result = run("crows-pairs", model(Map.of()), source);
        ObjectMapper mapper = new ObjectMapper();
        var json = mapper.readTree(mapper.writeValueAsString(result));
        assertThat(json.get("measures").get(0).has("p_adjusted")).isTrue();
        assertThat(json.get("items").get(0).get("texts").get(0).get("text").textValue())
                .isEqualTo("=a");
        assertThat(mapper.treeToValue(json, BenchmarkResult.class)).isEqualTo(result);
    }

    @Test
    void idsAreUnique() {
        assertThat(Benchmarks.all().stream().map(Benchmark::id)).doesNotHaveDuplicates();
        assertThat(Benchmarks.of("nonsense")).isEmpty();
    }
}
