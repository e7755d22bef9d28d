package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// Phi 1 and 2 (both branches beside each other), Phi 3 (fused matrices) and Phi 3.5 with experts (sparse mixer).
final class PhiFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("phi", "phi3", "phimoe");
    }

    @Override
    public void describe(Draft draft) {
        switch (draft.settings().text("model_type", "")) {
            case "phi" -> describeFirst(draft);
            case "phi3" -> describeThird(draft);
            default -> describeExperts(draft);
        }
    }

    private static void describeFirst(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("layer_norm_eps", 1e-5);
        Decoder sizes = Blocks.sizes(settings);
        draft.optionalPrefix("model.");
        boolean tied = settings.flag("tie_word_embeddings", false);
        Blocks.embeddingAndHead(draft, sizes, "model.embed_tokens.weight", "lm_head", tied, true);
        draft.model().normWithBias("final_norm", epsilon, "model.final_layernorm", sizes.hidden());
        settings.findNumber("partial_rotary_factor");
        String rope = draft.rope(Rope.of(settings, sizes.headSize(), 10_000, 0.5));
        String activation = Settings.activation(settings, "hidden_act", "gelu_new");
        boolean headNorms = settings.flag("qk_layernorm", false);
        int inner = settings.size("intermediate_size");
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".")
                    .normWithBias("attention_norm", epsilon, "input_layernorm", sizes.hidden());
            Blocks.attention(layer, sizes, "self_attn.", true, true, "dense");
            layer.kind("block", "parallel").kind("rope", rope);
            if (headNorms) {
                layer.normWithBias("query_head_norm", epsilon, "self_attn.q_layernorm", sizes.headSize())
                        .normWithBias("key_head_norm", epsilon, "self_attn.k_layernorm", sizes.headSize());
            }
            Blocks.plainMlp(layer, "mlp.fc1", "mlp.fc2", activation, sizes.hidden(), inner, true);
        }
    }

    private static void describeThird(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-5);
        Decoder sizes = Blocks.llamaFrame(draft, NormKind.RMS, epsilon, false);
        settings.has("original_max_position_embeddings");
        String rope = draft.rope(Rope.of(settings, sizes.headSize(), 10_000));
        for (String bias : List.of("attention_bias", "mlp_bias", "lm_head_bias")) {
            Settings.require(settings, bias, false);
        }
        for (String factor : List.of("full_attn_mod", "interpolate_factor")) {
            Settings.require(settings, factor, 1);
        }
        int window = Settings.window(settings, 0);
        Blocks.everywhere(settings, sizes.layers(), window);
        String activation = Settings.activation(settings, "hidden_act", "silu");
        int inner = settings.size("intermediate_size");
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.llamaNorms(layer, sizes, NormKind.RMS, epsilon);
            Blocks.attentionSettings(layer, sizes);
            long width = (long) sizes.heads() * sizes.headSize();
            long keyWidth = (long) sizes.keyHeads() * sizes.headSize();
            BoundTensor all = layer.find("self_attn.qkv_proj.weight", width + 2 * keyWidth, sizes.hidden());
            layer.kind("rope", rope)
                    .number("window", window)
                    .bind("query.weight", all.narrow(0, width))
                    .bind("key.weight", all.narrow(width, width + keyWidth))
                    .bind("value.weight", all.narrow(width + keyWidth, width + 2 * keyWidth))
                    .linear("output", "self_attn.o_proj", width, sizes.hidden(), false);
            Blocks.fusedMlp(layer, "mlp.", activation, sizes.hidden(), inner);
        }
    }

    private static void describeExperts(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("rms_norm_eps", 1e-5);
        Decoder sizes = Blocks.sizes(settings);
        draft.optionalPrefix("model.");
        boolean tied = settings.flag("tie_word_embeddings", false);
        boolean headBias = settings.flag("lm_head_bias", false);
        Blocks.embeddingAndHead(draft, sizes, "model.embed_tokens.weight", "lm_head", tied, headBias);
        draft.model().normWithBias("final_norm", epsilon, "model.norm", sizes.hidden());
        settings.has("original_max_position_embeddings");
        settings.has("input_jitter_noise"); // noise of training
        Settings.require(settings, "num_experts_per_tok", 2); // one argmax after the other, twice
        String rope = draft.rope(Rope.whole(settings, sizes.headSize(), 1_000_000));
        boolean bias = settings.flag("attention_bias", false);
        int window = Settings.window(settings, 0);
        Blocks.everywhere(settings, sizes.layers(), window);
        Blocks.Experts experts = new Blocks.Experts(
                settings.size("num_local_experts"),
                2,
                sizes.hidden(),
                settings.size("intermediate_size"),
                Settings.activation(settings, "hidden_act", "silu"));
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".")
                    .normWithBias("attention_norm", epsilon, "input_layernorm", sizes.hidden())
                    .normWithBias("feed_forward_norm", epsilon, "post_attention_layernorm", sizes.hidden());
            Blocks.attention(layer, sizes, "self_attn.", bias, bias);
            layer.kind("rope", rope).number("window", window);
            layer.linear("router", "block_sparse_moe.gate", sizes.hidden(), experts.number(), false);
            Blocks.router(layer, "sparse_mixer", "scores");
            Blocks.gatedExperts(draft, layer, experts, "block_sparse_moe.experts.", "w1", "w3", "w2");
            layer.number("jitter", settings.number("router_jitter_noise", 0.01));
        }
    }
}
