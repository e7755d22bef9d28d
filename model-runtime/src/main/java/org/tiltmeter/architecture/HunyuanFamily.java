package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// Hunyuan with experts: norms of heads after rope, one shared expert.
final class HunyuanFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("hunyuan_v1_moe");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-5);
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        String rope = draft.rope(Rope.whole(settings, sizes.headSize(), 10_000));
        boolean bias = settings.flag("attention_bias", false);
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int inner = settings.size("intermediate_size");
        int[] chosen = settings.integers("moe_topk");
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.llamaNorms(layer, sizes, NormKind.RMS, epsilon);
            Blocks.attention(layer, sizes, "self_attn.", bias, bias);
            layer.kind("rope", rope)
                    .norm("query_turned_norm", NormKind.RMS, epsilon, "self_attn.query_layernorm", sizes.headSize())
                    .norm("key_turned_norm", NormKind.RMS, epsilon, "self_attn.key_layernorm", sizes.headSize());
            int number = perLayer(settings.integers("num_experts"), i, 1);
            Blocks.Experts experts =
                    new Blocks.Experts(number, perLayer(chosen, i, 1), sizes.hidden(), inner, activation);
            Blocks.gatedExperts(draft, layer, experts, "mlp.experts.");
            layer.linear("router", "mlp.gate.wg", sizes.hidden(), number, false);
            Blocks.softmaxThenTop(layer, true);
            Blocks.sharedExpert(layer, "mlp.shared_mlp.", sizes.hidden(), inner, false);
        }
    }

    private static int perLayer(int[] values, int layer, int otherwise) {
        if (values.length == 0) {
            return otherwise;
        }
        return values.length == 1 ? values[0] : values[Math.min(layer, values.length - 1)];
    }
}
