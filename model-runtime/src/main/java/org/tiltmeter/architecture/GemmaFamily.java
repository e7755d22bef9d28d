package org.tiltmeter.architecture;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// Gemma 1 to 3: norms with a weight counted from 1, embeddings scaled by the root of their width; from Gemma 2 on
/// norms after each branch and every other layer sliding; Gemma 3 with norms of heads and a rope of its own where it
/// slides.
final class GemmaFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("gemma", "gemma2", "gemma3_text");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-6);
        NormKind norm = NormKind.RMS_ONE_PLUS;
        Decoder sizes = Blocks.llamaFrame(draft, norm, epsilon, true);
        boolean first = sizes.family().equals("gemma");
        boolean third = sizes.family().equals("gemma3_text");
        Settings.require(settings, "use_bidirectional_attention", false);
        boolean bias = settings.flag("attention_bias", false);
        // the first Gemma's files name the function twice, and the reference follows this one
        String named = first ? "hidden_act" : "hidden_activation";
        Settings.ignore(settings, "hidden_act", "hidden_activation");
        String activation = Settings.activation(settings, named, "gelu_pytorch_tanh");
        int inner = settings.size("intermediate_size");
        draft.model().number("embedding_scale", Math.sqrt(sizes.hidden()));
        int window = first ? 0 : Settings.window(settings, 4096);
        double scale = first ? sizes.headSize() : settings.number("query_pre_attn_scalar", 256);
        double cap = cap(settings, "attn_logit_softcapping", first || third ? 0 : 50);
        if (third && cap > 0) {
            throw Settings.refused(settings, "attn_logit_softcapping");
        }
        draft.model().number("logit_cap", cap(settings, "final_logit_softcapping", first || third ? 0 : 30));
        int pattern = third ? Settings.period(settings, "sliding_window_pattern", 6) : 2;
        boolean[] sliding = first
                ? new boolean[sizes.layers()]
                : Blocks.sliding(settings, sizes.layers(), window, layer -> (layer + 1) % pattern != 0);
        String[] ropes = third ? ropes(draft, sizes) : sameRope(draft, sizes);
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            layer.norm("attention_norm", norm, epsilon, "input_layernorm", sizes.hidden());
            if (first) {
                layer.norm("feed_forward_norm", norm, epsilon, "post_attention_layernorm", sizes.hidden());
            } else {
                layer.norm("attention_output_norm", norm, epsilon, "post_attention_layernorm", sizes.hidden())
                        .norm("feed_forward_norm", norm, epsilon, "pre_feedforward_layernorm", sizes.hidden())
                        .norm("feed_forward_output_norm", norm, epsilon, "post_feedforward_layernorm", sizes.hidden());
            }
            Blocks.attention(layer, sizes, "self_attn.", bias, bias);
            layer.kind("rope", ropes[sliding[i] ? 1 : 0])
                    .number("window", sliding[i] ? window : 0)
                    .number("scale", 1 / Math.sqrt(scale))
                    .number("cap", cap);
            if (third) {
                Blocks.headNorms(layer, sizes, norm, epsilon, "self_attn.q_norm", "self_attn.k_norm");
            }
            Blocks.gatedMlp(layer, "mlp.", activation, sizes.hidden(), inner, false);
        }
    }

    /// The bound of a soft cap; null says that there is none.
    private static double cap(Configuration settings, String key, double otherwise) {
        return settings.number(key, settings.isNull(key) ? 0 : otherwise);
    }

    private static String[] sameRope(Draft draft, Decoder sizes) {
        String rope = draft.rope(Rope.whole(draft.settings(), sizes.headSize(), 10_000));
        return new String[] {rope, rope};
    }

    /// The rope of full layers, then that of sliding ones.
    private static String[] ropes(Draft draft, Decoder sizes) {
        Configuration settings = draft.settings();
        Optional<Configuration> newer = settings.findObject("rope_parameters");
        if (newer.isPresent() && newer.get().isObject("full_attention")) {
            Configuration both = newer.get();
            return new String[] {
                draft.rope(rope(settings, both.findObject("full_attention"), sizes, 1_000_000)),
                draft.rope(rope(settings, both.findObject("sliding_attention"), sizes, 10_000))
            };
        }
        if (newer.isPresent()) {
            throw Settings.refused(settings, "rope_parameters"); // not by type of layer: the reference passes over it
        }
        double local = settings.number("rope_local_base_freq", 10_000);
        return new String[] {
            draft.rope(Rope.whole(settings, sizes.headSize(), 1_000_000)),
            draft.rope(new Rope.Plain(sizes.headSize(), local, 1))
        };
    }

    private static Rope rope(Configuration settings, Optional<Configuration> scaling, Decoder sizes, double theta) {
        double base = scaling.map(found -> found.number("rope_theta", theta)).orElse(theta);
        return RopeSettings.rope(settings, scaling, sizes.headSize(), base);
    }
}
