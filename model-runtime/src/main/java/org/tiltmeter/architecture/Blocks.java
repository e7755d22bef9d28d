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
        Usual usual = Usual.of(settings.text("model_type", ""));
        boolean saysKeyHeads = settings.isNull("num_key_value_heads") || usual.keyHeads() == 0;
        int keyHeads = settings.integer("num_key_value_heads", saysKeyHeads ? heads : usual.keyHeads());
        boolean saysHeadSize = settings.isNull("head_dim") || usual.headSize() == 0;
        int headSize = settings.integer("head_dim", saysHeadSize ? hidden / heads : usual.headSize());
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
                settings.size("max_position_embeddings", 2048));
    }

    /// What a family has where its configuration does not say; 0 where that follows from other settings.
    private record Usual(int keyHeads, int headSize) {
        static Usual of(String family) {
            return switch (family) {
                case "smollm3", "qwen3_moe", "ernie4_5_moe" -> new Usual(4, 0);
                case "mistral", "mixtral", "phimoe", "minimax", "jamba", "glm4_moe" -> new Usual(8, 0);
                case "qwen2_moe" -> new Usual(16, 0);
                case "qwen2", "stablelm", "dots1" -> new Usual(32, 0);
                case "starcoder2" -> new Usual(2, 0);
                case "qwen3" -> new Usual(32, 128);
                case "gemma" -> new Usual(16, 256);
                case "gemma2", "gemma3_text" -> new Usual(4, 256);
                case "glm4" -> new Usual(2, 128);
                case "gpt_oss" -> new Usual(8, 64);
                case "llama4_text", "minimax_m2" -> new Usual(8, 128);
                default -> new Usual(0, 0);
            };
        }
    }

    /// Embedding and head, the latter the embedding itself where a model ties them. A head of its own that the files
    /// hold counts all the same, as in the reference.
    static void embeddingAndHead(
            Draft draft, Decoder sizes, String embedding, String head, boolean tied, boolean headBias) {
        embeddingAndHead(draft, sizes, embedding, embedding, head, tied);
        if (headBias) {
            draft.model().tensor("head.bias", head + ".bias", sizes.vocabulary());
        }
    }

    /// The same where the head is tied to another tensor than the one that embeds.
    static void embeddingAndHead(
            Draft draft, Decoder sizes, String embedding, String shared, String head, boolean tied) {
        draft.sizes(sizes);
        Part model = embedding(draft, sizes, embedding);
        model.number("logit_scale", 1).number("logit_cap", 0);
        boolean same = tied && !model.has(head + ".weight");
        model.tensor("head.weight", same ? shared : head + ".weight", sizes.vocabulary(), sizes.hidden());
    }

    /// A tensor of a part's own, where the files hold one, or the one that it shares with others.
    static String own(Draft draft, String own, String shared) {
        return draft.model().has(own) ? own : shared;
    }

    /// An embedding alone, as an encoder has it.
    static Part embedding(Draft draft, Decoder sizes, String stored) {
        return draft.model()
                .number("embedding_scale", 1)
                .number("position_offset", 0)
                .number("position_skips", -1)
                .tensor("embedding.weight", stored, sizes.vocabulary(), sizes.hidden());
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
        attention(layer, sizes, prefix, bias, outputBias, "o_proj");
    }

    /// The same with another name for the output projection.
    static void attention(Part layer, Decoder sizes, String prefix, boolean bias, boolean outputBias, String output) {
        attentionSettings(layer, sizes);
        int width = sizes.heads() * sizes.headSize();
        int keyWidth = sizes.keyHeads() * sizes.headSize();
        layer.linear("query", prefix + "q_proj", sizes.hidden(), width, bias)
                .linear("key", prefix + "k_proj", sizes.hidden(), keyWidth, bias)
                .linear("value", prefix + "v_proj", sizes.hidden(), keyWidth, bias)
                .linear("output", prefix + output, width, sizes.hidden(), outputBias);
    }

    /// Attention whose query, key and value stand in one matrix that holds, for each key head, its queries, its key
    /// and its value.
    static void groupedAttention(
            Part layer, Decoder sizes, String projection, String output, boolean bias, boolean outputBias) {
        attentionSettings(layer, sizes);
        long width = (long) sizes.heads() * sizes.headSize();
        long all = width + 2L * sizes.keyHeads() * sizes.headSize();
        layer.kind("projection", "grouped")
                .linear("query_key_value", projection, sizes.hidden(), all, bias)
                .linear("output", output, width, sizes.hidden(), outputBias);
    }

    /// The settings of a layer and of its attention with their usual values.
    static void attentionSettings(Part layer, Decoder sizes) {
        layer.kind("block", "sequential")
                .number("attention_skip", 1)
                .number("attention_gain", 1)
                .number("feed_forward_skip", 1)
                .number("feed_forward_gain", 1)
                .kind("attention", "standard")
                .kind("projection", "separate")
                .kind("rope", "none")
                .kind("rope_pairs", "halves")
                .number("heads", sizes.heads())
                .number("key_heads", sizes.keyHeads())
                .number("scale", 1 / Math.sqrt(sizes.headSize()))
                .number("window", 0)
                .number("chunk", 0)
                .number("cap", 0)
                .number("alibi", 0)
                .number("temperature_floor", 0)
                .number("temperature", 0)
                .number("clip", 0);
    }

    /// Norms of queries and keys over each head, before rope.
    static void headNorms(Part layer, Decoder sizes, NormKind kind, double epsilon, String query, String key) {
        layer.norm("query_head_norm", kind, epsilon, query, sizes.headSize())
                .norm("key_head_norm", kind, epsilon, key, sizes.headSize());
    }

    /// Norms of queries and keys over their whole width, before they are cut into heads.
    static void wideNorms(Part layer, Decoder sizes, double epsilon, String prefix) {
        long width = (long) sizes.heads() * sizes.headSize();
        long keyWidth = (long) sizes.keyHeads() * sizes.headSize();
        layer.norm("query_norm", NormKind.RMS, epsilon, prefix + "q_norm", width)
                .norm("key_norm", NormKind.RMS, epsilon, prefix + "k_norm", keyWidth);
    }

    /// The norms before attention and before feed-forward, as Llama names them.
    static Part llamaNorms(Part layer, Decoder sizes, NormKind kind, double epsilon) {
        return layer.norm("attention_norm", kind, epsilon, "input_layernorm", sizes.hidden())
                .norm("feed_forward_norm", kind, epsilon, "post_attention_layernorm", sizes.hidden());
    }

    /// A feed-forward network `down(activation(up x))`.
    static void plainMlp(Part layer, String up, String down, String activation, long hidden, long inner, boolean bias) {
        layer.kind("feed_forward", "mlp").kind("mlp", "plain").kind("activation", activation);
        layer.linear("up", up, hidden, inner, bias).linear("down", down, inner, hidden, bias);
    }

    /// A gated feed-forward network whose first matrix holds gate and up one below the other.
    static void fusedMlp(Part layer, String prefix, String activation, long hidden, long inner) {
        layer.kind("feed_forward", "mlp").kind("mlp", "gated").kind("activation", activation);
        BoundTensor both = layer.find(prefix + "gate_up_proj.weight", 2 * inner, hidden);
        layer.bind("gate.weight", both.narrow(0, inner)).bind("up.weight", both.narrow(inner, 2 * inner));
        layer.linear("down", prefix + "down_proj", inner, hidden, false);
    }

    /// A feed-forward network `down(activation(gate x) * up x)`.
    static void gatedMlp(Part layer, String prefix, String activation, long hidden, long inner, boolean bias) {
        layer.kind("feed_forward", "mlp").kind("mlp", "gated").kind("activation", activation);
        layer.linear("gate", prefix + "gate_proj", hidden, inner, bias)
                .linear("up", prefix + "up_proj", hidden, inner, bias)
                .linear("down", prefix + "down_proj", inner, hidden, bias);
    }

    /// Notes a layer's experts and the settings that they usually have.
    static void expertSettings(Draft draft, Part layer, Experts experts) {
        draft.experts(experts.number(), experts.chosen());
        layer.kind("feed_forward", "experts")
                .kind("mlp", "gated")
                .kind("activation", experts.activation())
                .kind("expert_weight", "output")
                .kind("shared", "none")
                .kind("group_score", "best")
                .number("experts", experts.number())
                .number("chosen", experts.chosen())
                .number("groups", 1)
                .number("groups_chosen", 1)
                .number("sum_epsilon", 0)
                .number("routed_scale", 1);
    }

    /// A layer of experts, each a gated feed-forward network stored on its own.
    ///
    /// @param gate names of the three weights: gate, up and down
    static void gatedExperts(
            Draft draft, Part layer, Experts experts, String prefix, String gate, String up, String down) {
        expertSettings(draft, layer, experts);
        addExperts(layer, experts, prefix, gate, up, down);
    }

    static void addExperts(Part layer, Experts experts, String prefix, String gate, String up, String down) {
        for (int expert = 0; expert < experts.number(); expert++) {
            String stored = prefix + expert + ".";
            String name = "experts." + expert + ".";
            layer.linear(name + "gate", stored + gate, experts.hidden(), experts.inner(), false)
                    .linear(name + "up", stored + up, experts.hidden(), experts.inner(), false)
                    .linear(name + "down", stored + down, experts.inner(), experts.hidden(), false);
        }
    }

    /// The same under the names `gate_proj`, `up_proj` and `down_proj`.
    static void gatedExperts(Draft draft, Part layer, Experts experts, String prefix) {
        gatedExperts(draft, layer, experts, prefix, "gate_proj", "up_proj", "down_proj");
    }

    /// The weights alone, where the settings are made already.
    static void addExperts(Part layer, Experts experts, String prefix) {
        addExperts(layer, experts, prefix, "gate_proj", "up_proj", "down_proj");
    }

    /// A layer of experts, each `down(activation(up x))` and stored on its own.
    static void plainExperts(
            Draft draft, Part layer, Experts experts, String prefix, String up, String down, boolean bias) {
        expertSettings(draft, layer, experts);
        layer.kind("mlp", "plain");
        for (int expert = 0; expert < experts.number(); expert++) {
            String stored = prefix + expert + ".";
            String name = "experts." + expert + ".";
            layer.linear(name + "up", stored + up, experts.hidden(), experts.inner(), bias)
                    .linear(name + "down", stored + down, experts.inner(), experts.hidden(), bias);
        }
    }

    /// Experts stored in two tensors for all of them: `[experts, 2 inner, hidden]`, gate first, and `[experts,
    /// hidden, inner]`.
    static void stackedExperts(Draft draft, Part layer, Experts experts, String in, String out) {
        expertSettings(draft, layer, experts);
        long inner = experts.inner();
        BoundTensor first = layer.find(in, experts.number(), 2 * inner, experts.hidden());
        BoundTensor second = layer.find(out, experts.number(), experts.hidden(), inner);
        for (int expert = 0; expert < experts.number(); expert++) {
            String name = "experts." + expert + ".";
            layer.bind(name + "gate.weight", first.select(expert).narrow(0, inner))
                    .bind(name + "up.weight", first.select(expert).narrow(inner, 2 * inner))
                    .bind(name + "down.weight", second.select(expert));
        }
    }

    /// An expert that every token passes, its output added as it is.
    static void sharedExpert(Part layer, String prefix, long hidden, long inner, boolean bias) {
        layer.kind("shared", "plain")
                .linear("shared.gate", prefix + "gate_proj", hidden, inner, bias)
                .linear("shared.up", prefix + "up_proj", hidden, inner, bias)
                .linear("shared.down", prefix + "down_proj", inner, hidden, bias);
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

    /// Which scores choose the experts and what becomes of them as weights.
    ///
    /// @param scores `softmax`, `sigmoid` or `logits`
    /// @param weights `scores`, `sum` (divided by it), `softmax` or `sigmoid` over the chosen
    static Part router(Part layer, String scores, String weights) {
        return layer.kind("router", scores).kind("router_weights", weights);
    }

    /// Probabilities over all experts, then the highest, divided by their sum where asked.
    static void softmaxThenTop(Part layer, boolean renormalise) {
        router(layer, "softmax", renormalise ? "sum" : "scores");
    }

    /// Only experts of the best groups may be chosen.
    ///
    /// @param score `best` expert of a group, or sum of its best `two`
    static void groups(Part layer, Experts experts, int groups, int chosen, String score) {
        if (groups < 1 || experts.number() % groups != 0 || chosen < 1 || chosen > groups) {
            throw new BadInputException("config.json asks for the best %d of %d groups of %d experts."
                    .formatted(chosen, groups, experts.number()));
        }
        layer.number("groups", groups).number("groups_chosen", chosen).kind("group_score", score);
    }

    /// DeepSeek 3's router: sigmoid scores, chosen by score plus a bias within the best groups, weighted without it.
    static void sigmoidRouter(Draft draft, Part layer, Experts experts, String router, String bias) {
        Configuration settings = draft.settings();
        String family = settings.text("model_type", "");
        boolean deepseek = family.equals("deepseek_v3");
        expertSettings(draft, layer, experts);
        boolean renormalise = settings.flag("norm_topk_prob", !family.equals("dots1"));
        router(layer, "sigmoid", renormalise ? "sum" : "scores")
                .number("sum_epsilon", 1e-20)
                .number("routed_scale", settings.number("routed_scaling_factor", deepseek ? 2.5 : 1))
                .linear("router", router, experts.hidden(), experts.number(), false)
                .tensor("selection_bias", bias, experts.number());
        Settings.require(settings, "scoring_func", "sigmoid", "noaux_tc");
        Settings.require(settings, "topk_method", "noaux_tc");
        int groups = settings.integer("n_group", deepseek ? 8 : 1);
        groups(layer, experts, groups, settings.integer("topk_group", deepseek ? 4 : 1), "two");
    }

    /// The rope of full layers, then that of sliding ones, which nothing stretches unless the configuration says so
    /// for them.
    static Rope[] ropesByType(Configuration settings, Decoder sizes, double theta) {
        java.util.Optional<Configuration> types =
                settings.findObject("rope_parameters").filter(found -> found.isObject("full_attention"));
        if (types.isEmpty()) {
            Rope full = Rope.whole(settings, sizes.headSize(), theta);
            return new Rope[] {full, new Rope.Plain(sizes.headSize(), full.theta(), 1)};
        }
        Rope[] ropes = new Rope[2];
        String[] names = {"full_attention", "sliding_attention"};
        for (int i = 0; i < names.length; i++) {
            java.util.Optional<Configuration> scaling = types.get().findObject(names[i]);
            double base =
                    scaling.map(found -> found.number("rope_theta", theta)).orElse(theta);
            ropes[i] = RopeSettings.rope(settings, scaling, sizes.headSize(), base);
        }
        return ropes;
    }

    /// Every layer sees the window, where there is one: of a family that does not tell layers apart. Types of layers
    /// that say otherwise are refused.
    static boolean[] everywhere(Configuration settings, int layers, int window) {
        boolean[] sliding = sliding(settings, layers, window, layer -> window > 0);
        for (boolean slides : sliding) {
            if (slides != window > 0) {
                throw Settings.refused(settings, "layer_types");
            }
        }
        return sliding;
    }

    /// The layers that see only a window, from `layer_types` or from a rule where the configuration has none.
    ///
    /// @param window the window, or 0 where there is none, so that no layer may slide
    /// @param otherwise whether a layer slides, by its index
    static boolean[] sliding(
            Configuration settings, int layers, int window, java.util.function.IntPredicate otherwise) {
        boolean[] sliding = new boolean[layers];
        java.util.Optional<java.util.List<String>> types = settings.findTexts("layer_types");
        if (types.isPresent() && types.get().size() != layers) {
            throw new BadInputException("config.json gives %d layer_types for %d layers."
                    .formatted(types.get().size(), layers));
        }
        for (int i = 0; i < layers; i++) {
            String type = types.isPresent() ? types.get().get(i) : "";
            sliding[i] = switch (type) {
                case "" -> otherwise.test(i);
                case "sliding_attention" -> true;
                case "full_attention" -> false;
                default ->
                    throw new BadInputException("config.json gives the layer_types entry \"" + type
                            + "\", which Tiltmeter does not implement for this family.");
            };
        }
        for (boolean slides : sliding) {
            if (slides && window == 0) {
                throw new BadInputException(
                        "config.json has layers that see a sliding window only (layer_types), but no"
                                + " sliding_window; correct one of them.");
            }
        }
        return sliding;
    }
}
