package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.checkpoint.Configuration;

/// DistilBERT: BERT's layers under other names, without token types.
final class DistilbertFamily implements Family {

    private static final double EPSILON = 1e-12;

    @Override
    public List<String> modelTypes() {
        return List.of("distilbert");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        int hidden = settings.size("dim");
        int heads = settings.size("n_heads");
        Settings.requireDivisor(hidden, heads);
        int context = settings.size("max_position_embeddings", 512);
        Decoder sizes = new Decoder(
                "distilbert",
                settings.size("n_layers"),
                hidden,
                heads,
                heads,
                hidden / heads,
                settings.size("vocab_size"),
                context);
        Settings.require(settings, "tie_weights_", true);
        settings.flag("sinusoidal_pos_embds", false); // says how the stored positions came about
        settings.has("hidden_act"); // the name that matters here is "activation"
        draft.optionalPrefix("distilbert.");
        String words = "distilbert.embeddings.word_embeddings.weight";
        boolean tied = settings.flag("tie_word_embeddings", true);
        String activation = Settings.activation(settings, "activation", "gelu");
        draft.bidirectional();
        Blocks.embeddingAndHead(draft, sizes, words, "vocab_projector", tied, true);
        draft.model()
                .tensor(
                        "position_embedding.weight",
                        "distilbert.embeddings.position_embeddings.weight",
                        context,
                        hidden)
                .normWithBias("embedding_norm", EPSILON, "distilbert.embeddings.LayerNorm", hidden)
                .kind("head_activation", activation)
                .linear("head_transform", "vocab_transform", hidden, hidden, true)
                .normWithBias("head_norm", EPSILON, "vocab_layer_norm", hidden);
        int inner = settings.size("hidden_dim", 3072);
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("distilbert.transformer.layer." + i + ".")
                    .normWithBias("attention_sum_norm", EPSILON, "sa_layer_norm", hidden)
                    .normWithBias("feed_forward_sum_norm", EPSILON, "output_layer_norm", hidden);
            Blocks.attentionSettings(layer, sizes);
            layer.linear("query", "attention.q_lin", hidden, hidden, true)
                    .linear("key", "attention.k_lin", hidden, hidden, true)
                    .linear("value", "attention.v_lin", hidden, hidden, true)
                    .linear("output", "attention.out_lin", hidden, hidden, true);
            Blocks.plainMlp(layer, "ffn.lin1", "ffn.lin2", activation, hidden, inner, true);
        }
    }
}
