package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// OLMo 1 to 3 and FlexOlmo. OLMo 1 norms without weights; the others norm what each branch gives instead of what it
/// gets, and queries and keys over their whole width; OLMo 3 slides in three of four layers, FlexOlmo has experts.
final class OlmoFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("olmo", "olmo2", "olmo3", "flex_olmo");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        boolean first = settings.text("model_type", "").equals("olmo");
        boolean flex = settings.text("model_type", "").equals("flex_olmo");
        double epsilon = first ? 1e-5 : settings.number("rms_norm_eps", flex ? 1e-6 : 1e-5);
        Decoder sizes = frame(draft, first, epsilon);
        boolean bias = settings.flag("attention_bias", false);
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int inner = settings.size("intermediate_size");
        double clip = first ? settings.number("clip_qkv", 0) : 0;
        boolean third = sizes.family().equals("olmo3");
        int window = third ? Settings.window(settings, 4096) : 0;
        boolean[] sliding = third
                ? Blocks.sliding(settings, sizes.layers(), window, layer -> (layer + 1) % 4 != 0)
                : new boolean[sizes.layers()];
        Rope[] both = third ? Blocks.ropesByType(settings, sizes, 10_000) : new Rope[0];
        Rope full = third ? both[0] : Rope.whole(settings, sizes.headSize(), flex ? 500_000 : 10_000);
        String rope = draft.rope(full);
        String slidingRope = third ? draft.rope(both[1]) : rope;
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.attention(layer, sizes, "self_attn.", bias, bias);
            layer.kind("rope", sliding[i] ? slidingRope : rope)
                    .number("window", sliding[i] ? window : 0)
                    .number("clip", clip);
            if (first) {
                layer.norm("attention_norm", NormKind.LAYER, epsilon)
                        .norm("feed_forward_norm", NormKind.LAYER, epsilon);
            } else {
                String output = "feed_forward_output_norm";
                layer.norm("attention_output_norm", NormKind.RMS, epsilon, "post_attention_layernorm", sizes.hidden())
                        .norm(output, NormKind.RMS, epsilon, "post_feedforward_layernorm", sizes.hidden());
                Blocks.wideNorms(layer, sizes, epsilon, "self_attn.");
            }
            if (sizes.family().equals("flex_olmo")) {
                Blocks.Experts experts = new Blocks.Experts(
                        settings.size("num_experts"),
                        settings.integer("num_experts_per_tok", 5),
                        sizes.hidden(),
                        inner,
                        activation);
                layer.linear("router", "mlp.gate", sizes.hidden(), experts.number(), false);
                Blocks.softmaxThenTop(layer, settings.flag("norm_topk_prob", false));
                Blocks.gatedExperts(draft, layer, experts, "mlp.experts.");
            } else {
                Blocks.gatedMlp(layer, "mlp.", activation, sizes.hidden(), inner, false);
            }
        }
    }

    private static Decoder frame(Draft draft, boolean first, double epsilon) {
        if (!first) {
            return Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        }
        Decoder sizes = Blocks.sizes(draft.settings());
        draft.optionalPrefix("model.");
        boolean tied = draft.settings().flag("tie_word_embeddings", false);
        Blocks.embeddingAndHead(draft, sizes, "model.embed_tokens.weight", "lm_head", tied, false);
        draft.model().norm("final_norm", NormKind.LAYER, epsilon);
        return sizes;
    }
}
