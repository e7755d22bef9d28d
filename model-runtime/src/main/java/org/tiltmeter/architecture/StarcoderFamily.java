package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.checkpoint.Configuration;

/// StarCoder 2: Llama's attention with biases, layer norms and a feed-forward network without gate.
final class StarcoderFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("starcoder2");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        double epsilon = settings.number("norm_epsilon", 1e-5);
        Decoder sizes = Blocks.sizes(settings);
        draft.optionalPrefix("model.");
        boolean tied = settings.flag("tie_word_embeddings", true);
        Blocks.embeddingAndHead(draft, sizes, "model.embed_tokens.weight", "lm_head", tied, false);
        draft.model().normWithBias("final_norm", epsilon, "model.norm", sizes.hidden());
        String rope = draft.rope(Rope.whole(settings, sizes.headSize(), 10_000));
        boolean bias = settings.flag("use_bias", true);
        int window = Settings.window(settings, 0);
        Blocks.everywhere(settings, sizes.layers(), window);
        Settings.require(settings, "norm_type", "layer_norm");
        Settings.require(settings, "mlp_type", "default");
        Settings.require(settings, "scale_attn_weights", true);
        Settings.ignore(settings, "activation_function", "layer_norm_epsilon"); // of an earlier program
        Settings.ignore(settings, "attention_softmax_in_fp32", "scale_attention_softmax_in_fp32");
        String activation = Settings.activation(settings, "hidden_act", "gelu_pytorch_tanh");
        int inner = settings.size("intermediate_size");
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer("model.layers." + i + ".")
                    .normWithBias("attention_norm", epsilon, "input_layernorm", sizes.hidden())
                    .normWithBias("feed_forward_norm", epsilon, "post_attention_layernorm", sizes.hidden());
            Blocks.attention(layer, sizes, "self_attn.", bias, bias);
            layer.kind("rope", rope).number("window", window);
            Blocks.plainMlp(layer, "mlp.c_fc", "mlp.c_proj", activation, sizes.hidden(), inner, bias);
        }
    }
}
