package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;

/// OPT: learned positions that begin at 2; norms before each branch, or after it in the smallest old files.
final class OptFamily implements Family {

    private static final int OFFSET = 2;

    @Override
    public List<String> modelTypes() {
        return List.of("opt");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        Decoder sizes = Blocks.sizes(settings);
        int hidden = sizes.hidden();
        draft.optionalPrefix("model.");
        boolean tied = settings.flag("tie_word_embeddings", true);
        String prefix = "model.decoder.";
        int width = settings.size("word_embed_proj_dim", hidden);
        Decoder narrow = sizes.withHidden(width);
        Blocks.embeddingAndHead(draft, narrow, prefix + "embed_tokens.weight", "lm_head", tied, false);
        draft.sizes(sizes);
        if (width != hidden) {
            draft.model()
                    .linear("embedding_projection", prefix + "project_in", width, hidden, false)
                    .linear("head_projection", prefix + "project_out", hidden, width, false);
        }
        draft.model()
                .number("position_offset", OFFSET)
                .tensor(
                        "position_embedding.weight",
                        prefix + "embed_positions.weight",
                        sizes.context() + (long) OFFSET,
                        hidden);
        boolean before = settings.flag("do_layer_norm_before", true);
        boolean weights = settings.flag("layer_norm_elementwise_affine", true);
        if (before && !settings.flag("_remove_final_layer_norm", false)) {
            norm(draft.model(), "final_norm", prefix + "final_layer_norm", hidden, weights);
        }
        boolean bias = settings.flag("enable_bias", true);
        String activation = Settings.activation(settings, "activation_function", "relu");
        int inner = settings.size("ffn_dim");
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer(prefix + "layers." + i + ".");
            String kind = before ? "_norm" : "_sum_norm";
            norm(layer, "attention" + kind, "self_attn_layer_norm", hidden, weights);
            norm(layer, "feed_forward" + kind, "final_layer_norm", hidden, weights);
            Blocks.attention(layer, sizes, "self_attn.", bias, bias, "out_proj");
            Blocks.plainMlp(layer, "fc1", "fc2", activation, hidden, inner, bias);
        }
    }

    private static void norm(Part part, String name, String stored, int width, boolean weights) {
        if (weights) {
            part.normWithBias(name, 1e-5, stored, width);
        } else {
            part.norm(name, NormKind.LAYER, 1e-5);
        }
    }
}
