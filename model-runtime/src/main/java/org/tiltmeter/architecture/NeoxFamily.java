package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.checkpoint.Configuration;

/// GPT-NeoX and Pythia: one matrix with query, key and value of each head, both branches beside each other.
final class NeoxFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("gpt_neox");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("layer_norm_eps", 1e-5);
        Decoder sizes = Blocks.sizes(settings);
        draft.optionalPrefix("gpt_neox.");
        boolean tied = settings.flag("tie_word_embeddings", false);
        Blocks.embeddingAndHead(draft, sizes, "gpt_neox.embed_in.weight", "embed_out", tied, false);
        draft.model().normWithBias("final_norm", epsilon, "gpt_neox.final_layer_norm", sizes.hidden());
        settings.findNumber("rotary_emb_base");
        String rope = draft.rope(Rope.of(settings, sizes.headSize(), 10_000, 0.25));
        boolean bias = settings.flag("attention_bias", true);
        boolean parallel = settings.flag("use_parallel_residual", true);
        String activation = Settings.activation(settings, "hidden_act", "gelu");
        int inner = settings.size("intermediate_size");
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("gpt_neox.layers." + i + ".")
                    .normWithBias("attention_norm", epsilon, "input_layernorm", sizes.hidden())
                    .normWithBias("feed_forward_norm", epsilon, "post_attention_layernorm", sizes.hidden());
            Blocks.groupedAttention(layer, sizes, "attention.query_key_value", "attention.dense", bias, bias);
            layer.kind("block", parallel ? "parallel" : "sequential").kind("rope", rope);
            Blocks.plainMlp(layer, "mlp.dense_h_to_4h", "mlp.dense_4h_to_h", activation, sizes.hidden(), inner, true);
        }
    }
}
