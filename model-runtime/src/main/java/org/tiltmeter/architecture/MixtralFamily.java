package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// Mixtral: Llama's attention, two of eight experts, renormalised.
final class MixtralFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("mixtral");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-5);
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        String rope = draft.rope(Rope.whole(settings, sizes.headSize(), 1_000_000));
        int window = Settings.window(settings, 0);
        Blocks.everywhere(settings, sizes.layers(), window);
        settings.has("router_jitter_noise"); // noise of training
        Blocks.Experts experts = new Blocks.Experts(
                settings.size("num_local_experts"),
                settings.integer("num_experts_per_tok", 2),
                sizes.hidden(),
                settings.size("intermediate_size"),
                Settings.activation(settings, "hidden_act", "silu"));
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".")
                    .norm("attention_norm", NormKind.RMS, epsilon, "input_layernorm", sizes.hidden())
                    .norm("feed_forward_norm", NormKind.RMS, epsilon, "post_attention_layernorm", sizes.hidden());
            Blocks.attention(layer, sizes, "self_attn.", false, false);
            layer.kind("rope", rope).number("window", window);
            layer.linear("router", "block_sparse_moe.gate", sizes.hidden(), experts.number(), false);
            Blocks.softmaxThenTop(layer, true);
            Blocks.gatedExperts(draft, layer, experts, "block_sparse_moe.experts.", "w1", "w3", "w2");
        }
    }
}
