package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// StableLM: Llama's layout with layer norms and rope over a quarter of each head.
final class StablelmFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("stablelm");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("layer_norm_eps", 1e-5);
        Decoder sizes = Blocks.sizes(settings);
        draft.optionalPrefix("model.");
        boolean tied = settings.flag("tie_word_embeddings", false);
        Blocks.embeddingAndHead(draft, sizes, "model.embed_tokens.weight", "lm_head", tied, false);
        draft.model().normWithBias("final_norm", epsilon, "model.norm", sizes.hidden());
        String rope = draft.rope(Rope.of(settings, sizes.headSize(), 10_000, 0.25));
        boolean bias = settings.flag("use_qkv_bias", false);
        boolean parallel = settings.flag("use_parallel_residual", false);
        boolean headNorms = settings.flag("qk_layernorm", false);
        Settings.require(settings, "rotary_scaling_factor", 1);
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int inner = settings.size("intermediate_size");
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".")
                    .normWithBias("attention_norm", epsilon, "input_layernorm", sizes.hidden());
            if (!parallel) {
                layer.normWithBias("feed_forward_norm", epsilon, "post_attention_layernorm", sizes.hidden());
            }
            Blocks.attention(layer, sizes, "self_attn.", bias, false);
            if (headNorms) {
                headNorms(layer, "query_head_norm", epsilon, "self_attn.q_layernorm", sizes.heads(), sizes.headSize());
                headNorms(layer, "key_head_norm", epsilon, "self_attn.k_layernorm", sizes.keyHeads(), sizes.headSize());
            }
            layer.kind("rope", rope).kind("block", parallel ? "parallel" : "sequential");
            Blocks.gatedMlp(layer, "mlp.", activation, sizes.hidden(), inner, false);
        }
    }

    /// A norm for each head, stored one by one.
    private static void headNorms(Part layer, String name, double epsilon, String stored, int heads, int size) {
        layer.norm(name, NormKind.LAYER, epsilon);
        for (int i = 0; i < heads; i++) {
            layer.tensor(name + "." + i + ".weight", stored + ".norms." + i + ".weight", size);
        }
    }
}
