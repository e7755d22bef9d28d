package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// DeepSeek 2 and 3: latent attention, dense first layers, routed experts of the best groups beside shared ones.
final class DeepseekFamily implements Family {

    /// The norms within latent attention use this whatever the configuration says.
    private static final double LATENT_EPSILON = 1e-6;

    @Override
    public List<String> modelTypes() {
        return List.of("deepseek_v2", "deepseek_v3");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-6);
        settings.has("qk_head_dim");
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        boolean third = sizes.family().equals("deepseek_v3");
        int turned = settings.size("qk_rope_head_dim");
        if (third && settings.integer("head_dim", turned) != turned) {
            throw Settings.refused(settings, "head_dim");
        }
        Rope rope = Rope.whole(settings, turned, 10_000);
        String ropeName = draft.rope(rope);
        String pairs = third && !settings.flag("rope_interleave", true) ? "halves" : "interleaved";
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int dense = settings.integer("first_k_dense_replace", third ? 3 : 0);
        int step = settings.integer("moe_layer_freq", 1);
        for (String training :
                List.of("aux_loss_alpha", "seq_aux", "ep_size", "num_nextn_predict_layers", "mlp_bias")) {
            settings.has(training);
        }
        Settings.require(settings, "mlp_bias", false);
        if (step < 1) {
            throw Settings.refused(settings, "moe_layer_freq");
        }
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.llamaNorms(layer, sizes, NormKind.RMS, epsilon);
            attention(settings, layer, sizes, turned, rope);
            layer.kind("rope", ropeName).kind("rope_pairs", pairs);
            if (i >= dense && i % step == 0) {
                experts(draft, layer, sizes, third, activation);
            } else {
                int inner = settings.size("intermediate_size");
                Blocks.gatedMlp(layer, "mlp.", activation, sizes.hidden(), inner, false);
            }
        }
        Settings.ignore(settings, "intermediate_size", "moe_intermediate_size", "n_routed_experts", "n_shared_experts");
        Settings.ignore(settings, "num_experts_per_tok", "n_group", "topk_group", "topk_method", "scoring_func");
        Settings.ignore(settings, "norm_topk_prob", "routed_scaling_factor", "num_key_value_heads");
    }

    private static void attention(Configuration settings, Part layer, Decoder sizes, int turned, Rope rope) {
        Blocks.attentionSettings(layer, sizes);
        int plain = settings.size("qk_nope_head_dim");
        int value = settings.size("v_head_dim");
        int rank = settings.size("kv_lora_rank");
        int queryRank = settings.size("q_lora_rank", settings.isNull("q_lora_rank") ? 0 : 1536);
        boolean bias = settings.flag("attention_bias", false);
        long heads = sizes.heads();
        layer.kind("attention", "latent")
                .number("plain_size", plain)
                .number("turned_size", turned)
                .number("latent_rank", rank)
                .number("scale", rope.softmaxScale() / Math.sqrt(plain + turned));
        long width = heads * (plain + turned);
        if (queryRank > 0) {
            layer.linear("query_down", "self_attn.q_a_proj", sizes.hidden(), queryRank, bias)
                    .norm("query_latent_norm", NormKind.RMS, LATENT_EPSILON, "self_attn.q_a_layernorm", queryRank)
                    .linear("query_up", "self_attn.q_b_proj", queryRank, width, false);
        } else {
            layer.linear("query", "self_attn.q_proj", sizes.hidden(), width, false);
        }
        layer.linear("latent_down", "self_attn.kv_a_proj_with_mqa", sizes.hidden(), rank + (long) turned, bias)
                .norm("latent_norm", NormKind.RMS, LATENT_EPSILON, "self_attn.kv_a_layernorm", rank)
                .linear("latent_up", "self_attn.kv_b_proj", rank, heads * (plain + value), false)
                .linear("output", "self_attn.o_proj", heads * value, sizes.hidden(), bias);
    }

    private static void experts(Draft draft, Part layer, Decoder sizes, boolean third, String activation) {
        Configuration settings = draft.settings();
        int inner = settings.size("moe_intermediate_size");
        Blocks.Experts experts = new Blocks.Experts(
                settings.size("n_routed_experts"),
                settings.integer("num_experts_per_tok", 8),
                sizes.hidden(),
                inner,
                activation);
        if (third) {
            Blocks.sigmoidRouter(draft, layer, experts, "mlp.gate", "mlp.gate.e_score_correction_bias");
        } else {
            softmaxRouter(draft, layer, experts);
        }
        Blocks.addExperts(layer, experts, "mlp.experts.");
        int shared = settings.integer("n_shared_experts", settings.isNull("n_shared_experts") ? 0 : third ? 1 : 2);
        if (shared > 0) {
            Blocks.sharedExpert(layer, "mlp.shared_experts.", sizes.hidden(), (long) inner * shared, false);
        }
    }

    private static void softmaxRouter(Draft draft, Part layer, Blocks.Experts experts) {
        Configuration settings = draft.settings();
        settings.has("norm_topk_prob"); // the reference leaves it out too
        Settings.require(settings, "scoring_func", "softmax");
        Blocks.expertSettings(draft, layer, experts);
        layer.linear("router", "mlp.gate", experts.hidden(), experts.number(), false);
        Blocks.router(layer, "softmax", "scores").number("routed_scale", settings.number("routed_scaling_factor", 1));
        String method = settings.text("topk_method", "greedy");
        int groups = settings.integer("n_group", 1);
        int best = settings.integer("topk_group", 1);
        switch (method) {
            case "greedy" -> layer.number("groups", 1);
            case "group_limited_greedy" -> Blocks.groups(layer, experts, groups, best, "best");
            default -> throw Settings.refused(settings, "topk_method");
        }
    }
}
