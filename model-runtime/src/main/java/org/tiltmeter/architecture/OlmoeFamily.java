package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// OLMoE: queries and keys normed over their whole width, many small experts.
final class OlmoeFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("olmoe");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-5);
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        String rope = draft.rope(Rope.whole(settings, sizes.headSize(), 10_000));
        boolean bias = settings.flag("attention_bias", false);
        double clip = settings.number("clip_qkv", 0);
        boolean renormalise = settings.flag("norm_topk_prob", false);
        Blocks.Experts experts = new Blocks.Experts(
                settings.size("num_experts"),
                settings.integer("num_experts_per_tok", 8),
                sizes.hidden(),
                settings.size("intermediate_size"),
                Settings.activation(settings, "hidden_act", "silu"));
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".")
                    .norm("attention_norm", NormKind.RMS, epsilon, "input_layernorm", sizes.hidden())
                    .norm("feed_forward_norm", NormKind.RMS, epsilon, "post_attention_layernorm", sizes.hidden());
            Blocks.attention(layer, sizes, "self_attn.", bias, bias);
            layer.kind("rope", rope)
                    .number("clip", clip)
                    .norm(
                            "query_norm",
                            NormKind.RMS,
                            epsilon,
                            "self_attn.q_norm",
                            (long) sizes.heads() * sizes.headSize())
                    .norm(
                            "key_norm",
                            NormKind.RMS,
                            epsilon,
                            "self_attn.k_norm",
                            (long) sizes.keyHeads() * sizes.headSize())
                    .linear("router", "mlp.gate", sizes.hidden(), experts.number(), false);
            Blocks.softmaxThenTop(layer, renormalise);
            Blocks.gatedExperts(draft, layer, experts, "mlp.experts.", "gate_proj", "up_proj", "down_proj");
        }
    }
}
