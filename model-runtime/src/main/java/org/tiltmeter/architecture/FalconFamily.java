package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.checkpoint.Configuration;

/// Falcon: one key head for all queries (7B), a few (40B) or one each (the oldest), turned by rope or ALiBi.
final class FalconFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("falcon");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("layer_norm_epsilon", 1e-5);
        int hidden = settings.size("hidden_size");
        int heads = settings.size("num_attention_heads");
        Settings.requireDivisor(hidden, heads);
        boolean newer = settings.flag("new_decoder_architecture", false);
        boolean multiQuery = settings.flag("multi_query", true);
        int given = settings.integer("num_kv_heads", heads);
        int keyHeads = newer ? given : multiQuery ? 1 : heads;
        if (keyHeads < 1 || heads % keyHeads != 0) {
            throw Settings.refused(settings, "num_kv_heads");
        }
        Decoder sizes = new Decoder(
                "falcon",
                settings.size("num_hidden_layers"),
                hidden,
                heads,
                keyHeads,
                hidden / heads,
                settings.size("vocab_size"),
                settings.size("max_position_embeddings", 2048));
        draft.optionalPrefix("transformer.");
        boolean tied = settings.flag("tie_word_embeddings", true);
        Blocks.embeddingAndHead(draft, sizes, "transformer.word_embeddings.weight", "lm_head", tied, false);
        draft.model().normWithBias("final_norm", epsilon, "transformer.ln_f", hidden);
        boolean alibi = settings.flag("alibi", false);
        Settings.ignore(settings, "rope_parameters", "rope_scaling"); // where ALiBi takes the place of rope
        String rope = alibi ? "none" : draft.rope(Rope.whole(settings, sizes.headSize(), 10_000));
        boolean bias = settings.flag("bias", false);
        boolean parallel = newer || settings.flag("parallel_attn", true);
        settings.has("parallel_attn");
        int norms = settings.integer("num_ln_in_parallel_attn", newer ? 2 : 1);
        boolean known = newer ? norms == 1 || norms == 2 : norms == 1;
        if (!known || (newer && !settings.flag("parallel_attn", true))) {
            throw Settings.refused(settings, known ? "parallel_attn" : "num_ln_in_parallel_attn");
        }
        int inner = settings.has("ffn_hidden_size") ? settings.size("ffn_hidden_size") : 4 * hidden;
        String activation = Settings.activation(settings, "activation", "gelu");
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("transformer.h." + i + ".");
            if (newer && norms == 2) {
                layer.normWithBias("attention_norm", epsilon, "ln_attn", hidden)
                        .normWithBias("feed_forward_norm", epsilon, "ln_mlp", hidden);
            } else {
                layer.normWithBias("attention_norm", epsilon, "input_layernorm", hidden);
                if (!parallel) {
                    layer.normWithBias("feed_forward_norm", epsilon, "post_attention_layernorm", hidden);
                }
            }
            Blocks.groupedAttention(layer, sizes, "self_attention.query_key_value", "self_attention.dense", bias, bias);
            layer.kind("block", parallel ? "parallel" : "sequential")
                    .kind("rope", rope)
                    .number("alibi", alibi ? 1 / Math.sqrt(sizes.headSize()) : 0)
                    .number("alibi_rounded", 1);
            Blocks.plainMlp(layer, "mlp.dense_h_to_4h", "mlp.dense_4h_to_h", activation, hidden, inner, bias);
        }
    }
}
