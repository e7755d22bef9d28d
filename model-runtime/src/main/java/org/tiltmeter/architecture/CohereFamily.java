package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// Command R: both branches beside each other behind one norm without bias, scaled logits.
final class CohereFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("cohere");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("layer_norm_eps", 1e-5);
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.LAYER, epsilon, true);
        draft.model().number("logit_scale", settings.number("logit_scale", 0.0625));
        String rope = draft.rope(Rope.whole(settings, sizes.headSize(), 500_000));
        boolean bias = settings.flag("attention_bias", false);
        boolean headNorms = settings.flag("use_qk_norm", false);
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int inner = settings.size("intermediate_size");
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".")
                    .norm("attention_norm", NormKind.LAYER, epsilon, "input_layernorm", sizes.hidden());
            Blocks.attention(layer, sizes, "self_attn.", bias, bias);
            layer.kind("block", "parallel").kind("rope", rope).kind("rope_pairs", "interleaved");
            if (headNorms) {
                headNorm(layer, "query_head_norm", epsilon, "self_attn.q_norm.weight", sizes.heads(), sizes);
                headNorm(layer, "key_head_norm", epsilon, "self_attn.k_norm.weight", sizes.keyHeads(), sizes);
            }
            Blocks.gatedMlp(layer, "mlp.", activation, sizes.hidden(), inner, false);
        }
    }

    /// A norm with weights of its own for each head, seen as `[heads, 1, head size]`.
    private static void headNorm(Part layer, String name, double epsilon, String stored, long heads, Decoder sizes) {
        long size = sizes.headSize();
        BoundTensor weight = layer.find(stored, heads, size);
        List<Long> shape = List.of(heads, 1L, size);
        layer.norm(name, NormKind.LAYER, epsilon)
                .bind(name + ".weight", new BoundTensor(weight.stored(), shape, List.of(size, size, 1L), 0));
    }
}
