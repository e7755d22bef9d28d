package org.tiltmeter.architecture;

import java.util.Optional;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.work.BadInputException;

/// T5 and its sparse relative Switch Transformers: encoder and decoder with learned biases for the distance of two
/// tokens; in Switch every second layer sends each token to one expert.
final class T5Family implements Family {

    @Override
    public java.util.List<String> modelTypes() {
        return java.util.List.of("t5", "switch_transformers");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        int layers = settings.size("num_layers");
        Decoder decoder = sizes(settings, settings.size("num_decoder_layers", layers));
        double epsilon = settings.number("layer_norm_epsilon", 1e-6);
        settings.has("output_past"); // what older programs returned
        boolean unsaid = settings.isNull("tie_word_embeddings"); // only false unties
        boolean tied = unsaid || settings.flag("tie_word_embeddings", true);
        boolean scaled = settings.flag("scale_decoder_outputs", tied);
        boolean t5 = decoder.family().equals("t5");
        String words = Blocks.own(draft, "decoder.embed_tokens.weight", "shared.weight");
        Blocks.embeddingAndHead(draft, decoder, words, "shared.weight", "lm_head", tied || t5);
        draft.model()
                .number("logit_scale", scaled ? 1 / Math.sqrt(decoder.hidden()) : 1)
                .norm("final_norm", NormKind.RMS, epsilon, "decoder.final_layer_norm", decoder.hidden());
        Draft encoder = draft.encoder();
        encoder.sizes(sizes(settings, layers));
        Blocks.embedding(encoder, decoder, Blocks.own(draft, "encoder.embed_tokens.weight", "shared.weight"));
        encoder.model().norm("final_norm", NormKind.RMS, epsilon, "encoder.final_layer_norm", decoder.hidden());
        FeedForward feedForward = FeedForward.of(settings);
        int encoderStep = feedForward.step(settings, "encoder", layers);
        int decoderStep = feedForward.step(settings, "decoder", decoder.layers());
        for (int i = 0; i < layers; i++) {
            Part layer = encoder.layer("encoder.block." + i + ".layer.");
            attention(settings, layer, decoder, epsilon, i == 0, true);
            feedForward.add(encoder, layer, "1.", decoder, epsilon, sparse(i, encoderStep));
        }
        for (int i = 0; i < decoder.layers(); i++) {
            Part layer = draft.layer("decoder.block." + i + ".layer.");
            attention(settings, layer, decoder, epsilon, i == 0, false);
            layer.norm("cross_norm", NormKind.RMS, epsilon, "1.layer_norm", decoder.hidden());
            projections(layer, decoder, "cross.", "1.EncDecAttention.");
            feedForward.add(draft, layer, "2.", decoder, epsilon, sparse(i, decoderStep));
        }
    }

    private static Decoder sizes(Configuration settings, int layers) {
        int heads = settings.size("num_heads");
        return new Decoder(
                settings.text("model_type", ""),
                layers,
                settings.size("d_model"),
                heads,
                heads,
                settings.size("d_kv"),
                settings.size("vocab_size"),
                settings.size("n_positions", 512));
    }

    private static boolean sparse(int layer, int step) {
        return step > 0 && (layer % step == 1 || step == 1);
    }

    private static void projections(Part layer, Decoder sizes, String name, String stored) {
        long width = (long) sizes.heads() * sizes.headSize();
        layer.linear(name + "query", stored + "q", sizes.hidden(), width, false)
                .linear(name + "key", stored + "k", sizes.hidden(), width, false)
                .linear(name + "value", stored + "v", sizes.hidden(), width, false)
                .linear(name + "output", stored + "o", width, sizes.hidden(), false);
    }

    /// The layer's own attention. The biases of the first layer serve all of T5; in Switch Transformers they stay in
    /// the first, as in the reference (transformers 5; version 4 shared them there too).
    private static void attention(
            Configuration settings, Part layer, Decoder sizes, double epsilon, boolean first, boolean bidirectional) {
        Blocks.attentionSettings(layer, sizes);
        layer.norm("attention_norm", NormKind.RMS, epsilon, "0.layer_norm", sizes.hidden())
                .number("scale", 1);
        projections(layer, sizes, "", "0.SelfAttention.");
        if (first) {
            int buckets = settings.size("relative_attention_num_buckets", 32);
            layer.kind("relative", bidirectional ? "both" : "before")
                    .number("relative_distance", settings.size("relative_attention_max_distance", 128))
                    .tensor(
                            "relative_bias.weight",
                            "0.SelfAttention.relative_attention_bias.weight",
                            buckets,
                            sizes.heads());
        } else if (settings.text("model_type", "").equals("switch_transformers")) {
            layer.kind("relative", "none");
        }
    }

    /// What follows attention: one network, or experts.
    private record FeedForward(boolean gated, String activation, int inner, Optional<Blocks.Experts> experts) {

        static FeedForward of(Configuration settings) {
            String projection = settings.text("feed_forward_proj", "relu");
            boolean gated = projection.startsWith("gated-");
            String name = gated ? projection.substring("gated-".length()) : projection;
            // the first gated models say "gelu" and mean its approximation
            String usual = gated && name.equals("gelu") ? "gelu_new" : name;
            gated = settings.flag("is_gated_act", gated);
            String activation = settings.has("dense_act_fn")
                    ? Settings.activation(settings, "dense_act_fn", usual)
                    : Settings.activation(usual, "feed_forward_proj");
            int inner = settings.size("d_ff");
            Optional<Blocks.Experts> experts = Optional.empty();
            if (settings.text("model_type", "").equals("switch_transformers")) {
                if (gated) {
                    throw new BadInputException(
                            "config.json asks for gated experts, which Tiltmeter does not implement for"
                                    + " switch_transformers models.");
                }
                settings.size("expert_capacity", 64); // has no influence in the reference
                for (String unused : new String[] {
                    "router_jitter_noise",
                    "router_ignore_padding_tokens",
                    "router_type",
                    "num_selected_experts",
                    "batch_prioritized_routing",
                    "add_router_probs"
                }) {
                    settings.has(unused);
                }
                Settings.require(settings, "router_dtype", "float32");
                experts = Optional.of(new Blocks.Experts(
                        settings.size("num_experts", 8), 1, settings.size("d_model"), inner, activation));
            }
            return new FeedForward(gated, activation, inner, experts);
        }

        /// Every how many layers one is sparse, 0 for none.
        int step(Configuration settings, String side, int layers) {
            if (experts.isEmpty()) {
                return 0;
            }
            int sparse = settings.integer("num_sparse_" + side + "_layers", 3);
            return settings.integer(side + "_sparse_step", sparse > 0 ? layers / sparse : layers);
        }

        void add(Draft draft, Part layer, String prefix, Decoder sizes, double epsilon, boolean sparse) {
            long hidden = sizes.hidden();
            layer.norm("feed_forward_norm", NormKind.RMS, epsilon, prefix + "layer_norm", hidden);
            String network = prefix + (experts.isPresent() ? "mlp." : "DenseReluDense.");
            if (sparse) {
                Blocks.Experts all = experts.orElseThrow();
                boolean bias = draft.settings().flag("router_bias", false);
                Blocks.plainExperts(draft, layer, all, network + "experts.expert_", "wi", "wo", false);
                Blocks.softmaxThenTop(layer, false);
                layer.linear("router", network + "router.classifier", hidden, all.number(), bias);
            } else if (gated) {
                layer.kind("feed_forward", "mlp").kind("mlp", "gated").kind("activation", activation);
                layer.linear("gate", network + "wi_0", hidden, inner, false)
                        .linear("up", network + "wi_1", hidden, inner, false)
                        .linear("down", network + "wo", inner, hidden, false);
            } else {
                Blocks.plainMlp(layer, network + "wi", network + "wo", activation, hidden, inner, false);
            }
        }
    }
}
