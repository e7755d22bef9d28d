package org.tiltmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.testing.Damage;
import org.tiltmeter.tokenizer.Vocabulary;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Damages a model's files at random, by a seed, 20,000 times in all: each time the model is opened as a blueprint or
/// refused with one sentence, and nothing else happens.
class DamagedFilesTest {

    private static final int TIMES = 5_000;
    private static final long LONGEST_NANOS = 10_000_000_000L;
    private static final Path LLAMA = Path.of("src/test/resources/models/llama_rope_yarn");
    private static final String TOKENIZER =
            "{\"added_tokens\":[{\"id\":2,\"content\":\"<s>\"}],\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0,\"b\":1}}}";

    @TempDir
    Path folder;

    private int accepted;
    private int refused;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(LLAMA.resolve("config.json"), folder.resolve("config.json"));
        Files.copy(LLAMA.resolve("model.safetensors"), folder.resolve("model.safetensors"));
    }

    @Test
    void headers() throws IOException {
        Path file = folder.resolve("model.safetensors");
        byte[] all = Files.readAllBytes(file);
        byte[] head = Arrays.copyOf(all, 3_080);
        Random random = new Random(1);
        for (int i = 0; i < TIMES; i++) {
            byte[] damaged = Damage.of(head, random);
            byte[] same = damaged.length == head.length ? damaged : Arrays.copyOf(damaged, head.length);
            try (var out = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                out.write(java.nio.ByteBuffer.wrap(same));
            }
            open();
        }
        assertThat(refused).isGreaterThan(TIMES / 2);
        assertThat(accepted + refused).isEqualTo(TIMES);
    }

    @Test
    void settings() throws IOException {
        mutate(folder.resolve("config.json"), Files.readAllBytes(folder.resolve("config.json")), 2);
    }

    @Test
    void indexes() throws IOException {
        Files.move(folder.resolve("model.safetensors"), folder.resolve("a.safetensors"));
        StringBuilder index = new StringBuilder("{\"weight_map\":{\"x\":\"a.safetensors\"");
        for (String name : new String[] {"lm_head.weight", "model.embed_tokens.weight", "model.norm.weight"}) {
            index.append(",\"").append(name).append("\":\"a.safetensors\"");
        }
        byte[] bytes = index.append("}}").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        mutate(folder.resolve("model.safetensors.index.json"), bytes, 3);
    }

    @Test
    void tokenizers() throws IOException {
        Path file = folder.resolve("tokenizer.json");
        Random random = new Random(4);
        for (int i = 0; i < TIMES; i++) {
            Files.write(file, Damage.of(TOKENIZER.getBytes(java.nio.charset.StandardCharsets.UTF_8), random));
            try {
                assertThat(Vocabulary.read(file).size()).isNotNegative();
                accepted++;
            } catch (BadInputException refusal) {
                assertOneSentence(refusal);
            }
        }
        assertThat(accepted + refused).isEqualTo(TIMES);
    }

    private void mutate(Path file, byte[] sound, long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < TIMES; i++) {
            Files.write(file, Damage.of(sound, random));
            open();
        }
        assertThat(refused).isGreaterThan(TIMES / 4);
        assertThat(accepted + refused).isEqualTo(TIMES);
    }

    private void open() {
        long started = System.nanoTime();
        try {
            ModelInspection.inspect(folder, Progress.none(), new Cancellation());
            accepted++;
        } catch (BadInputException refusal) {
            assertOneSentence(refusal);
        } finally {
            assertThat(System.nanoTime() - started).isLessThan(LONGEST_NANOS);
        }
    }

    private void assertOneSentence(BadInputException refusal) {
        refused++;
        assertThat(refusal.getMessage()).isNotBlank().doesNotContain("\n").endsWith(".");
    }
}
