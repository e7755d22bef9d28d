package org.tiltmeter.architecture;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.work.BadInputException;

/// MiniMax 01 (full attention by turns with linear, what is added being taken after the norm) and MiniMax M2 (full
/// attention, sigmoid router with a selection bias).
final class MinimaxFamily implements Family {

    /// The norm within linear attention uses this whatever the configuration says.
    private static final double LIGHTNING_EPSILON = 1e-6;

    @Override
    public List<String> modelTypes() {
        return List.of("minimax", "minimax_m2");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        boolean newer = settings.text("model_type", "").equals("minimax_m2");
        double epsilon = settings.number("rms_norm_eps", newer ? 1e-6 : 1e-5);
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        boolean second = sizes.family().equals("minimax_m2");
        String rope = draft.rope(rope(settings, sizes));
        int window = second ? 0 : Settings.window(settings, 0);
        settings.has("router_jitter_noise"); // noise of training
        Settings.require(settings, "attention_bias", false);
        if (second) {
            requireUsual(settings);
        }
        boolean[] linear = second ? new boolean[sizes.layers()] : linear(settings, sizes.layers());
        Blocks.Experts experts = new Blocks.Experts(
                settings.size("num_local_experts"),
                settings.integer("num_experts_per_tok", second ? 8 : 2),
                sizes.hidden(),
                settings.size("intermediate_size"),
                Settings.activation(settings, "hidden_act", "silu"));
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.llamaNorms(layer, sizes, NormKind.RMS, epsilon);
            if (linear[i]) {
                linearAttention(layer, sizes, i);
            } else {
                Blocks.attention(layer, sizes, "self_attn.", false, false);
                layer.kind("rope", rope).number("window", window);
                if (second) {
                    Blocks.wideNorms(layer, sizes, epsilon, "self_attn.");
                }
            }
            if (second) {
                secondRouter(draft, layer, experts);
            } else {
                factors(settings, layer, linear[i]);
                Blocks.expertSettings(draft, layer, experts);
                Blocks.softmaxThenTop(layer, true);
                layer.linear("router", "block_sparse_moe.gate", sizes.hidden(), experts.number(), false);
            }
            Blocks.addExperts(layer, experts, "block_sparse_moe.experts.", "w1", "w3", "w2");
        }
    }

    private static Rope rope(Configuration settings, Decoder sizes) {
        if (!sizes.family().equals("minimax_m2")) {
            return Rope.whole(settings, sizes.headSize(), 1_000_000);
        }
        int turned = settings.integer("rotary_dim", sizes.headSize());
        return Rope.of(settings, sizes.headSize(), 5_000_000, (double) turned / sizes.headSize());
    }

    /// What the second model's files say beside what the reference reads.
    private static void requireUsual(Configuration settings) {
        Settings.require(settings, "use_qk_norm", true);
        Settings.require(settings, "qk_norm_type", "per_layer");
        Settings.require(settings, "use_routing_bias", true);
        Settings.require(settings, "shared_intermediate_size", 0);
        Settings.require(settings, "scoring_func", "sigmoid");
        for (String branch : List.of("full_attention", "linear_attention", "mlp")) {
            Settings.require(settings, "layernorm_" + branch + "_alpha", 1);
            Settings.require(settings, "layernorm_" + branch + "_beta", 1);
        }
        for (int type : settings.integers("attn_type_list")) {
            if (type != 1) {
                throw Settings.refused(settings, "attn_type_list");
            }
        }
        Settings.ignore(settings, "shared_moe_mode", "use_mtp", "num_mtp_modules", "mtp_transformer_layers");
    }

    /// What each branch and what it is added to are multiplied with.
    private static void factors(Configuration settings, Part layer, boolean linear) {
        String kind = linear ? "linear" : "full";
        layer.kind("block", "normed")
                .number("attention_skip", settings.number(kind + "_attn_alpha_factor", 1))
                .number("attention_gain", settings.number(kind + "_attn_beta_factor", 1))
                .number("feed_forward_skip", settings.number("mlp_alpha_factor", 1))
                .number("feed_forward_gain", settings.number("mlp_beta_factor", 1));
        for (String other : new String[] {"linear", "full"}) {
            settings.has(other + "_attn_alpha_factor");
            settings.has(other + "_attn_beta_factor");
        }
    }

    private static boolean[] linear(Configuration settings, int layers) {
        Optional<List<String>> types = settings.findTexts("layer_types");
        int[] older = settings.integers("attn_type_list");
        boolean[] linear = new boolean[layers];
        for (int i = 0; i < layers; i++) {
            String type =
                    types.isPresent() && i < types.get().size() ? types.get().get(i) : "";
            linear[i] = switch (type) {
                case "" -> older.length > 0 ? older[i % older.length] == 0 : (i + 1) % 2 == 0;
                case "linear_attention" -> true;
                case "full_attention" -> false;
                default ->
                    throw new BadInputException("config.json gives the layer_types entry \"" + type
                            + "\", which Tiltmeter does not implement for this family.");
            };
        }
        settings.has("block_size");
        return linear;
    }

    private static void linearAttention(Part layer, Decoder sizes, int index) {
        Blocks.attentionSettings(layer, sizes);
        long width = (long) sizes.heads() * sizes.headSize();
        layer.kind("attention", "lightning")
                .number("slope", 1 - index / (sizes.layers() - 1 + 1e-5) + 1e-5)
                .linear("query_key_value", "self_attn.qkv_proj", sizes.hidden(), 3 * width, false)
                .linear("gate_out", "self_attn.output_gate", sizes.hidden(), width, false)
                .linear("output", "self_attn.out_proj", width, sizes.hidden(), false)
                .norm("lightning_norm", NormKind.RMS, LIGHTNING_EPSILON, "self_attn.norm", width);
    }

    private static void secondRouter(Draft draft, Part layer, Blocks.Experts experts) {
        Blocks.expertSettings(draft, layer, experts);
        Blocks.router(layer, "sigmoid", "sum")
                .linear("router", "block_sparse_moe.gate", experts.hidden(), experts.number(), false)
                .tensor("selection_bias", "block_sparse_moe.e_score_correction_bias", experts.number());
    }
}
