package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// OPT with an embedding narrower than its layers is the same as one whose matrices are multiplied out.
class NarrowEmbeddingTest {

    private static final int WORDS = 9;
    private static final int NARROW = 4;
    private static final int HIDDEN = 8;
    private static final String CONFIG = """
        {"model_type": "opt", "hidden_size": 8, "num_attention_heads": 2, "num_hidden_layers": 1, "ffn_dim": 12,
         "max_position_embeddings": 16, "vocab_size": 9, "do_layer_norm_before": false,
         "word_embed_proj_dim": %d, "tie_word_embeddings": %b}
        """;

    @TempDir
    Path temporary;

    private static TinyModel layers(TinyModel model) {
        model.tensor("model.decoder.embed_positions.weight", 18, HIDDEN);
        String layer = "model.decoder.layers.0.";
        for (String name : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
            both(model, layer + "self_attn." + name, HIDDEN, HIDDEN);
        }
        both(model, layer + "fc1", 12, HIDDEN);
        both(model, layer + "fc2", HIDDEN, 12);
        both(model, layer + "self_attn_layer_norm", HIDDEN);
        both(model, layer + "final_layer_norm", HIDDEN);
        return model;
    }

    private static void both(TinyModel model, String name, long... shape) {
        model.tensor(name + ".weight", shape).tensor(name + ".bias", shape[0]);
    }

    /// Words times the transposed or plain projection, `[words, hidden]`.
    private static float[] multiplied(float[] words, float[] projection, boolean transposed) {
        float[] product = new float[WORDS * HIDDEN];
        for (int word = 0; word < WORDS; word++) {
            for (int i = 0; i < HIDDEN; i++) {
                for (int j = 0; j < NARROW; j++) {
                    float factor = transposed ? projection[i * NARROW + j] : projection[j * HIDDEN + i];
                    product[word * HIDDEN + i] += words[word * NARROW + j] * factor;
                }
            }
        }
        return product;
    }

    private static float[] logits(Path folder, int last) {
        try (LanguageModel model = TinyModel.open(folder)) {
            Trace trace = model.trace(List.of(new int[] {2, 5, 7}), Capture.ALL, Progress.none(), new Cancellation())
                    .getFirst();
            assertThat(trace.hiddenStates().getLast().columns()).isEqualTo(last);
            Trace again = model.trace(List.of(new int[] {2, 5, 7}), Capture.ALL, Progress.none(), new Cancellation())
                    .getFirst();
            assertThat(again.hiddenStates().getLast().values())
                    .as("the last hidden state of a later pass")
                    .isEqualTo(trace.hiddenStates().getLast().values());
            return trace.logits().orElseThrow().values();
        }
    }

    @Test
    void projectionsMayBeMultipliedOut() throws IOException {
        String in = "model.decoder.project_in.weight";
        String out = "model.decoder.project_out.weight";
        String words = "model.decoder.embed_tokens.weight";
        TinyModel narrow = layers(new TinyModel());
        TinyModel wide = layers(new TinyModel());
        narrow.tensor(words, WORDS, NARROW).tensor(in, HIDDEN, NARROW).tensor(out, NARROW, HIDDEN);
        wide.tensor(words, multiplied(narrow.numbers(words), narrow.numbers(in), true), WORDS, HIDDEN)
                .tensor("lm_head.weight", multiplied(narrow.numbers(words), narrow.numbers(out), false), WORDS, HIDDEN);
        float[] found = logits(narrow.write(temporary.resolve("narrow"), CONFIG.formatted(NARROW, true)), NARROW);
        float[] expected = logits(wide.write(temporary.resolve("wide"), CONFIG.formatted(HIDDEN, false)), HIDDEN);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-4f));
        }
    }
}
