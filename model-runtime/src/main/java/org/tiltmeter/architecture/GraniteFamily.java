package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// Granite, dense or with experts: multipliers on embedding, attention, branches and logits.
final class GraniteFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("granite", "granitemoe", "granitemoeshared");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-6);
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        draft.model()
                .number("embedding_scale", settings.number("embedding_multiplier", 1))
                .number("logit_scale", 1 / settings.number("logits_scaling", 1));
        String rope = draft.rope(Rope.whole(settings, sizes.headSize(), 10_000));
        boolean bias = settings.flag("attention_bias", false);
        double branch = settings.number("residual_multiplier", 1);
        double scale = settings.number("attention_multiplier", 1);
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int inner = settings.size("intermediate_size");
        boolean dense = sizes.family().equals("granite");
        boolean mlpBias = dense && settings.flag("mlp_bias", false);
        int shared = sizes.family().equals("granitemoeshared") ? settings.integer("shared_intermediate_size", 0) : 0;
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.llamaNorms(layer, sizes, NormKind.RMS, epsilon);
            Blocks.attention(layer, sizes, "self_attn.", bias, bias);
            layer.kind("rope", rope)
                    .number("scale", scale)
                    .number("attention_gain", branch)
                    .number("feed_forward_gain", branch);
            if (dense) {
                Blocks.gatedMlp(layer, "mlp.", activation, sizes.hidden(), inner, mlpBias);
            } else {
                experts(draft, layer, sizes, inner, activation);
            }
            if (shared > 0) {
                BoundTensor both = layer.find("shared_mlp.input_linear.weight", 2L * shared, sizes.hidden());
                layer.kind("shared", "plain")
                        .bind("shared.gate.weight", both.narrow(0, shared))
                        .bind("shared.up.weight", both.narrow(shared, 2L * shared))
                        .linear("shared.down", "shared_mlp.output_linear", shared, sizes.hidden(), false);
            }
        }
    }

    private static void experts(Draft draft, Part layer, Decoder sizes, int inner, String activation) {
        Configuration settings = draft.settings();
        Blocks.Experts experts = new Blocks.Experts(
                settings.size("num_local_experts"),
                settings.integer("num_experts_per_tok", 2),
                sizes.hidden(),
                inner,
                activation);
        String prefix = "block_sparse_moe.";
        layer.linear("router", prefix + "router.layer", sizes.hidden(), experts.number(), false);
        Blocks.router(layer, "logits", "softmax");
        Blocks.stackedExperts(draft, layer, experts, prefix + "input_linear.weight", prefix + "output_linear.weight");
    }
}
