package org.tiltmeter.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Settings that no family implements are refused by name and value, whatever else the folder holds.
class RefusalsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "families/dots1 | scoring_func | \"softmax\"",
                "families/dots1 | topk_method | \"greedy\"",
                "families/dots1 | moe_layer_freq | 2",
                "families/dots1 | layer_types | [\"chunked_attention\",\"full_attention\"]",
                "families/falcon_alibi | num_ln_in_parallel_attn | 2",
                "families/glm4 | hidden_act | \"swoosh\"",
                "families/gpt_oss_defaults | swiglu_limit | 5",
                "families/minimax_m2 | scoring_func | \"softmax\"",
                "families/minimax_m2 | attention_bias | true",
                "families/minimax_m2 | use_qk_norm | false",
                "families/minimax_m2 | shared_intermediate_size | 64",
                "families/minimax_m2 | attn_type_list | [1,0,1]",
                "families/olmo3 | layer_types | [\"full_attention\"]",
                "families/smollm3 | partial_rotary_factor | 0.5",
                "families/stablelm | rotary_scaling_factor | 2",
                "families/starcoder2 | norm_type | \"rms_norm\"",
                "families/starcoder2 | mlp_type | \"gated\"",
                "families/starcoder2 | layer_types | [\"full_attention\",\"full_attention\",\"full_attention\"]",
                "families/distilbert | tie_weights_ | false",
                "families/jamba_activation | mamba_dt_rank | 0",
                "families/jamba_activation | mamba_d_state | 0",
                "families/jamba_activation | mamba_d_conv | 0",
                "models/mixtral | quantization_config | {\"quant_method\":\"gptq\"}",
                "models/mixtral | quantization_config | {\"quant_method\":\"awq\"}",
                "models/mixtral | quantization_config | {\"quant_method\":\"bitsandbytes\"}",
                "models/mixtral | quantization_config | {\"quant_method\":\"fbgemm_fp8\"}",
                "models/olmoe | rope_parameters | {\"rope_type\":\"default\",\"rope_theta\":1.0,\"mrope_section\":[8]}",
                "models/olmoe | rope_parameters | {\"rope_type\":\"dynamic\",\"factor\":2.0,\"alpha\":5.0}",
                "models/olmoe | rope_scaling | {\"rope_type\":\"linear\",\"factor\":2.0}",
                "models/gpt2_hubstyle | add_cross_attention | true",
            })
    void refusesByName(String model, String field, String value) throws IOException {
        Path original = Path.of("src/test/resources").resolve(model);
        ObjectNode settings = (ObjectNode) JSON.readTree(Files.readString(original.resolve("config.json")));
        JsonNode changed = JSON.readTree(value);
        settings.set(field, changed);
        Files.writeString(folder.resolve("config.json"), settings.toString());
        Files.copy(original.resolve("model.safetensors"), folder.resolve("model.safetensors"));
        assertThatThrownBy(() -> ModelInspection.inspect(folder, Progress.none(), new Cancellation()))
                .isInstanceOf(BadInputException.class)
                .message()
                .satisfies(message -> {
                    org.assertj.core.api.Assertions.assertThat(message).containsAnyOf(field, innermost(changed, field));
                    org.assertj.core.api.Assertions.assertThat(message).containsAnyOf(lastValue(changed), "different");
                });
    }

    /// The last field within a value that is an object.
    private static String innermost(JsonNode value, String otherwise) {
        String name = otherwise;
        for (var entry : value.properties()) {
            name = entry.getKey();
        }
        return name;
    }

    /// What stands last in a value, without quotes.
    private static String lastValue(JsonNode value) {
        JsonNode last = value;
        for (JsonNode element : value) {
            last = element;
        }
        return value.isArray()
                ? (value.size() == 1 ? "1 layer_types" : value.get(0).asText())
                : last.asText();
    }
}
