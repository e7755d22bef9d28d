package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.checkpoint.Configuration;

/// BLOOM: ALiBi instead of positions, a norm after the embedding, one matrix with query, key and value of each head.
final class BloomFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("bloom");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("layer_norm_epsilon", 1e-5);
        int hidden = settings.findInteger("hidden_size").orElseGet(() -> settings.size("n_embed"));
        int heads = settings.findInteger("n_head").orElseGet(() -> settings.size("num_attention_heads"));
        Settings.requireDivisor(hidden, heads);
        int layers = settings.findInteger("n_layer").orElseGet(() -> settings.size("num_hidden_layers"));
        for (String known : List.of(
                "n_embed",
                "num_attention_heads",
                "num_hidden_layers",
                "attention_softmax_in_fp32",
                "masked_softmax_fusion",
                "bias_dropout_fusion",
                "offset_alibi",
                "n_inner",
                "skip_bias_add",
                "skip_bias_add_qkv",
                "unk_token_id",
                "use_seq_len")) {
            settings.has(known); // other spellings, and how the same sums are carried out
        }
        if (settings.integer("pretraining_tp", 1) > 1) {
            Settings.require(settings, "slow_but_exact", false);
        }
        settings.has("slow_but_exact");
        int vocabulary = settings.size("vocab_size");
        int context = settings.size("seq_length", 2048);
        Decoder sizes = new Decoder("bloom", layers, hidden, heads, heads, hidden / heads, vocabulary, context);
        draft.optionalPrefix("transformer.");
        boolean tied = settings.flag("tie_word_embeddings", true);
        Blocks.embeddingAndHead(draft, sizes, "transformer.word_embeddings.weight", "lm_head", tied, false);
        draft.model()
                .normWithBias("embedding_norm", epsilon, "transformer.word_embeddings_layernorm", hidden)
                .normWithBias("final_norm", epsilon, "transformer.ln_f", hidden);
        boolean normed = settings.flag("apply_residual_connection_post_layernorm", false);
        for (int i = 0; i < layers; i++) {
            Part layer = draft.layer("transformer.h." + i + ".")
                    .normWithBias("attention_norm", epsilon, "input_layernorm", hidden)
                    .normWithBias("feed_forward_norm", epsilon, "post_attention_layernorm", hidden);
            Blocks.groupedAttention(layer, sizes, "self_attention.query_key_value", "self_attention.dense", true, true);
            layer.number("alibi", 1).kind("block", normed ? "normed" : "sequential");
            Blocks.plainMlp(layer, "mlp.dense_h_to_4h", "mlp.dense_4h_to_h", "gelu_tanh", hidden, 4L * hidden, true);
        }
    }
}
