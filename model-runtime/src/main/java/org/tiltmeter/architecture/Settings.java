package org.tiltmeter.architecture;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.work.BadInputException;

/// What settings mean in every family, and which have no influence on what a model computes.
final class Settings {

    /// Notes of the writer, token ids, settings of training, of dropout (off when a model is used) and of output.
    private static final Set<String> WITHOUT_INFLUENCE = Set.of(
            "architectures",
            "auto_map",
            "attn_implementation",
            "aux_loss_coef",
            "bos_token_id",
            "cache_implementation",
            "chunk_size_feed_forward",
            "decoder_layerdrop",
            "decoder_start_token_id",
            "dtype",
            "encoder_layerdrop",
            "eos_token_id",
            "eod_token_id",
            "finetuning_task",
            "forced_bos_token_id",
            "forced_eos_token_id",
            "gradient_checkpointing",
            "id2label",
            "init_std",
            "initializer_factor",
            "initializer_range",
            "is_decoder",
            "is_encoder_decoder",
            "label2id",
            "label_names",
            "layerdrop",
            "max_length",
            "max_sequence_length",
            "min_length",
            "model_type",
            "name_or_path",
            "neftune_noise_alpha",
            "num_beams",
            "output_attentions",
            "output_hidden_states",
            "output_router_logits",
            "pad_token_id",
            "prefix",
            "pretraining_tp",
            "problem_type",
            "return_dict",
            "return_dict_in_generate",
            "router_aux_loss_coef",
            "router_z_loss_coef",
            "rope_theta",
            "sep_token_id",
            "seq_length",
            "n_ctx",
            "task_specific_params",
            "temperature",
            "tie_encoder_decoder",
            "tokenizer_class",
            "top_k",
            "top_p",
            "torch_dtype",
            "torchscript",
            "transformers_version",
            "typical_p",
            "unsloth_fixed",
            "unsloth_version",
            "use_bfloat16",
            "use_cache",
            "vocab_size");

    private Settings() {}

    /// Refuses what nobody asked for and what may have influence.
    static void refuseUnknown(Configuration settings, String family) {
        for (String key : settings.unasked()) {
            boolean harmless = WITHOUT_INFLUENCE.contains(key)
                    || key.startsWith("_")
                    || key.startsWith("summary_")
                    || key.endsWith("dropout")
                    || key.endsWith("dropout_prob")
                    || key.endsWith("dropout_rate")
                    || key.endsWith("_pdrop");
            if (!harmless) {
                throw new BadInputException("config.json sets " + key + " to " + settings.spelled(key)
                        + ", which Tiltmeter does not implement for " + family
                        + " models; remove the entry only if you know that it has no influence.");
            }
        }
    }

    /// The activation function that a setting names, as the building blocks spell it.
    static String activation(Configuration settings, String key, String otherwise) {
        return activation(settings.text(key, otherwise), key);
    }

    /// The same for a name found under this key.
    static String activation(String name, String key) {
        return switch (name) {
            case "silu", "swish" -> "silu";
            case "gelu", "gelu_python" -> "gelu";
            case "gelu_new", "gelu_pytorch_tanh", "gelu_fast", "gelu_python_tanh", "gelu_accurate" -> "gelu_tanh";
            case "gelu_10" -> "gelu_clamped";
            case "tanh", "sigmoid", "mish", "relu6" -> name;
            case "relu" -> "relu";
            case "relu2" -> "relu_squared";
            case "quick_gelu" -> "gelu_quick";
            case "linear" -> "identity";
            default ->
                throw new BadInputException("config.json sets " + key + " to \"" + name
                        + "\", an activation function that Tiltmeter does not know.");
        };
    }

    /// Refuses a setting unless it has the one value that is implemented.
    static void require(Configuration settings, String key, boolean only) {
        if (settings.flag(key, only) != only) {
            throw refused(settings, key);
        }
    }

    /// Refuses a number unless it is the one that is implemented.
    static void require(Configuration settings, String key, double only) {
        if (settings.number(key, only) != only) {
            throw refused(settings, key);
        }
    }

    /// Refuses a text unless it is one of those that are implemented, which all mean the same.
    static void require(Configuration settings, String key, String... implemented) {
        Optional<String> found = settings.findText(key);
        if (found.isPresent() && !List.of(implemented).contains(found.get())) {
            throw refused(settings, key);
        }
    }

    /// That a setting has a value which nothing implements.
    static BadInputException refused(Configuration settings, String key) {
        return new BadInputException("config.json sets " + key + " to " + settings.spelled(key)
                + ", which Tiltmeter does not implement for " + settings.text("model_type", "such") + " models.");
    }

    /// Notes settings as read that have no influence in a family.
    static void ignore(Configuration settings, String... keys) {
        for (String key : keys) {
            settings.has(key);
        }
    }

    /// Every how many layers something comes: a whole number from 1 on.
    static int period(Configuration settings, String key, int otherwise) {
        int period = settings.integer(key, otherwise);
        if (period < 1) {
            throw new BadInputException("config.json sets " + key + " to " + period + ", which must be at least 1.");
        }
        return period;
    }

    /// Refuses heads that do not share the width evenly.
    static void requireDivisor(int hidden, int heads) {
        if (heads < 1 || hidden % heads != 0) {
            throw new BadInputException("config.json asks for " + heads + " attention heads over a width of " + hidden
                    + ", which they must divide.");
        }
    }

    /// The window of attention in tokens, or 0 where every earlier token is seen, which null says.
    ///
    /// @param otherwise the window where the configuration does not speak of one
    static int window(Configuration settings, int otherwise) {
        int window = settings.integer("sliding_window", settings.isNull("sliding_window") ? 0 : otherwise);
        if (window < 0 || (window == 0 && settings.has("sliding_window"))) {
            throw new BadInputException("config.json sets sliding_window to " + window
                    + ", which must be at least 1, or null where every earlier token is seen.");
        }
        return window;
    }
}
