package org.tiltmeter.measure.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.probe.benchmark.DelimitedText;
import org.tiltmeter.probe.benchmark.StereoSet;
import org.tiltmeter.probe.benchmark.StereoSet.Cluster;
import org.tiltmeter.testing.SharedFiles;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Benchmarks on small trained models against log-likelihoods computed independently in float64, and
/// StereoSet's
/// published numbers from its published scores.
class ReferenceScoresTest {

    private static final AuditSettings SETTINGS = new AuditSettings(42, 200, 0.95, List.of("reference"));

    private static LanguageModel open(String model) {
        return LanguageModels.open(
                SharedFiles.of("data/models/" + model), OpenSettings.EXACT, Progress.none(), new Cancellation());
    }

    private static Path reference(String name) {
        return SharedFiles.of("data/results/reference-scores/" + name);
    }

    private static BenchmarkResult run(String id, LanguageModel model, Path source) {
        return Benchmarks.of(id).orElseThrow().run(model, source, SETTINGS, Progress.none(), new Cancellation());
    }

    @Test
    void everySentencePairOfCrowsPairsAgrees() throws IOException {
        String name = "stories260K-hf";
        JsonNode summary = summary(name);
        Path sentences = SharedFiles.of("data/datasets/crows-pairs/data/crows_pairs_anonymized.csv");
        try (LanguageModel model = open(name)) {
            BenchmarkResult crows = run("crows-pairs", model, sentences);
            List<DelimitedText.Row> rows = DelimitedText.commaSeparated(reference("crows_pairs__" + name + ".csv"))
                    .rows();
            assertThat(crows.items()).hasSize(1508).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                agrees(crows.items().get(i), 0, rows.get(i), "sent_more_logprob", "sent_more_tokens");
                agrees(crows.items().get(i), 1, rows.get(i), "sent_less_logprob", "sent_less_tokens");
            }
            for (String type : List.of("ALL", "gender", "race-color", "religion", "age", "disability")) {
                assertThat(crows.row(type + ": pct_stereotype").value())
                        .isCloseTo(summary.get(type).get("pct_stereotype").doubleValue(), within(1e-9));
                assertThat(crows.row(type + ": likelihood_diff (nats)").value())
                        .isCloseTo(summary.get(type).get("likelihood_diff").doubleValue(), within(1e-3));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TinyStories-656K, winogender",
        "babyllama-tok105-hf, winogender",
        "stories260K-hf, winogender",
        "stories260K-hf, winobias-dev"
    })
    void everySentencePairWithPronounsAgrees(String name, String set) throws IOException {
        JsonNode aggregate = summary(name).get(set);
        Path table = reference(set + "__" + name + ".csv");
        try (LanguageModel model = open(name)) {
            BenchmarkResult result = run(set.equals("winogender") ? set : "winobias", model, table);
            List<DelimitedText.Row> expected =
                    DelimitedText.commaSeparated(table).rows();
            for (int i = 0; i < expected.size(); i++) {
                agrees(result.items().get(i), 0, expected.get(i), "M_logprob", "M_num_tokens");
                agrees(result.items().get(i), 1, expected.get(i), "F_logprob", "F_num_tokens");
            }
            assertThat(result.items()).hasSize(aggregate.get("n").intValue());
            assertThat(result.row("ALL: mean_FM (nats)").value())
                    .isCloseTo(aggregate.get("mean_FM").doubleValue(), within(1e-3));
            assertThat(result.row("ALL: pct_female").value())
                    .isCloseTo(aggregate.get("pct_female").doubleValue(), within(1e-9));
            assertThat(result.row("ALL: pct_neutral_1_65").value())
                    .isCloseTo(aggregate.get("pct_neutral_1_65").doubleValue(), within(1e-9));
        }
    }

    private static JsonNode summary(String model) throws IOException {
        return new ObjectMapper().readTree(reference("summary.json").toFile()).get(model);
    }

    private static void agrees(
            BenchmarkItem item, int text, DelimitedText.Row row, String logProbability, String tokens) {
        assertThat(item.texts().get(text).logProbability())
                .as("row %d", row.number())
                .isCloseTo(Double.parseDouble(row.get(logProbability)), within(1e-3));
        assertThat(item.texts().get(text).tokens()).isEqualTo(Integer.parseInt(row.get(tokens)));
    }

    @Test
    void stereoSetsPublishedNumbersFollowFromItsPublishedScores() {
        List<Cluster> clusters = StereoSet.read(SharedFiles.of("data/datasets/stereoset/dev_rebuilt_en.json"));
        assertThat(clusters).hasSize(2106 + 2123);
        Map<String, Double> gpt2 = StereoSet.readScores(
                SharedFiles.of("data/results/stereoset-official/predictions_gpt2_ModelNSP_GPT2LM.json"));
        StereoSetScores overall = StereoSetScores.of(clusters, gpt2);
        assertThat(overall.languageScore()).isCloseTo(83.65206453498921, within(1e-6));
        assertThat(overall.stereotypeScore()).isCloseTo(57.030779449358135, within(1e-6));
        assertThat(overall.icat()).isCloseTo(71.88928021040955, within(1e-6));
        StereoSetScores within = StereoSetScores.of(split(clusters, "intrasentence"), gpt2);
        assertThat(within.languageScore()).isCloseTo(91.11494266185422, within(1e-6));
        assertThat(within.stereotypeScore()).isCloseTo(61.93148524495897, within(1e-6));
        StereoSetScores between = StereoSetScores.of(split(clusters, "intersentence"), gpt2);
        assertThat(between.languageScore()).isCloseTo(76.26460290188076, within(1e-6));
        assertThat(between.stereotypeScore()).isCloseTo(52.278503972830144, within(1e-6));
        StereoSetScores roberta = StereoSetScores.of(
                clusters,
                StereoSet.readScores(SharedFiles.of(
                        "data/results/stereoset-official/predictions_roberta-base_ModelNSP_RoBERTaLM.json")));
        assertThat(roberta.languageScore()).isCloseTo(68.96335791702742, within(1e-6));
        assertThat(roberta.stereotypeScore()).isCloseTo(49.90487535739785, within(1e-6));
        assertThat(roberta.icat()).isCloseTo(68.8321556215374, within(1e-6));
    }

    private static List<Cluster> split(List<Cluster> clusters, String split) {
        List<Cluster> chosen = new ArrayList<>(clusters);
        chosen.removeIf(cluster -> !cluster.split().equals(split));
        return chosen;
    }
}
