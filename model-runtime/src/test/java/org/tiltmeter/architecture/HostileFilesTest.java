package org.tiltmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Well-formed JSON that says what no model's files say: wrong types, huge numbers, depth, names twice, places outside
/// the folder. Each is opened or refused with one sentence within a moment.
class HostileFilesTest {

    private static final int TIMES = 2_000;
    private static final long LONGEST_NANOS = 10_000_000_000L;
    private static final Path MODELS = Path.of("src/test/resources/models");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SIZES = Set.of(
            "num_hidden_layers",
            "n_layer",
            "n_layers",
            "num_layers",
            "hidden_size",
            "n_embd",
            "dim",
            "num_attention_heads",
            "n_head",
            "n_heads",
            "num_key_value_heads",
            "num_experts",
            "num_local_experts",
            "n_routed_experts",
            "num_experts_per_tok",
            "vocab_size");
    private static final String DEEP = "[".repeat(5_000) + "]".repeat(5_000);
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1",
            "0.5",
            "-0.0",
            "2147483647",
            "2147483648",
            "-9223372036854775808",
            "1e308",
            "1e-320",
            "999999999999999999999999999999999999",
            "\"\"",
            "\"a\"",
            "\"\\u0000\"",
            "\"../../outside\"",
            "\"" + "x".repeat(10_000) + "\"",
            "[]",
            "[1,2,3]",
            "[[[[[]]]]]",
            "[null]",
            "{}",
            "{\"a\":{\"a\":{\"a\":1}}}");

    @TempDir
    Path outside;

    private Path folder = Path.of("");
    private String refusal = "";

    @BeforeEach
    void copy() throws IOException {
        folder = Files.createDirectories(outside.resolve("model"));
    }

    private void copy(String model) throws IOException {
        Files.copy(MODELS.resolve(model).resolve("config.json"), folder.resolve("config.json"));
        Files.copy(MODELS.resolve(model).resolve("model.safetensors"), folder.resolve("model.safetensors"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "llama_rope_yarn", "mixtral", "gpt2_hubstyle"})
    void settingsOfAnyTypeAndSize(String model) throws IOException {
        copy(model);
        Path file = folder.resolve("config.json");
        ObjectNode sound = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
        Random random = new Random(model.hashCode());
        int refused = 0;
        for (int i = 0; i < TIMES; i++) {
            ObjectNode changed = sound.deepCopy();
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                replaceSomething(changed, random);
            }
            Files.writeString(file, changed.toString());
            refused += refused() ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(TIMES / 2);
    }

    /// Every whole number in the settings of every family, in turn: a size is refused by its name, anything else is
    /// taken or refused.
    @ParameterizedTest
    @MethodSource("families")
    void numbersThatNoModelHas(Path family) throws IOException {
        Files.copy(family.resolve("model.safetensors"), folder.resolve("model.safetensors"));
        ObjectNode sound = (ObjectNode) JSON.readTree(Files.readAllBytes(family.resolve("config.json")));
        for (Map.Entry<String, JsonNode> entry : sound.properties()) {
            if (entry.getValue().isIntegralNumber()) {
                for (int number : new int[] {Integer.MAX_VALUE, 1 << 30, -1, 0, 70_000}) {
                    ObjectNode changed = sound.deepCopy().put(entry.getKey(), number);
                    Files.writeString(folder.resolve("config.json"), changed.toString());
                    boolean refused = refused();
                    if (number > 70_000 && SIZES.contains(entry.getKey())) {
                        assertThat(refused).as(entry.getKey()).isTrue();
                        assertThat(refusal).contains(entry.getKey()).contains(String.valueOf(number));
                    }
                }
            }
        }
    }

    private static Stream<Path> families() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path parent : List.of(MODELS, MODELS.resolveSibling("families"))) {
            try (Stream<Path> entries = Files.list(parent)) {
                entries.filter(Files::isDirectory).forEach(folders::add);
            }
        }
        return folders.stream().sorted();
    }

    /// Replaces one value, anywhere in the tree.
    private static void replaceSomething(ObjectNode root, Random random) throws IOException {
        List<Runnable> places = new ArrayList<>();
        JsonNode value = JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
        collect(root, value, places);
        places.get(random.nextInt(places.size())).run();
    }

    private static void collect(JsonNode node, JsonNode value, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                places.add(() -> object.set(entry.getKey(), value));
                collect(entry.getValue(), value, places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int place = i;
                places.add(() -> array.set(place, value));
                collect(array.get(i), value, places);
            }
        }
    }

    /// Opens the folder.
    ///
    /// @return whether it was refused
    private boolean refused() {
        long started = System.nanoTime();
        try {
            ModelInspection.inspect(folder, Progress.none(), new Cancellation());
            return false;
        } catch (BadInputException sentence) {
            refusal = String.valueOf(sentence.getMessage());
            assertThat(refusal).isNotBlank().doesNotContain("\n").endsWith(".");
            return true;
        } finally {
            assertThat(System.nanoTime() - started).isLessThan(LONGEST_NANOS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors.index.json", "tokenizer.json"})
    void depthAndNamesTwice(String name) throws IOException {
        copy("llama_rope_yarn");
        if (name.startsWith("model.")) {
            Files.move(folder.resolve("model.safetensors"), folder.resolve("a.safetensors"));
        }
        Path file = folder.resolve(name);
        for (String text : List.of(
                "{\"x\":" + DEEP + "}",
                DEEP,
                "{\"model_type\":\"llama\",\"model_type\":\"gpt2\"}",
                "{\"weight_map\":{\"a\":\"a.safetensors\",\"a\":\"b.safetensors\"}}",
                "{\"weight_map\":" + DEEP + "}",
                "{\"model\":{\"vocab\":" + DEEP + "}}",
                "{\"x\":1" + "0".repeat(5_000) + "}",
                "{\"x\":\"unfinished",
                "",
                " ",
                "\u0000")) {
            Files.writeString(file, text);
            assertThat(refused())
                    .as(text.length() > 80 ? text.substring(0, 80) : text)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.safetensors",
                "./../outside.safetensors",
                "/etc/passwd",
                "x/../../outside.safetensors",
                "..\\\\outside.safetensors",
                "file:///etc/passwd",
                "~/outside.safetensors",
                "a.safetensors\\u0000",
                ".safetensors",
                "..safetensors"
            })
    void indexesThatPointOutsideTheFolder(String name) throws IOException {
        copy("llama_rope_yarn");
        Files.move(folder.resolve("model.safetensors"), outside.resolve("outside.safetensors"));
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"weight_map\":{\"lm_head.weight\":\"" + name + "\"}}");
        assertThatThrownBy(() -> ModelInspection.inspect(folder, Progress.none(), new Cancellation()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no plain name of a safetensors file within the model's folder");
    }

    /// Hub caches keep each file once, under its hash, and links in the folders of models.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void weightsMayBeLinks() throws IOException {
        copy("llama_rope_yarn");
        Path blob = outside.resolve("0a1b2c");
        Files.move(folder.resolve("model.safetensors"), blob);
        Files.createSymbolicLink(folder.resolve("model.safetensors"), blob);
        assertThat(refused()).as(refusal).isFalse();
    }

    @Test
    void aHeaderOfManyTensorsIsReadInAMoment() throws IOException {
        copy("llama_rope_yarn");
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < 50_000; i++) {
            header.append(i == 0 ? "" : ",")
                    .append("\"t")
                    .append(i)
                    .append("\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}");
        }
        byte[] json = header.append("}").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        java.nio.ByteBuffer file = java.nio.ByteBuffer.allocate(8 + json.length)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json);
        Files.write(folder.resolve("model.safetensors"), file.array());
        assertThat(refused()).isTrue();
    }
}
