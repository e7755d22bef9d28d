package org.tiltmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.checkpoint.Weights;
import org.tiltmeter.work.BadInputException;

/// Settings of every family of reference fixtures that nothing implements: refused by name, never ignored. Needs only
/// the fixtures' settings, no weights.
class FamilyRefusalsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bert | is_decoder | true",
                "bert | add_cross_attention | true",
                "bert | position_embedding_type | \"relative_key\"",
                "bert_hubstyle | directionality | \"unidi\"",
                "roberta | is_decoder | true",
                "deepseek_v2 | mlp_bias | true",
                "deepseek_v2 | scoring_func | \"sigmoid\"",
                "deepseek_v2 | topk_method | \"noaux_tc\"",
                "deepseek_v2 | partial_rotary_factor | 0.5",
                "deepseek_v3 | partial_rotary_factor | 0.5",
                "deepseek_v3 | head_dim | 16",
                "deepseek_v3 | scoring_func | \"softmax\"",
                "deepseek_v3 | topk_method | \"greedy\"",
                "ernie4_5_moe | use_rmsnorm | false",
                "ernie4_5_moe | moe_use_aux_free | false",
                "ernie4_5_moe | moe_gate | \"top2\"",
                "falcon | num_ln_in_parallel_attn | 3",
                "gemma2 | use_bidirectional_attention | true",
                "gemma3_text | attn_logit_softcapping | 50.0",
                "gemma3_text | use_bidirectional_attention | true",
                "glm4_moe | moe_layer_freq | 2",
                "gpt2 | add_cross_attention | true",
                "gpt_oss | swiglu_limit | 5.0",
                "gptj | rotary_dim | null",
                "jamba | mamba_inner_layernorms | false",
                "llama4_text | attention_chunk_size | null",
                "llama4_text | layer_types |"
                        + " [\"sliding_attention\",\"full_attention\",\"full_attention\",\"full_attention\"]",
                "minimax | attention_bias | true",
                "minimax | layer_types | [\"mamba\",\"full_attention\",\"full_attention\"]",
                "nllb_moe | router_dtype | \"bfloat16\"",
                "nllb_moe | second_expert_policy | \"sampling\"",
                "phi3 | attention_bias | true",
                "phi3 | mlp_bias | true",
                "phimoe | hidden_act | \"swoosh\"",
                "phimoe | num_experts_per_tok | 1",
                "llama | rope_theta | 500.0",
                "gemma3_text | rope_parameters | {\"rope_type\":\"linear\",\"factor\":2.0}",
                "switch_transformers | expert_capacity | 0",
                "switch_transformers | router_dtype | \"bfloat16\"",
                "switch_transformers | feed_forward_proj | \"gated-gelu\"",
                "llama | hidden_act | \"swoosh\"",
                "llama | rope_scaling | {\"rope_type\":\"spiral\",\"factor\":2.0}",
                "llama_rope_yarn | quantization_config | {\"quant_method\":\"gptq\"}",
                "qwen3_moe | layer_types | [\"chunked_attention\"]",
                "mixtral | a_setting_from_tomorrow | true",
                "olmo2 | a_setting_from_tomorrow | 7",
                "bloom | a_setting_from_tomorrow | \"x\"",
            })
    void refusesByName(String fixture, String field, String value) throws IOException {
        Path config = Path.of(System.getProperty("tiltmeter.shared", "shared"), "golden", fixture, "config.json");
        assumeTrue(Files.exists(config), "the reference fixture " + fixture + " is not there");
        ObjectNode settings = (ObjectNode) JSON.readTree(Files.readString(config));
        assertThatCode(() -> describe(settings)).doesNotThrowAnyException();
        if (field.equals("rope_scaling")) {
            settings.remove("rope_parameters");
        }
        settings.set(field, JSON.readTree(value));
        assertThatThrownBy(() -> describe(settings))
                .isInstanceOf(BadInputException.class)
                .message()
                .satisfies(message -> assertThat(message)
                        .containsAnyOf(
                                field,
                                field.equals("feed_forward_proj") ? "gated experts" : field,
                                "spiral",
                                "quant_method"));
    }

    private static void describe(ObjectNode settings) {
        Checkpoint checkpoint = new Checkpoint(
                Path.of("model"), Configuration.parse(settings.toString()), Weights.none(), Optional.empty());
        Blueprint.of(checkpoint, Optional.of(new WeightPlan(StoredType.F32)));
    }
}
