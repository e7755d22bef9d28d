package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// GLM 4 (norms after each branch), GLM 4.5 with experts, and dots 1, which routes alike.
final class GlmFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("glm4", "glm4_moe", "dots1");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number(
                "rms_norm_eps",
                switch (settings.text("model_type", "")) {
                    case "glm4" -> 1.5625e-7;
                    case "dots1" -> 1e-6;
                    default -> 1e-5;
                });
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        boolean glm4 = sizes.family().equals("glm4");
        boolean dots = sizes.family().equals("dots1");
        settings.findNumber("partial_rotary_factor");
        String rope = draft.rope(
                dots
                        ? Rope.whole(settings, sizes.headSize(), 10_000)
                        : Rope.of(settings, sizes.headSize(), 10_000, 0.5));
        boolean bias = settings.flag("attention_bias", glm4);
        boolean headNorms = dots || (!glm4 && settings.flag("use_qk_norm", false));
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int inner = settings.size("intermediate_size");
        int dense = glm4 ? sizes.layers() : settings.integer("first_k_dense_replace", dots ? 0 : 1);
        int window = dots ? Settings.window(settings, 4096) : 0;
        settings.has("num_nextn_predict_layers");
        int firstSliding = dots ? settings.integer("max_window_layers", 62) : sizes.layers();
        Settings.require(settings, "moe_layer_freq", 1);
        Settings.ignore(settings, "ep_size", "seq_aux", "aux_loss_alpha");
        if (!glm4) {
            Settings.ignore(settings, "moe_intermediate_size", "n_routed_experts", "n_shared_experts", "n_group");
            Settings.ignore(settings, "num_experts_per_tok", "topk_group", "topk_method", "scoring_func");
            Settings.ignore(settings, "norm_topk_prob", "routed_scaling_factor");
        }
        boolean[] sliding = dots
                ? Blocks.sliding(settings, sizes.layers(), window, layer -> window > 0 && layer >= firstSliding)
                : new boolean[sizes.layers()];
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.llamaNorms(layer, sizes, NormKind.RMS, epsilon);
            Blocks.attention(layer, sizes, "self_attn.", bias, dots && bias);
            layer.kind("rope", rope)
                    .kind("rope_pairs", glm4 ? "interleaved" : "halves")
                    .number("window", sliding[i] ? window : 0);
            if (headNorms) {
                Blocks.headNorms(layer, sizes, NormKind.RMS, epsilon, "self_attn.q_norm", "self_attn.k_norm");
            }
            if (glm4) {
                String output = "feed_forward_output_norm";
                layer.norm("attention_output_norm", NormKind.RMS, epsilon, "post_self_attn_layernorm", sizes.hidden())
                        .norm(output, NormKind.RMS, epsilon, "post_mlp_layernorm", sizes.hidden());
                Blocks.fusedMlp(layer, "mlp.", activation, sizes.hidden(), inner);
            } else if (i < dense) {
                Blocks.gatedMlp(layer, "mlp.", activation, sizes.hidden(), inner, false);
            } else {
                experts(draft, layer, sizes, activation);
            }
        }
    }

    private static void experts(Draft draft, Part layer, Decoder sizes, String activation) {
        Configuration settings = draft.settings();
        int inner = settings.size("moe_intermediate_size");
        Blocks.Experts experts = new Blocks.Experts(
                settings.size("n_routed_experts"),
                settings.integer("num_experts_per_tok", 8),
                sizes.hidden(),
                inner,
                activation);
        Blocks.sigmoidRouter(draft, layer, experts, "mlp.gate", "mlp.gate.e_score_correction_bias");
        Blocks.addExperts(layer, experts, "mlp.experts.");
        boolean none = settings.isNull("n_shared_experts") || sizes.family().equals("dots1");
        int shared = settings.integer("n_shared_experts", none ? 0 : 1);
        if (shared > 0) {
            Blocks.sharedExpert(layer, "mlp.shared_experts.", sizes.hidden(), (long) inner * shared, false);
        }
    }
}
