package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// Llama 1 to 3 and what shares its layout.
final class LlamaFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("llama");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-6);
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        String rope = draft.rope(Rope.of(settings, sizes.headSize(), 10_000));
        boolean attentionBias = settings.flag("attention_bias", false);
        boolean mlpBias = settings.flag("mlp_bias", false);
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int inner = settings.size("intermediate_size");
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".")
                    .norm("attention_norm", NormKind.RMS, epsilon, "input_layernorm", sizes.hidden())
                    .norm("feed_forward_norm", NormKind.RMS, epsilon, "post_attention_layernorm", sizes.hidden());
            Blocks.attention(layer, sizes, "self_attn.", attentionBias, attentionBias);
            layer.kind("rope", rope);
            Blocks.gatedMlp(layer, "mlp.", activation, sizes.hidden(), inner, mlpBias);
        }
    }
}
