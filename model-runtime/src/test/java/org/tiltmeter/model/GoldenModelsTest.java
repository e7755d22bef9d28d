package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Every reference fixture, opened as it is and with the older spelling of its settings.
class GoldenModelsTest {

    private static final Logger LOG = LoggerFactory.getLogger(GoldenModelsTest.class);

    private static final List<String> ALL = List.of(
            "olmoe",
            "olmoe_bf16",
            "mixtral",
            "mixtral_sharded",
            "mixtral_bf16",
            "llama",
            "llama_bias_headdim",
            "llama_sharded",
            "llama_bf16",
            "llama_rope_llama3",
            "llama_rope_linear",
            "llama_rope_dynamic",
            "llama_rope_yarn",
            "llama_rope_longrope",
            "gpt2",
            "gpt2_hubstyle",
            "qwen2",
            "qwen2_moe",
            "qwen2_moe_mixed",
            "qwen3",
            "qwen3_moe",
            "mistral",
            "gemma",
            "gemma2",
            "gemma3_text",
            "olmo",
            "olmo2",
            "flex_olmo",
            "granite",
            "granitemoe",
            "phi",
            "phi3",
            "phimoe",
            "phimoe_longrope",
            "deepseek_v2",
            "deepseek_v2_yarn",
            "deepseek_v3",
            "glm4_moe",
            "ernie4_5_moe",
            "hunyuan_v1_moe",
            "gpt_oss",
            "gpt_oss_mxfp4",
            "gpt_neox",
            "gpt_neox_hubstyle",
            "falcon",
            "bloom",
            "gptj",
            "cohere",
            "opt",
            "llama4_text",
            "bert",
            "bert_hubstyle",
            "roberta",
            "jetmoe",
            "minimax",
            "jamba",
            "switch_transformers",
            "nllb_moe",
            "t5_gated");

    @TempDir
    Path temporary;

    /// All fixtures, or those that the system property `tiltmeter.fixtures` names, separated by commas.
    static List<String> fixtures() {
        String named = System.getProperty("tiltmeter.fixtures", "");
        return named.isEmpty() ? ALL : List.of(named.split(","));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void agreesWithTheReference(String fixture) {
        Path folder = golden().resolve(fixture);
        assumeTrue(Files.isDirectory(folder), "the reference fixture " + fixture + " is not there");
        LOG.info("{}", compare(fixture, folder, folder, List.of("s1", "s7", "s33", "pad"), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void agreesWithTheOlderSpellingAndPackedWeights(String fixture) throws IOException {
        Path folder = golden().resolve(fixture);
        assumeTrue(Files.isDirectory(folder), "the reference fixture " + fixture + " is not there");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith("model")) {
                    Files.copy(file, temporary.resolve(name));
                }
            }
        }
        Files.copy(folder.resolve("config.v4.json"), temporary.resolve("config.json"));
        String line = compare(fixture, temporary, folder, List.of("s1", "s33", "pad"), true);
        assertThat(line).startsWith(fixture);
    }

    private static String compare(String fixture, Path folder, Path golden, List<String> cases, boolean packed) {
        try (LanguageModel model = LanguageModels.open(
                folder, new OpenSettings(ComputeType.EXACT, 1), Progress.none(), new Cancellation())) {
            if (!packed) {
                ((TorchModel) model).keepMapped();
            }
            return new GoldenComparison(golden.resolve("golden.safetensors"), model).compare(fixture, cases);
        }
    }

    private static Path golden() {
        Path shared = Path.of(System.getProperty("tiltmeter.shared", "shared"));
        assumeTrue(
                Files.isDirectory(shared.resolve("golden")),
                "the reference fixtures are not there: set tiltmeter.shared to the folder that holds golden/");
        return shared.resolve("golden");
    }
}
