package org.tiltmeter.architecture;

import org.tiltmeter.architecture.Part.NormKind;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.work.BadInputException;

/// The building blocks as families write them down: each sets what the TorchScript block of the same name reads.
final class Blocks {

    private Blocks() {}

    /// Sizes under the names that most families use.
    static Decoder sizes(Configuration settings) {
        int hidden = settings.size("hidden_size");
        int heads = settings.size("num_attention_heads");
        int keyHeads = settings.integer("num_key_value_heads", heads);
        int headSize = settings.findInteger("head_dim").orElse(hidden / heads);
        if (keyHeads < 1 || heads % keyHeads != 0) {
            throw new BadInputException("config.json asks for " + heads + " attention heads over " + keyHeads
                    + " key heads, which must divide them.");
        }
        if (headSize < 1) {
            throw new BadInputException("config.json asks for attention heads of the size " + headSize + ".");
        }
        return new Decoder(
                settings.text("model_type", ""),
                settings.size("num_hidden_layers"),
                hidden,
                heads,
                keyHeads,
                headSize,
                settings.size("vocab_size"),
                settings.integer("max_position_embeddings", 2048));
    }

    /// Embedding and head, the latter the embedding itself where a model ties them.
    static void embeddingAndHead(
            Draft draft, Decoder sizes, String embedding, String head, boolean tied, boolean headBias) {
        draft.sizes(sizes);
        Part model = draft.model();
        model.tensor("embedding.weight", embedding, sizes.vocabulary(), sizes.hidden());
        model.tensor("head.weight", tied ? embedding : head + ".weight", sizes.vocabulary(), sizes.hidden());
        if (headBias) {
            model.tensor("head.bias", head + ".bias", sizes.vocabulary());
        }
    }

    /// The frame of Llama's many relatives: `model.embed_tokens`, `model.norm`, `lm_head`.
    static Decoder llamaFrame(Draft draft, NormKind norm, double epsilon, boolean tiedByDefault) {
        Configuration settings = draft.settings();
        Decoder sizes = sizes(settings);
        draft.optionalPrefix("model.");
        boolean tied = settings.flag("tie_word_embeddings", tiedByDefault);
        embeddingAndHead(draft, sizes, "model.embed_tokens.weight", "lm_head", tied, false);
        draft.model().norm("final_norm", norm, epsilon, "model.norm", sizes.hidden());
        return sizes;
    }

    /// Attention with separate projections for query, key and value; every earlier token is seen unless a window is
    /// set afterwards.
    static void attention(Part layer, Decoder sizes, String prefix, boolean bias, boolean outputBias) {
        attentionSettings(layer, sizes);
        int width = sizes.heads() * sizes.headSize();
        int keyWidth = sizes.keyHeads() * sizes.headSize();
        layer.linear("query", prefix + "q_proj", sizes.hidden(), width, bias)
                .linear("key", prefix + "k_proj", sizes.hidden(), keyWidth, bias)
                .linear("value", prefix + "v_proj", sizes.hidden(), keyWidth, bias)
                .linear("output", prefix + "o_proj", width, sizes.hidden(), outputBias);
    }

    /// The settings of attention with their usual values.
    static void attentionSettings(Part layer, Decoder sizes) {
        layer.kind("attention", "standard")
                .kind("rope", "none")
                .kind("rope_pairs", "halves")
                .number("heads", sizes.heads())
                .number("key_heads", sizes.keyHeads())
                .number("scale", 1 / Math.sqrt(sizes.headSize()))
                .number("window", 0)
                .number("chunk", 0)
                .number("clip", 0);
    }

    /// A feed-forward network `down(activation(gate x) * up x)`.
    static void gatedMlp(Part layer, String prefix, String activation, long hidden, long inner, boolean bias) {
        layer.kind("feed_forward", "mlp").kind("mlp", "gated").kind("activation", activation);
        layer.linear("gate", prefix + "gate_proj", hidden, inner, bias)
                .linear("up", prefix + "up_proj", hidden, inner, bias)
                .linear("down", prefix + "down_proj", inner, hidden, bias);
    }

    /// A layer of experts, each a gated feed-forward network stored on its own.
    ///
    /// @param gate names of the three weights: gate, up and down
    static void gatedExperts(
            Draft draft, Part layer, Experts experts, String prefix, String gate, String up, String down) {
        draft.experts(experts.number(), experts.chosen());
        layer.kind("feed_forward", "experts")
                .kind("mlp", "gated")
                .kind("activation", experts.activation())
                .number("experts", experts.number())
                .number("chosen", experts.chosen());
        for (int expert = 0; expert < experts.number(); expert++) {
            String stored = prefix + expert + ".";
            String name = "experts." + expert + ".";
            layer.linear(name + "gate", stored + gate, experts.hidden(), experts.inner(), false)
                    .linear(name + "up", stored + up, experts.hidden(), experts.inner(), false)
                    .linear(name + "down", stored + down, experts.inner(), experts.hidden(), false);
        }
    }

    /// How many experts of which size.
    record Experts(int number, int chosen, int hidden, int inner, String activation) {
        Experts {
            if (chosen < 1 || chosen > number) {
                throw new BadInputException(
                        "config.json asks for " + chosen + " of " + number + " experts for each token.");
            }
        }
    }

    /// Probabilities over all experts, then the highest, divided by their sum where asked.
    static void softmaxThenTop(Part layer, boolean renormalise) {
        layer.kind("router", "softmax_then_top").kind("renormalise", renormalise ? "sum" : "no");
    }
}
