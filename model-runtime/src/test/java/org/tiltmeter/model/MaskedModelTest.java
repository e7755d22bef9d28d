package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.architecture.ModelKind;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Masked models: what their scores are, what they refuse.
class MaskedModelTest {

    private static final int CLASS = 1;
    private static final int END = 2;
    private static final int MASK = 3;
    private static final String BERT = """
        {"model_type": "bert", "hidden_size": 8, "num_attention_heads": 2, "num_hidden_layers": 2,
         "intermediate_size": 12, "max_position_embeddings": 16, "vocab_size": 9, "type_vocab_size": 2}
        """;
    private static final String DISTILBERT = """
        {"model_type": "distilbert", "dim": 8, "n_heads": 2, "n_layers": 2, "hidden_dim": 12,
         "max_position_embeddings": 16, "vocab_size": 9, "activation": "gelu", "sinusoidal_pos_embds": false,
         "qa_dropout": 0.1, "seq_classif_dropout": 0.2, "pad_token_id": 0}
        """;
    private static final String TOKENIZER = """
        {"added_tokens": [
          {"id": 0, "content": "[UNK]", "special": true}, {"id": 1, "content": "[CLS]", "special": true},
          {"id": 2, "content": "[SEP]", "special": true}, {"id": 3, "content": "[MASK]", "special": true}],
         "pre_tokenizer": {"type": "Whitespace"},
         "model": {"type": "WordLevel", "unk_token": "[UNK]", "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2,
          "[MASK]": 3, "the": 4, "nurse": 5, "doctor": 6, "said": 7, "she": 8}}}
        """;

    @TempDir
    Path temporary;

    private static TinyModel bert() {
        TinyModel model = new TinyModel()
                .tensor("bert.embeddings.word_embeddings.weight", 9, 8)
                .tensor("bert.embeddings.position_embeddings.weight", 16, 8)
                .tensor("bert.embeddings.token_type_embeddings.weight", new float[16], 2, 8);
        norm(model, "bert.embeddings.LayerNorm");
        for (int i = 0; i < 2; i++) {
            String layer = "bert.encoder.layer." + i + ".";
            for (String name : List.of("query", "key", "value")) {
                linear(model, layer + "attention.self." + name, 8, 8);
            }
            linear(model, layer + "attention.output.dense", 8, 8);
            norm(model, layer + "attention.output.LayerNorm");
            linear(model, layer + "intermediate.dense", 8, 12);
            linear(model, layer + "output.dense", 12, 8);
            norm(model, layer + "output.LayerNorm");
        }
        linear(model, "cls.predictions.transform.dense", 8, 8);
        norm(model, "cls.predictions.transform.LayerNorm");
        return model.tensor("cls.predictions.bias", 9);
    }

    private static void linear(TinyModel model, String name, int in, int out) {
        model.tensor(name + ".weight", out, in).tensor(name + ".bias", out);
    }

    private static void norm(TinyModel model, String name) {
        model.tensor(name + ".weight", 8).tensor(name + ".bias", 8);
    }

    /// The same weights under DistilBERT's names.
    private static TinyModel distilbert(TinyModel bert) {
        TinyModel model = new TinyModel();
        copy(
                bert,
                "bert.embeddings.word_embeddings.weight",
                model,
                "distilbert.embeddings.word_embeddings.weight",
                9,
                8);
        copy(
                bert,
                "bert.embeddings.position_embeddings.weight",
                model,
                "distilbert.embeddings.position_embeddings.weight",
                16,
                8);
        both(bert, "bert.embeddings.LayerNorm", model, "distilbert.embeddings.LayerNorm", 8);
        for (int i = 0; i < 2; i++) {
            String from = "bert.encoder.layer." + i + ".";
            String to = "distilbert.transformer.layer." + i + ".";
            both(bert, from + "attention.self.query", model, to + "attention.q_lin", 8, 8);
            both(bert, from + "attention.self.key", model, to + "attention.k_lin", 8, 8);
            both(bert, from + "attention.self.value", model, to + "attention.v_lin", 8, 8);
            both(bert, from + "attention.output.dense", model, to + "attention.out_lin", 8, 8);
            both(bert, from + "attention.output.LayerNorm", model, to + "sa_layer_norm", 8);
            both(bert, from + "intermediate.dense", model, to + "ffn.lin1", 12, 8);
            both(bert, from + "output.dense", model, to + "ffn.lin2", 8, 12);
            both(bert, from + "output.LayerNorm", model, to + "output_layer_norm", 8);
        }
        both(bert, "cls.predictions.transform.dense", model, "vocab_transform", 8, 8);
        both(bert, "cls.predictions.transform.LayerNorm", model, "vocab_layer_norm", 8);
        copy(bert, "cls.predictions.bias", model, "vocab_projector.bias", 9);
        return model;
    }

    private static void both(TinyModel from, String name, TinyModel to, String other, long... shape) {
        copy(from, name + ".weight", to, other + ".weight", shape);
        copy(from, name + ".bias", to, other + ".bias", shape[0]);
    }

    private static void copy(TinyModel from, String name, TinyModel to, String other, long... shape) {
        to.tensor(other, from.numbers(name), shape);
    }

    private static Matrix logits(LanguageModel model, int[] ids) {
        return model.trace(List.of(ids), Capture.ALL, Progress.none(), new Cancellation())
                .getFirst()
                .logits()
                .orElseThrow();
    }

    @Test
    void scoresEachTokenHiddenAmongAllOthers() throws IOException {
        Path folder = bert().write(temporary, BERT);
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
        int[] longer = {CLASS, 4, 5, 7, 8, END};
        int[] shorter = {CLASS, 6, 0, END};
        try (LanguageModel model = TinyModel.open(folder)) {
            assertThat(model.summary().kind()).isEqualTo(ModelKind.MASKED);
            List<SequenceScore> scores = model.score(List.of(longer, shorter), Progress.none(), new Cancellation());
            for (int[] ids : List.of(longer, shorter)) {
                double[] found = scores.get(ids == longer ? 0 : 1).logProbabilities();
                for (int i = 0; i < ids.length; i++) {
                    if (ids[i] == CLASS || ids[i] == END) {
                        assertThat(found[i]).isZero();
                    } else {
                        int[] hidden = ids.clone();
                        hidden[i] = MASK;
                        float[] row = logits(model, hidden).row(i);
                        double sum = 0;
                        for (float value : row) {
                            sum += Math.exp(value);
                        }
                        assertThat(found[i]).isCloseTo(row[ids[i]] - Math.log(sum), within(1e-5));
                    }
                }
            }
        }
    }

    @Test
    void laterTokensChangeEarlierLogitsButPaddingDoesNot() throws IOException {
        Path folder = bert().write(temporary, BERT);
        try (LanguageModel model = TinyModel.open(folder)) {
            int[] text = {CLASS, 4, 5, END};
            Matrix alone = logits(model, text);
            Matrix other = logits(model, new int[] {CLASS, 4, 6, END});
            assertThat(other.get(0, 0)).isNotCloseTo(alone.get(0, 0), within(1e-4f));
            List<Trace> together = model.trace(
                    List.of(text, new int[] {CLASS, 4, 5, 7, 8, 4, END}),
                    Capture.ALL,
                    Progress.none(),
                    new Cancellation());
            float[] batched = together.getFirst().logits().orElseThrow().values();
            for (int i = 0; i < batched.length; i++) {
                assertThat(batched[i]).isCloseTo(alone.values()[i], within(1e-5f));
            }
        }
    }

    @Test
    void distilbertIsBertUnderOtherNames() throws IOException {
        TinyModel weights = bert();
        int[] text = {CLASS, 4, 5, 7, END};
        Path bert = weights.write(temporary.resolve("bert"), BERT);
        Path distilbert = distilbert(weights).write(temporary.resolve("distilbert"), DISTILBERT);
        try (LanguageModel one = TinyModel.open(bert);
                LanguageModel other = TinyModel.open(distilbert)) {
            assertThat(other.summary().kind()).isEqualTo(ModelKind.MASKED);
            assertThat(logits(other, text).values()).isEqualTo(logits(one, text).values());
        }
    }

    @Test
    void refusesWhatAMaskedModelCannotDo() throws IOException {
        Path folder = bert().write(temporary, BERT);
        try (LanguageModel model = TinyModel.open(folder)) {
            assertThatThrownBy(() -> model.generate(
                            new int[] {4}, GenerationSettings.greedy(1), Progress.none(), new Cancellation()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("cannot continue");
            assertThatThrownBy(() -> model.score(List.of(new int[] {4}), Progress.none(), new Cancellation()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("tokenizer.json");
            assertThatThrownBy(() -> model.given(new int[] {4}))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("no encoder");
        }
        Files.writeString(
                folder.resolve("config.json"), BERT.replace("}", ", \"position_embedding_type\": \"relative_key\"}"));
        assertThatThrownBy(() -> TinyModel.open(folder).close())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("position_embedding_type");
    }

    @Test
    void theMaskIsTheOneThatTheTokenizerFilesName() throws IOException {
        Path folder = bert().write(temporary, BERT);
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER.replace("[MASK]", "[GAP]"));
        try (LanguageModel model = TinyModel.open(folder)) {
            assertThatThrownBy(() -> model.score(List.of(new int[] {4}), Progress.none(), new Cancellation()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("[MASK]");
            Files.writeString(folder.resolve("special_tokens_map.json"), "{\"mask_token\": \"[GAP]\"}");
            assertThat(model.score(List.of(new int[] {4}), Progress.none(), new Cancellation())
                            .getFirst()
                            .total())
                    .isNegative();
        }
    }
}
