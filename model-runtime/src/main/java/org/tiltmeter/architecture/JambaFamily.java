package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// Jamba: Mamba in most layers, attention without positions in every few, experts in every other.
final class JambaFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("jamba");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-6);
        Decoder sizes = Blocks.sizes(settings);
        draft.optionalPrefix("model.");
        boolean tied = settings.flag("tie_word_embeddings", false);
        Blocks.embeddingAndHead(draft, sizes, "model.embed_tokens.weight", "lm_head", tied, false);
        draft.model().norm("final_norm", NormKind.RMS, epsilon, "model.final_layernorm", sizes.hidden());
        settings.has("use_mamba_kernels");
        settings.has("num_logits_to_keep");
        settings.has("sliding_window");
        Settings.require(settings, "mamba_inner_layernorms", true);
        int period = Settings.period(settings, "attn_layer_period", 8);
        int offset = settings.integer("attn_layer_offset", 4);
        int expertPeriod = Settings.period(settings, "expert_layer_period", 2);
        int expertOffset = settings.integer("expert_layer_offset", 1);
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int inner = settings.size("intermediate_size");
        int number = settings.size("num_experts", 16);
        int chosen = settings.integer("num_experts_per_tok", 2);
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".")
                    .norm("attention_norm", NormKind.RMS, epsilon, "input_layernorm", sizes.hidden())
                    .norm("feed_forward_norm", NormKind.RMS, epsilon, "pre_ff_layernorm", sizes.hidden());
            if (i % period == offset) {
                Blocks.attention(layer, sizes, "self_attn.", false, false);
            } else {
                mamba(settings, layer, sizes, epsilon);
            }
            if (number > 1 && i % expertPeriod == expertOffset) {
                layer.linear("router", "feed_forward.router", sizes.hidden(), number, false);
                Blocks.softmaxThenTop(layer, false);
                Blocks.Experts experts = new Blocks.Experts(number, chosen, sizes.hidden(), inner, activation);
                Blocks.gatedExperts(draft, layer, experts, "feed_forward.experts.");
            } else {
                Blocks.gatedMlp(layer, "feed_forward.", activation, sizes.hidden(), inner, false);
            }
        }
        Settings.ignore(settings, "mamba_expand", "mamba_d_state", "mamba_d_conv", "mamba_dt_rank"); // no such layer
        Settings.ignore(settings, "mamba_conv_bias", "mamba_proj_bias");
    }

    private static void mamba(Configuration settings, Part layer, Decoder sizes, double epsilon) {
        Blocks.attentionSettings(layer, sizes);
        int inner = settings.size("mamba_expand", 2) * sizes.hidden();
        int state = settings.size("mamba_d_state", 16);
        int width = settings.size("mamba_d_conv", 4);
        int rank = settings.spelled("mamba_dt_rank").equals("\"auto\"")
                ? (sizes.hidden() + 15) / 16
                : settings.size("mamba_dt_rank", (sizes.hidden() + 15) / 16);
        settings.has("mamba_dt_rank");
        boolean bias = settings.flag("mamba_proj_bias", false);
        layer.kind("attention", "mamba")
                .number("pace_rank", rank)
                .number("state_size", state)
                .linear("in", "mamba.in_proj", sizes.hidden(), 2L * inner, bias)
                .tensor("convolution.weight", "mamba.conv1d.weight", inner, 1, width)
                .linear("select", "mamba.x_proj", inner, rank + 2L * state, false)
                .linear("pace", "mamba.dt_proj", rank, inner, true)
                .tensor("rate_log", "mamba.A_log", inner, state)
                .tensor("skip", "mamba.D", inner)
                .linear("output", "mamba.out_proj", inner, sizes.hidden(), bias)
                .norm("pace_norm", NormKind.RMS, epsilon, "mamba.dt_layernorm", rank)
                .norm("in_norm", NormKind.RMS, epsilon, "mamba.b_layernorm", state)
                .norm("out_norm", NormKind.RMS, epsilon, "mamba.c_layernorm", state);
        if (settings.flag("mamba_conv_bias", true)) {
            layer.tensor("convolution.bias", "mamba.conv1d.bias", inner);
        }
    }
}
