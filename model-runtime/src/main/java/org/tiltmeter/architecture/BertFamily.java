package org.tiltmeter.architecture;

import java.util.List;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.work.BadInputException;

/// BERT and RoBERTa, masked models: learned positions, norms after the sums, and a head with a layer of its own.
final class BertFamily implements Family {

    @Override
    public List<String> modelTypes() {
        return List.of("bert", "roberta");
    }

    @Override
    public void describe(Draft draft) {
        Configuration settings = draft.settings();
        boolean roberta = settings.text("model_type", "").equals("roberta");
        Settings.require(settings, "is_decoder", false);
        Settings.require(settings, "add_cross_attention", false);
        String positions = settings.text("position_embedding_type", "absolute");
        if (!positions.equals("absolute")) {
            throw new BadInputException("config.json sets position_embedding_type to \"" + positions
                    + "\", which Tiltmeter does not implement; it implements absolute.");
        }
        double epsilon = settings.number("layer_norm_eps", 1e-12);
        int rows = settings.size("max_position_embeddings");
        int padding = settings.integer("pad_token_id", roberta ? 1 : 0);
        Decoder named = Blocks.sizes(settings);
        Settings.requireDivisor(named.hidden(), named.heads());
        Decoder sizes = roberta ? named.withContext(rows - padding - 1) : named;
        String prefix = roberta ? "roberta." : "bert.";
        String head = roberta ? "lm_head." : "cls.predictions.";
        draft.optionalPrefix(prefix);
        String words = prefix + "embeddings.word_embeddings.weight";
        boolean tied = settings.flag("tie_word_embeddings", true);
        String activation = Settings.activation(settings, "hidden_act", "gelu");
        draft.bidirectional();
        Blocks.embeddingAndHead(draft, sizes, words, head + "decoder", tied, false);
        boolean ownBias = draft.model().has(head + "decoder.bias");
        Settings.require(settings, "directionality", "bidi");
        Settings.ignore(settings, "pooler_fc_size", "pooler_num_attention_heads", "pooler_num_fc_layers");
        Settings.ignore(settings, "pooler_size_per_head", "pooler_type");
        long types = settings.size("type_vocab_size", 2);
        draft.model()
                .tensor(
                        "position_embedding.weight",
                        prefix + "embeddings.position_embeddings.weight",
                        rows,
                        sizes.hidden())
                .bind(
                        "token_type.weight",
                        draft.model()
                                .find(prefix + "embeddings.token_type_embeddings.weight", types, sizes.hidden())
                                .select(0))
                .normWithBias("embedding_norm", epsilon, prefix + "embeddings.LayerNorm", sizes.hidden())
                .tensor("head.bias", head + (ownBias ? "decoder.bias" : "bias"), sizes.vocabulary())
                .kind("head_activation", roberta ? "gelu" : activation)
                .linear(
                        "head_transform",
                        head + (roberta ? "dense" : "transform.dense"),
                        sizes.hidden(),
                        sizes.hidden(),
                        true)
                .normWithBias(
                        "head_norm", epsilon, head + (roberta ? "layer_norm" : "transform.LayerNorm"), sizes.hidden());
        if (roberta) {
            draft.model().number("position_skips", padding);
        }
        int inner = settings.size("intermediate_size");
        for (int i = 0; i < sizes.layers(); i++) {
            Part layer = draft.layer(prefix + "encoder.layer." + i + ".")
                    .normWithBias("attention_sum_norm", epsilon, "attention.output.LayerNorm", sizes.hidden())
                    .normWithBias("feed_forward_sum_norm", epsilon, "output.LayerNorm", sizes.hidden());
            Blocks.attentionSettings(layer, sizes);
            for (String name : List.of("query", "key", "value")) {
                layer.linear(name, "attention.self." + name, sizes.hidden(), sizes.hidden(), true);
            }
            layer.linear("output", "attention.output.dense", sizes.hidden(), sizes.hidden(), true);
            Blocks.plainMlp(layer, "intermediate.dense", "output.dense", activation, sizes.hidden(), inner, true);
        }
    }
}
