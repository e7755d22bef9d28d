package org.tiltmeter.architecture;

import java.util.Arrays;
import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// Qwen 2 and 3, dense or with experts: Qwen 2 has biases on query, key and value, Qwen 3 norms of heads instead;
/// Qwen 2's expert models add a shared expert behind a gate.
final class QwenFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("qwen2", "qwen3", "qwen2_moe", "qwen3_moe");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-6);
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        boolean third = sizes.family().startsWith("qwen3");
        boolean bias = third ? settings.flag("attention_bias", false) : settings.flag("qkv_bias", true);
        String rope = draft.rope(Rope.whole(settings, sizes.headSize(), 10_000));
        String activation = Settings.activation(settings, "hidden_act", "silu");
        settings.has("sliding_window");
        int window = settings.flag("use_sliding_window", false) ? Settings.window(settings, 4096) : 0;
        int firstSliding = settings.integer("max_window_layers", 28);
        boolean[] sliding = Blocks.sliding(settings, sizes.layers(), window, layer -> switch (sizes.family()) {
            case "qwen2_moe" -> window > 0 && layer % 2 == 0 && layer < firstSliding;
            case "qwen3_moe" -> window > 0;
            default -> window > 0 && layer >= firstSliding;
        });
        if (sizes.family().equals("qwen3_moe")) {
            Blocks.everywhere(settings, sizes.layers(), window);
        }
        boolean[] sparse = new boolean[sizes.layers()];
        if (sizes.family().endsWith("_moe")) {
            int step = Settings.period(settings, "decoder_sparse_step", 1);
            int[] dense = settings.integers("mlp_only_layers");
            for (int i = 0; i < sparse.length; i++) {
                int layer = i;
                sparse[i] = (i + 1) % step == 0 && Arrays.stream(dense).noneMatch(other -> other == layer);
            }
        }
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.llamaNorms(layer, sizes, NormKind.RMS, epsilon);
            Blocks.attention(layer, sizes, "self_attn.", bias, third && bias);
            layer.kind("rope", rope).number("window", sliding[i] ? window : 0);
            if (third) {
                Blocks.headNorms(layer, sizes, NormKind.RMS, epsilon, "self_attn.q_norm", "self_attn.k_norm");
            }
            if (sparse[i]) {
                experts(draft, layer, sizes, activation);
            } else {
                int inner = settings.size("intermediate_size");
                Blocks.gatedMlp(layer, "mlp.", activation, sizes.hidden(), inner, false);
            }
        }
        Settings.ignore(settings, "intermediate_size", "moe_intermediate_size", "shared_expert_intermediate_size");
        Settings.ignore(settings, "num_experts", "num_local_experts", "num_experts_per_tok", "norm_topk_prob");
    }

    private static void experts(Draft draft, Part layer, Decoder sizes, String activation) {
        Configuration settings = draft.settings();
        int number = settings.findInteger("num_experts").orElseGet(() -> settings.size("num_local_experts"));
        Blocks.Experts experts = new Blocks.Experts(
                number,
                settings.integer("num_experts_per_tok", sizes.family().equals("qwen2_moe") ? 4 : 8),
                sizes.hidden(),
                settings.size("moe_intermediate_size"),
                activation);
        layer.linear("router", "mlp.gate", sizes.hidden(), number, false);
        Blocks.softmaxThenTop(layer, settings.flag("norm_topk_prob", false));
        Blocks.gatedExperts(draft, layer, experts, "mlp.experts.");
        if (sizes.family().equals("qwen2_moe")) {
            int inner = settings.size("shared_expert_intermediate_size");
            Blocks.sharedExpert(layer, "mlp.shared_expert.", sizes.hidden(), inner, false);
            layer.kind("shared", "gated").linear("shared_gate", "mlp.shared_expert_gate", sizes.hidden(), 1, false);
        }
    }
}
