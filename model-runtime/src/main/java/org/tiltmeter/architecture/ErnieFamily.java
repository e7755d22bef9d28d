package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// ERNIE 4.5 with experts: a bias takes part in the choice of experts but not in their weights.
final class ErnieFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("ernie4_5_moe");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-5);
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, true);
        String rope = draft.rope(Rope.whole(settings, sizes.headSize(), 500_000));
        boolean bias = settings.flag("use_bias", false);
        if (bias) {
            draft.model().tensor("head.bias", "lm_head.bias", sizes.vocabulary());
        }
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int first = settings.integer("moe_layer_start_index", 1);
        int last = settings.integer("moe_layer_end_index", -1);
        int step = Settings.period(settings, "moe_layer_interval", 1);
        int end = last < 0 ? sizes.layers() - 1 : last;
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.llamaNorms(layer, sizes, NormKind.RMS, epsilon);
            Blocks.attention(layer, sizes, "self_attn.", bias, bias);
            layer.kind("rope", rope).kind("rope_pairs", "interleaved");
            if ((i + 1) % step == 0 && i >= first && i <= end) {
                experts(draft, layer, sizes, activation, bias);
            } else {
                int inner = settings.size("intermediate_size");
                Blocks.gatedMlp(layer, "mlp.", activation, sizes.hidden(), inner, bias);
            }
        }
        Settings.require(settings, "use_rmsnorm", true);
        Settings.require(settings, "moe_use_aux_free", true);
        Settings.require(settings, "moe_gate", "topk");
        Settings.ignore(settings, "intermediate_size", "moe_intermediate_size", "moe_num_experts", "moe_k");
        Settings.ignore(settings, "moe_num_shared_experts", "moe_norm_min", "moe_capacity");
    }

    /// Experts have biases where the model was written with them; files that newer programs wrote leave them out.
    private static void experts(Draft draft, Part layer, Decoder sizes, String activation, boolean bias) {
        Configuration settings = draft.settings();
        int inner = settings.size("moe_intermediate_size");
        Blocks.Experts experts = new Blocks.Experts(
                settings.size("moe_num_experts"), settings.integer("moe_k", 6), sizes.hidden(), inner, activation);
        Blocks.gatedExperts(draft, layer, experts, "mlp.experts.");
        if (bias && layer.has("mlp.experts.0.gate_proj.bias")) {
            expertBiases(layer, experts);
        }
        Blocks.router(layer, "softmax", "sum_floor")
                .number("sum_epsilon", settings.number("moe_norm_min", 1e-12))
                .linear("router", "mlp.gate", sizes.hidden(), experts.number(), false)
                .tensor("selection_bias", "mlp.moe_statics.e_score_correction_bias", 1, experts.number());
        int shared = settings.integer("moe_num_shared_experts", settings.isNull("moe_num_shared_experts") ? 0 : 2);
        if (shared > 0) {
            Blocks.sharedExpert(layer, "mlp.shared_experts.", sizes.hidden(), (long) inner * shared, bias);
        }
    }

    private static void expertBiases(Part layer, Blocks.Experts experts) {
        for (int expert = 0; expert < experts.number(); expert++) {
            String stored = "mlp.experts." + expert + ".";
            String name = "experts." + expert + ".";
            layer.tensor(name + "gate.bias", stored + "gate_proj.bias", experts.inner())
                    .tensor(name + "up.bias", stored + "up_proj.bias", experts.inner())
                    .tensor(name + "down.bias", stored + "down_proj.bias", experts.hidden());
        }
    }
}
