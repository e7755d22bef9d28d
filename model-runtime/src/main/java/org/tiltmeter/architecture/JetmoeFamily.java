package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// JetMoe: experts make the queries of attention as well as the feed-forward network.
final class JetmoeFamily implements Family {

    /// The norms of layers use this whatever the configuration says.
    private static final double LAYER_EPSILON = 1e-6;

    @Override
    public List<String> modelTypes() {
        return List.of("jetmoe");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        int hidden = settings.size("hidden_size");
        int chosen = settings.integer("num_experts_per_tok", 2);
        int keyHeads = settings.size("num_key_value_heads");
        int headSize = settings.size("kv_channels");
        settings.has("num_attention_heads");
        Decoder sizes = new Decoder(
                "jetmoe",
                settings.size("num_hidden_layers"),
                hidden,
                keyHeads * chosen,
                keyHeads,
                headSize,
                settings.size("vocab_size"),
                settings.size("max_position_embeddings", 4096));
        draft.optionalPrefix("model.");
        boolean tied = settings.flag("tie_word_embeddings", true);
        Blocks.embeddingAndHead(draft, sizes, "model.embed_tokens.weight", "lm_head", tied, false);
        double finalEpsilon = settings.number("rms_norm_eps", 1e-6);
        draft.model().norm("final_norm", NormKind.RMS, finalEpsilon, "model.norm", hidden);
        String rope = draft.rope(Rope.whole(settings, headSize, 10_000));
        Blocks.Experts experts = new Blocks.Experts(
                settings.size("num_local_experts"),
                chosen,
                hidden,
                settings.size("intermediate_size"),
                Settings.activation(settings, "activation_function", "silu"));
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".");
            Blocks.llamaNorms(layer, sizes, NormKind.RMS, LAYER_EPSILON);
            attention(layer, sizes, experts);
            layer.kind("rope", rope);
            layer.linear("router", "mlp.router.layer", hidden, experts.number(), false)
                    .tensor("experts_bias", "mlp.bias", hidden);
            Blocks.router(layer, "logits", "softmax");
            Blocks.stackedExperts(draft, layer, experts, "mlp.input_linear.weight", "mlp.output_linear.weight");
        }
    }

    private static void attention(Part layer, Decoder sizes, Blocks.Experts experts) {
        Blocks.attentionSettings(layer, sizes);
        int number = experts.number();
        long width = (long) sizes.keyHeads() * sizes.headSize();
        String prefix = "self_attention.experts.";
        layer.kind("attention", "mixture")
                .number("attention_experts", number)
                .number("attention_chosen", experts.chosen())
                .linear("key_value", "self_attention.kv_proj", sizes.hidden(), 2 * width, false)
                .linear("attention_router", prefix + "router.layer", sizes.hidden(), number, false)
                .tensor("attention_bias", prefix + "bias", sizes.hidden());
        BoundTensor queries = layer.find(prefix + "input_linear.weight", number, width, sizes.hidden());
        BoundTensor readers = layer.find(prefix + "output_linear.weight", number, sizes.hidden(), width);
        for (int expert = 0; expert < number; expert++) {
            layer.bind("query." + expert + ".weight", queries.select(expert))
                    .bind("read." + expert + ".weight", readers.select(expert));
        }
    }
}
