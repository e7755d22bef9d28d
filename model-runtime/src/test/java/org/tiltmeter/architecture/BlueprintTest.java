package org.tiltmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class BlueprintTest {

    private static final Path OLMOE = Path.of("src/test/resources/models/olmoe");

    @TempDir
    Path folder;

    private static ModelSummary inspect(Path place) {
        return ModelInspection.inspect(place, Progress.none(), new Cancellation());
    }

    private void refuses(String from, String to, String... parts) throws IOException {
        String config = Files.readString(OLMOE.resolve("config.json"));
        assertThat(config).contains(from);
        Files.writeString(folder.resolve("config.json"), config.replace(from, to));
        if (!Files.exists(folder.resolve("model.safetensors"))) {
            Files.copy(OLMOE.resolve("model.safetensors"), folder.resolve("model.safetensors"));
        }
        assertThatThrownBy(() -> inspect(folder))
                .isInstanceOf(BadInputException.class)
                .message()
                .contains(parts);
    }

    @Test
    void saysWhatAModelIsBeforeAnyWeightIsRead() {
        ModelSummary summary = inspect(OLMOE.resolve("model.safetensors"));
        assertThat(summary.name()).isEqualTo("olmoe");
        assertThat(summary.family()).isEqualTo("olmoe");
        assertThat(summary.layers()).isEqualTo(3);
        assertThat(summary.hiddenSize()).isEqualTo(64);
        assertThat(summary.vocabulary()).isEqualTo(512);
        assertThat(summary.contextLength()).isEqualTo(128);
        assertThat(summary.storedType()).isEqualTo("float32");
        assertThat(summary.experts()).contains(new ModelSummary.Experts(8, 4, 3));
        assertThat(summary.weightBytes()).isEqualTo(4 * summary.parameters());
        assertThat(summary.memoryBytes()).isGreaterThan(summary.weightBytes());
        assertThat(summary.tokenizerFile()).isEmpty();
        assertThat(summary.unused()).isEqualTo(ModelSummary.Unused.NONE);
    }

    /// The first GPT-2 files hold a mask for each layer.
    @Test
    void namesTheTensorsThatAModelDoesNotUse() {
        assertThat(inspect(Path.of("src/test/resources/models/gpt2_hubstyle")).unused())
                .isEqualTo(new ModelSummary.Unused(3, List.of("h.0.attn.bias", "h.1.attn.bias", "h.2.attn.bias")));
        assertThat(ModelSummary.Unused.of(List.of("f", "e", "d", "c", "b", "a")))
                .isEqualTo(new ModelSummary.Unused(6, List.of("a", "b", "c", "d", "e")));
    }

    /// Beside what older files keep of masks, rope and training, every stored tensor has a place: none is forgotten.
    @Test
    void usesEveryTensorOfTheReferenceFixtures() throws IOException {
        Path golden = Path.of(System.getProperty("tiltmeter.shared", "shared"), "golden");
        assumeTrue(Files.isDirectory(golden), "the reference fixtures are not there: set tiltmeter.shared");
        Map<String, Integer> unused = new TreeMap<>();
        try (Stream<Path> folders = Files.list(golden)) {
            for (Path model : folders.filter(place -> Files.exists(place.resolve("config.json")))
                    .toList()) {
                unused.put(
                        String.valueOf(model.getFileName()),
                        inspect(model).unused().number());
            }
        }
        assertThat(unused).hasSizeGreaterThan(50);
        unused.values().removeIf(number -> number == 0);
        assertThat(unused)
                .isEqualTo(Map.of("bert_hubstyle", 4, "gpt2_hubstyle", 3, "gpt_neox_hubstyle", 9, "minimax", 8));
    }

    @Test
    void refusesByName() throws IOException {
        refuses("\"model_type\": \"olmoe\"", "\"model_type\": \"mamba\"", "\"mamba\"", "olmoe", "llama", "gpt2");
        refuses("\"model_type\": \"olmoe\",", "", "does not say its model_type");
        refuses("\"silu\"", "\"swoosh\"", "hidden_act", "swoosh");
        refuses("\"rope_type\": \"default\"", "\"rope_type\": \"spiral\"", "spiral", "llama3, yarn and longrope");
        refuses("\"use_cache\": true", "\"attention_swirl\": 3", "sets attention_swirl to 3", "olmoe models");
        refuses("\"num_experts_per_tok\": 4", "\"num_experts_per_tok\": 9", "9 of 8 experts");
        refuses("\"hidden_size\": 64", "\"hidden_size\": \"big\"", "sets hidden_size to \"big\"", "whole number");
        refuses("\"num_hidden_layers\": 3", "\"num_hidden_layers\": 0", "must be at least 1");
    }

    @Test
    void refusesTensorsThatDoNotSuitTheSettings() throws IOException {
        refuses("\"num_hidden_layers\": 3", "\"num_hidden_layers\": 4", "lack the tensor model.layers.3.");
        refuses("\"intermediate_size\": 40", "\"intermediate_size\": 48", "has the shape [40, 64]", "[48, 64]");
        refuses("\"attention_bias\": false", "\"attention_bias\": true", "q_proj.bias");
    }

    @Test
    void refusesATokenizerThatDoesNotFit() throws IOException {
        Files.copy(OLMOE.resolve("config.json"), folder.resolve("config.json"));
        Files.copy(OLMOE.resolve("model.safetensors"), folder.resolve("model.safetensors"));
        Files.writeString(
                folder.resolve("tokenizer.json"), "{\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0,\"b\":512}}}");
        assertThatThrownBy(() -> inspect(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("knows tokens up to the id 512 but the model only those below 512");
    }
}
