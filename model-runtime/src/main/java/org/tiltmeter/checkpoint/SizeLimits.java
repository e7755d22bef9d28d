package org.tiltmeter.checkpoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// How large the sizes in a config.json can be: well above every published model, and small enough that a damaged or
/// hostile file cannot make the program reserve memory without end before it finds that the weights do not fit.
final class SizeLimits {

    /// Of every size that has no limit of its own: widths of feed-forward networks, numbers of positions.
    static final int ANY_SIZE = 1 << 24;

    private static final int LAYERS = 1_000;
    private static final int HEADS = 1 << 14;
    private static final int EXPERTS = 1 << 14;
    private static final int WIDTH = 1 << 20;

    private static final Map<String, Integer> LARGEST = new HashMap<>();

    static {
        limit(
                LAYERS,
                List.of(
                        "num_hidden_layers",
                        "n_layer",
                        "n_layers",
                        "num_layers",
                        "num_decoder_layers",
                        "encoder_layers",
                        "decoder_layers"));
        limit(
                HEADS,
                List.of(
                        "num_attention_heads",
                        "n_head",
                        "n_heads",
                        "num_heads",
                        "num_key_value_heads",
                        "num_kv_heads",
                        "encoder_attention_heads",
                        "decoder_attention_heads"));
        limit(
                EXPERTS,
                List.of(
                        "num_experts",
                        "num_local_experts",
                        "n_routed_experts",
                        "moe_num_experts",
                        "n_shared_experts",
                        "moe_num_shared_experts",
                        "num_experts_per_tok",
                        "moe_k",
                        "n_group",
                        "topk_group"));
        limit(
                WIDTH,
                List.of(
                        "hidden_size",
                        "n_embd",
                        "n_embed",
                        "d_model",
                        "dim",
                        "word_embed_proj_dim",
                        "head_dim",
                        "kv_channels",
                        "d_kv",
                        "v_head_dim",
                        "qk_rope_head_dim",
                        "qk_nope_head_dim",
                        "kv_lora_rank",
                        "q_lora_rank",
                        "rotary_dim",
                        "mamba_d_state",
                        "mamba_d_conv",
                        "mamba_dt_rank",
                        "mamba_expand",
                        "relative_attention_num_buckets",
                        "type_vocab_size"));
        limit(
                ANY_SIZE,
                List.of(
                        "vocab_size",
                        "intermediate_size",
                        "intermediate_size_mlp",
                        "moe_intermediate_size",
                        "shared_intermediate_size",
                        "ffn_hidden_size",
                        "n_inner",
                        "hidden_dim",
                        "encoder_ffn_dim",
                        "decoder_ffn_dim"));
    }

    private SizeLimits() {}

    /// The largest value of a setting, if it is a size.
    static OptionalInt of(String key) {
        Integer largest = LARGEST.get(key);
        return largest == null ? OptionalInt.empty() : OptionalInt.of(largest);
    }

    private static void limit(int largest, List<String> keys) {
        keys.forEach(key -> LARGEST.put(key, largest));
    }
}
