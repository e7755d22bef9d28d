package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Blocks.Experts;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.work.BadInputException;

/// NLLB with experts: a translator whose every few layers send each token to two experts.
final class NllbFamily implements Family {

    private static final double EPSILON = 1e-5;

    @Override
    public List<String> modelTypes() {
        return List.of("nllb-moe");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        refuseOtherRouting(settings);
        settings.has("num_hidden_layers"); // the encoder's, said twice
        int hidden = settings.size("d_model");
        double scale = settings.flag("scale_embedding", true) ? Math.sqrt(hidden) : 1;
        boolean tied = settings.flag("tie_word_embeddings", true);
        Decoder decoder = sizes(settings, "decoder");
        draft.optionalPrefix("model.");
        String shared = "model.shared.weight";
        String words = Blocks.own(draft, "model.decoder.embed_tokens.weight", shared);
        Blocks.embeddingAndHead(draft, decoder, words, shared, "lm_head", tied);
        Draft encoder = draft.encoder();
        Decoder reading = sizes(settings, "encoder");
        encoder.sizes(reading);
        Blocks.embedding(encoder, decoder, Blocks.own(draft, "model.encoder.embed_tokens.weight", shared));
        int padding = settings.integer("pad_token_id", 1);
        for (Draft side : List.of(encoder, draft)) {
            side.model()
                    .number("embedding_scale", scale)
                    .number("position_skips", padding)
                    .kind("positions", "sinusoidal");
        }
        encoder.model().normWithBias("final_norm", EPSILON, "model.encoder.layer_norm", hidden);
        draft.model().normWithBias("final_norm", EPSILON, "model.decoder.layer_norm", hidden);
        layers(settings, encoder, reading, "encoder");
        layers(settings, draft, decoder, "decoder");
    }

    private static Decoder sizes(Configuration settings, String side) {
        int hidden = settings.size("d_model");
        int heads = settings.size(side + "_attention_heads");
        Settings.requireDivisor(hidden, heads);
        return new Decoder(
                "nllb-moe",
                settings.size(side + "_layers"),
                hidden,
                heads,
                heads,
                hidden / heads,
                settings.size("vocab_size"),
                settings.size("max_position_embeddings", 1024));
    }

    private static void refuseOtherRouting(Configuration settings) {
        String second = settings.text("second_expert_policy", "all");
        double capacity = settings.number("moe_eval_capacity_token_fraction", 1);
        if (!second.equals("all") || capacity < 1) {
            throw new BadInputException("config.json sets second_expert_policy to " + second
                    + " and moe_eval_capacity_token_fraction to " + capacity
                    + "; Tiltmeter implements \"all\" and 1, which leave no token out.");
        }
        for (String unused : List.of(
                "expert_capacity",
                "batch_prioritized_routing",
                "normalize_router_prob_before_dropping",
                "router_type",
                "router_ignore_padding_tokens",
                "router_jitter_noise")) {
            settings.has(unused); // of influence only where tokens are left out, or in training
        }
        Settings.require(settings, "router_dtype", "float32");
    }

    private static void layers(Configuration settings, Draft draft, Decoder sizes, String side) {
        int hidden = sizes.hidden();
        int inner = settings.size(side + "_ffn_dim");
        int step = settings.integer(side + "_sparse_step", 4);
        String activation = Settings.activation(settings, "activation_function", "relu");
        Experts experts = new Experts(settings.size("num_experts", 128), 2, hidden, inner, activation);
        boolean routerBias = settings.flag("router_bias", false);
        double kept = 1 - settings.number("moe_token_dropout", 0.2);
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model." + side + ".layers." + i + ".")
                    .normWithBias("attention_norm", EPSILON, "self_attn_layer_norm", hidden)
                    .normWithBias("feed_forward_norm", EPSILON, "ff_layer_norm", hidden);
            Blocks.attention(layer, sizes, "self_attn.", true, true, "out_proj");
            if (side.equals("decoder")) {
                layer.normWithBias("cross_norm", EPSILON, "cross_attention_layer_norm", hidden)
                        .linear("cross.query", "cross_attention.q_proj", hidden, hidden, true)
                        .linear("cross.key", "cross_attention.k_proj", hidden, hidden, true)
                        .linear("cross.value", "cross_attention.v_proj", hidden, hidden, true)
                        .linear("cross.output", "cross_attention.out_proj", hidden, hidden, true);
            }
            if (step > 0 && (i + 1) % step == 0) {
                Blocks.plainExperts(draft, layer, experts, "ffn.experts.expert_", "fc1", "fc2", true);
                Blocks.softmaxThenTop(layer, true);
                layer.number("feed_forward_gain", kept)
                        .linear("router", "ffn.router.classifier", hidden, experts.number(), routerBias);
            } else {
                Blocks.plainMlp(layer, "ffn.fc1", "ffn.fc2", activation, hidden, inner, true);
            }
        }
    }
}
