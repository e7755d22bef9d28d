package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.architecture.ModelKind;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Encoder-decoders: how a first text is given, and where a decoder's text begins.
class EncoderDecoderTest {

    private static final int START = 0;
    private static final int END = 1;
    private static final int[] SOURCE = {4, 5, 6, END};
    private static final String SWITCH = """
        {"model_type": "switch_transformers", "d_model": 8, "d_kv": 4, "d_ff": 12, "num_heads": 2,
         "num_layers": 2, "num_decoder_layers": 2, "num_sparse_encoder_layers": 1, "num_sparse_decoder_layers": 1,
         "num_experts": 3, "relative_attention_num_buckets": 8, "relative_attention_max_distance": 16,
         "vocab_size": 9, "decoder_start_token_id": 0, "eos_token_id": 1, "tie_word_embeddings": true}
        """;

    @TempDir
    Path temporary;

    private Path folder() throws IOException {
        TinyModel model = new TinyModel().tensor("shared.weight", 9, 8);
        for (String side : List.of("encoder", "decoder")) {
            for (int i = 0; i < 2; i++) {
                String layer = side + ".block." + i + ".layer.";
                attention(model, layer + "0.", "SelfAttention");
                int next = 1;
                if (side.equals("decoder")) {
                    attention(model, layer + "1.", "EncDecAttention");
                    next = 2;
                }
                model.tensor(layer + next + ".layer_norm.weight", 8);
                if (i == 0) {
                    model.tensor(layer + "0.SelfAttention.relative_attention_bias.weight", 8, 2);
                    network(model, layer + next + ".mlp.");
                } else {
                    model.tensor(layer + next + ".mlp.router.classifier.weight", 3, 8);
                    for (int expert = 0; expert < 3; expert++) {
                        network(model, layer + next + ".mlp.experts.expert_" + expert + ".");
                    }
                }
            }
            model.tensor(side + ".final_layer_norm.weight", 8);
        }
        return model.write(temporary, SWITCH);
    }

    private static void attention(TinyModel model, String prefix, String name) {
        model.tensor(prefix + "layer_norm.weight", 8);
        for (String part : List.of("q", "k", "v", "o")) {
            model.tensor(prefix + name + "." + part + ".weight", 8, 8);
        }
    }

    private static void network(TinyModel model, String prefix) {
        model.tensor(prefix + "wi.weight", 12, 8).tensor(prefix + "wo.weight", 8, 12);
    }

    private static Trace trace(LanguageModel model, int... ids) {
        return model.trace(List.of(ids), Capture.ALL, Progress.none(), new Cancellation())
                .getFirst();
    }

    private static SequenceScore score(LanguageModel model, int... ids) {
        return model.score(List.of(ids), Progress.none(), new Cancellation()).getFirst();
    }

    @Test
    void theStartTokenIsPutBeforeATextAndLeftOutOfWhatIsReturned() throws IOException {
        try (LanguageModel opened = TinyModel.open(folder())) {
            assertThat(opened.summary().kind()).isEqualTo(ModelKind.ENCODER_DECODER);
            assertThat(opened.summary().experts().orElseThrow().layers()).isEqualTo(2);
            LanguageModel model = opened.given(SOURCE);
            Trace whole = trace(model, START, 4, 7);
            Trace without = trace(model, 4, 7);
            assertThat(without.ids()).containsExactly(4, 7);
            assertThat(without.logits().orElseThrow().values())
                    .isEqualTo(whole.logits().orElseThrow().from(1).values());
            assertThat(without.routing().getFirst().tokens()).isEqualTo(2);
            assertThat(without.source().orElseThrow().ids()).isEqualTo(SOURCE);
            assertThat(without.source().orElseThrow().routing()).hasSize(1);
            SequenceScore scored = score(model, 4, 7);
            assertThat(scored.logProbabilities()).hasSize(2);
            SequenceScore asGiven = score(model, START, 4, 7);
            assertThat(asGiven.logProbabilities()[0]).isZero();
            assertThat(scored.total()).isCloseTo(asGiven.total(), within(1e-6));
            float[] first = whole.logits().orElseThrow().row(0);
            double sum = 0;
            for (float value : first) {
                sum += Math.exp(value);
            }
            assertThat(scored.logProbabilities()[0]).isCloseTo(first[4] - Math.log(sum), within(1e-5));
            assertThat(trace(model).ids()).containsExactly(START);
        }
    }

    @Test
    void textsThatAreReadTogetherGiveWhatEachGivesAlone() throws IOException {
        try (LanguageModel opened = TinyModel.open(folder())) {
            LanguageModel model = opened.given(SOURCE);
            List<int[]> texts = List.of(new int[] {4, 7}, new int[] {START, 5, 6, 8, 3}, new int[] {6});
            List<Trace> together = model.trace(texts, Capture.ALL, Progress.none(), new Cancellation());
            List<SequenceScore> scores = model.score(texts, Progress.none(), new Cancellation());
            for (int i = 0; i < texts.size(); i++) {
                float[] alone =
                        trace(model, texts.get(i)).logits().orElseThrow().values();
                assertThat(together.get(i).logits().orElseThrow().values()).containsExactly(alone, within(1e-5f));
                assertThat(scores.get(i).logProbabilities())
                        .containsExactly(score(model, texts.get(i)).logProbabilities(), within(1e-5));
            }
        }
    }

    @Test
    void theFirstTextMattersAndAnEmptyOneIsItsEnd() throws IOException {
        try (LanguageModel model = TinyModel.open(folder())) {
            float[] given =
                    trace(model.given(SOURCE), START, 4).logits().orElseThrow().values();
            float[] other = trace(model.given(new int[] {8, END}), START, 4)
                    .logits()
                    .orElseThrow()
                    .values();
            assertThat(given).isNotEqualTo(other);
            float[] empty = trace(model, START, 4).logits().orElseThrow().values();
            float[] end = trace(model.given(new int[] {END}), START, 4)
                    .logits()
                    .orElseThrow()
                    .values();
            assertThat(empty).isEqualTo(end);
            Generation generation = model.given(SOURCE)
                    .generate(new int[0], GenerationSettings.greedy(3), Progress.none(), new Cancellation());
            float[] first = trace(model.given(SOURCE)).logits().orElseThrow().row(0);
            int best = 0;
            for (int i = 1; i < first.length; i++) {
                best = first[i] > first[best] ? i : best;
            }
            int greedy = generation.ids().length == 0 ? END : generation.ids()[0];
            assertThat(greedy).isEqualTo(best);
        }
    }

    @Test
    void aTraceFileHasTheReferencesKeys() throws IOException {
        Path out = temporary.resolve("trace.safetensors");
        try (LanguageModel model = TinyModel.open(folder())) {
            List<int[]> sources = List.of(SOURCE, new int[] {8, END});
            List<int[]> texts = List.of(new int[] {START, 4}, new int[] {START, 5, 6});
            TraceFile.write(model, sources, texts, Capture.ALL, out, Progress.none(), new Cancellation());
            TensorFile file = new TensorFile(out);
            assertThat(file.get("input_ids").longs()).containsExactly(4, 5, 6, 1, 8, 1, 0, 0);
            assertThat(file.get("attention_mask").longs()).containsExactly(1, 1, 1, 1, 1, 1, 0, 0);
            assertThat(file.get("decoder_input_ids").longs()).containsExactly(0, 4, 0, 0, 5, 6);
            assertThat(file.get("encoder_hidden_states.2").shape()).containsExactly(2, 4, 8);
            assertThat(file.get("decoder_hidden_states.2").shape()).containsExactly(2, 3, 8);
            assertThat(file.get("router_logits.enc.1").shape()).containsExactly(8, 3);
            assertThat(file.get("topk_weights.dec.1").shape()).containsExactly(6, 1);
            float[] alone =
                    trace(model.given(SOURCE), START, 4).logits().orElseThrow().values();
            float[] written = file.get("logits").floats();
            assertThat(Arrays.copyOf(written, alone.length)).isEqualTo(alone);
            TraceFile.write(model, sources, Capture.ALL, out, Progress.none(), new Cancellation());
            assertThat(new TensorFile(out).get("decoder_input_ids").longs()).containsExactly(START, START);
            assertThatThrownBy(() -> TraceFile.write(
                            model, sources, texts.subList(0, 1), Capture.ALL, out, Progress.none(), new Cancellation()))
                    .isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void aFolderThatNamesNoStartTokenIsRefused() throws IOException {
        Path folder = folder();
        Files.writeString(folder.resolve("config.json"), SWITCH.replace("\"decoder_start_token_id\": 0,", ""));
        assertThatThrownBy(() -> TinyModel.open(folder).close())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("decoder_start_token_id");
    }
}
