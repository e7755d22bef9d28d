package org.tiltmeter.architecture;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.checkpoint.Configuration;

/// GPT-J: both branches beside each other behind one norm, interleaved rope over a part of each head.
final class GptjFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("gptj");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("layer_norm_epsilon", 1e-5);
        int hidden = settings.size("n_embd");
        int heads = settings.size("n_head");
        Settings.requireDivisor(hidden, heads);
        int context = settings.size("n_positions", 2048);
        int layers = settings.size("n_layer");
        int vocabulary = settings.size("vocab_size");
        Decoder sizes = new Decoder("gptj", layers, hidden, heads, heads, hidden / heads, vocabulary, context);
        draft.optionalPrefix("transformer.");
        boolean tied = settings.flag("tie_word_embeddings", false);
        settings.has("rotary"); // of old files, always true
        settings.has("scale_attn_weights");
        Blocks.embeddingAndHead(draft, sizes, "transformer.wte.weight", "lm_head", tied, true);
        draft.model().normWithBias("final_norm", epsilon, "transformer.ln_f", hidden);
        if (settings.isNull("rotary_dim")) {
            throw Settings.refused(settings, "rotary_dim");
        }
        int turned = settings.integer("rotary_dim", 64);
        String rope = draft.rope(RopeSettings.rope(settings, Optional.empty(), turned, 10_000));
        int inner = settings.size("n_inner", 4 * hidden);
        String activation = Settings.activation(settings, "activation_function", "gelu_new");
        for (int i = 0; i < layers; i++) {
            Part layer =
                    draft.layer("transformer.h." + i + ".").normWithBias("attention_norm", epsilon, "ln_1", hidden);
            Blocks.attention(layer, sizes, "attn.", false, false, "out_proj");
            layer.kind("block", "parallel").kind("rope", rope).kind("rope_pairs", "interleaved");
            Blocks.plainMlp(layer, "mlp.fc_in", "mlp.fc_out", activation, hidden, inner, true);
        }
    }
}
