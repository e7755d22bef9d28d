package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.checkpoint.Configuration;

/// GPT-2: learned positions, layer norms, one matrix for query, key and value, weights stored `[in, out]`.
final class Gpt2Family implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("gpt2");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        int hidden = settings.size("n_embd");
        int heads = settings.size("n_head");
        Settings.requireDivisor(hidden, heads);
        int context = settings.size("n_positions", 1024);
        Decoder sizes = new Decoder(
                "gpt2",
                settings.size("n_layer"),
                hidden,
                heads,
                heads,
                hidden / heads,
                settings.size("vocab_size"),
                context);
        double epsilon = settings.number("layer_norm_epsilon", 1e-5);
        int inner = settings.size("n_inner", 4 * hidden);
        String activation = Settings.activation(settings, "activation_function", "gelu_new");
        boolean scaled = settings.flag("scale_attn_weights", true);
        boolean scaledByLayer = settings.flag("scale_attn_by_inverse_layer_idx", false);
        settings.has("reorder_and_upcast_attn"); // the order of two multiplications
        Settings.require(settings, "add_cross_attention", false);
        draft.optionalPrefix("transformer.");
        boolean tied = settings.flag("tie_word_embeddings", true);
        Blocks.embeddingAndHead(draft, sizes, "transformer.wte.weight", "lm_head", tied, false);
        draft.model()
                .tensor("position_embedding.weight", "transformer.wpe.weight", context, hidden)
                .normWithBias("final_norm", epsilon, "transformer.ln_f", hidden);
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("transformer.h." + i + ".")
                    .normWithBias("attention_norm", epsilon, "ln_1", hidden)
                    .normWithBias("feed_forward_norm", epsilon, "ln_2", hidden);
            Blocks.attentionSettings(layer, sizes);
            double scale = scaled ? 1 / Math.sqrt(sizes.headSize()) : 1;
            layer.number("scale", scaledByLayer ? scale / (i + 1) : scale);
            BoundTensor weight =
                    layer.find("attn.c_attn.weight", hidden, 3L * hidden).transposed();
            BoundTensor bias = layer.find("attn.c_attn.bias", 3L * hidden);
            List<String> names = List.of("query", "key", "value");
            for (int j = 0; j < names.size(); j++) {
                long from = (long) j * hidden;
                layer.bind(names.get(j) + ".weight", weight.narrow(from, from + hidden))
                        .bind(names.get(j) + ".bias", bias.narrow(from, from + hidden));
            }
            layer.linearTransposed("output", "attn.c_proj", hidden, hidden)
                    .kind("feed_forward", "mlp")
                    .kind("mlp", "plain")
                    .kind("activation", activation)
                    .linearTransposed("up", "mlp.c_fc", hidden, inner)
                    .linearTransposed("down", "mlp.c_proj", inner, hidden);
        }
    }
}
