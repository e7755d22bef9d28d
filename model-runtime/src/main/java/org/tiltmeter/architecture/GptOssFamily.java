package org.tiltmeter.architecture;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// gpt-oss: attention with sinks, every other layer sliding, experts with biases and a clamped gate, in bfloat16 or
/// in 4-bit numbers with shared scales (MXFP4).
final class GptOssFamily implements Family {

    /// Numbers that share a scale in MXFP4.
    private static final int GROUP = 32;

    /// Where the experts clamp; the reference knows no other.
    private static final double LIMIT = 7;

    @Override
    public List<String> modelTypes() {
        return List.of("gpt_oss");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-5);
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        boolean saysRope = RopeSettings.scaling(settings).isPresent() || settings.isNull("rope_scaling");
        String rope =
                draft.rope(saysRope ? Rope.whole(settings, sizes.headSize(), 150_000) : usualRope(settings, sizes));
        boolean bias = settings.flag("attention_bias", true);
        int window = Settings.window(settings, 128);
        boolean[] sliding = Blocks.sliding(settings, sizes.layers(), window, layer -> layer % 2 == 0);
        settings.has("hidden_act"); // the experts have an activation of their own
        Settings.require(settings, "swiglu_limit", LIMIT);
        settings.has("initial_context_length");
        settings.has("experts_per_token");
        Blocks.Experts experts = new Blocks.Experts(
                settings.size("num_local_experts"),
                settings.integer("num_experts_per_tok", 4),
                sizes.hidden(),
                settings.size("intermediate_size"),
                "silu");
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.llamaNorms(layer, sizes, NormKind.RMS, epsilon);
            Blocks.attention(layer, sizes, "self_attn.", bias, bias);
            layer.kind("rope", rope)
                    .number("window", sliding[i] ? window : 0)
                    .tensor("sinks", "self_attn.sinks", sizes.heads())
                    .linear("router", "mlp.router", sizes.hidden(), experts.number(), true);
            Blocks.expertSettings(draft, layer, experts);
            Blocks.router(layer, "logits", "softmax");
            layer.kind("mlp", "interleaved_clamped").number("limit", LIMIT);
            bind(layer, experts, "gate_up", "mlp.experts.gate_up_proj", experts.hidden(), 2L * experts.inner());
            bind(layer, experts, "down", "mlp.experts.down_proj", experts.inner(), experts.hidden());
        }
    }

    /// YaRN as the published models have it, where a configuration says nothing.
    private static Rope usualRope(Configuration settings, Decoder sizes) {
        Configuration scaling = Configuration.parse("""
            {"rope_type": "yarn", "factor": 32, "beta_fast": 32, "beta_slow": 1, "truncate": false,
            "original_max_position_embeddings": 4096}\
            """);
        double theta = settings.number("rope_theta", 150_000);
        return RopeSettings.rope(settings, Optional.of(scaling), sizes.headSize(), theta);
    }

    private static void bind(Part layer, Blocks.Experts experts, String name, String stored, long in, long out) {
        int number = experts.number();
        BoundTensor bias = layer.find(stored + "_bias", number, out);
        boolean packed = layer.has(stored + "_blocks");
        for (int expert = 0; expert < number; expert++) {
            String place = "experts." + expert + "." + name;
            layer.bind(place + ".bias", bias.select(expert));
            if (packed) {
                BoundTensor blocks = layer.find(stored + "_blocks", number, out, in / GROUP, GROUP / 2);
                BoundTensor scales = layer.find(stored + "_scales", number, out, in / GROUP);
                layer.bind(place + ".blocks", blocks.select(expert)).bind(place + ".scales", scales.select(expert));
            } else {
                BoundTensor weight = layer.find(stored, number, in, out);
                layer.bind(place + ".weight", weight.select(expert).transposed());
            }
        }
    }
}
