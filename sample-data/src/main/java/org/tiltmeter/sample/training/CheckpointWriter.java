package org.tiltmeter.sample.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.tiltmeter.model.Tensor;

/// Writes a trained model as a folder in the layout of model hubs: `config.json`, `generation_config.json`,
/// `model.safetensors` in bfloat16, `tokenizer.json` and `tokenizer_config.json`.
public final class CheckpointWriter {

    /// What may be asked of the model. It has seen shorter rows only; rotary positions have no end of their own.
    private static final int CONTEXT = 512;

    private static final int ALIGNMENT = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckpointWriter() {}

    /// Writes the folder; files that are there are replaced.
    public static void write(Path folder, TrainingSettings settings, ModelTrainer.Trained trained) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("model.safetensors"), safetensors(trained.parameters()));
        Files.writeString(folder.resolve("tokenizer.json"), trained.vocabulary().tokenizerJson());
        text(folder.resolve("config.json"), config(settings, trained.vocabulary()));
        text(folder.resolve("generation_config.json"), generationConfig(trained.vocabulary()));
        text(folder.resolve("tokenizer_config.json"), tokenizerConfig());
    }

    private static void text(Path file, ObjectNode node) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n");
    }

    private static ObjectNode config(TrainingSettings settings, Vocabulary vocabulary) {
        boolean mixture = settings.layout() == TrainingSettings.Layout.OLMOE;
        ObjectNode config = JSON.createObjectNode();
        config.putArray("architectures").add(mixture ? "OlmoeForCausalLM" : "LlamaForCausalLM");
        config.put("attention_bias", false).put("attention_dropout", 0.0);
        config.put("bos_token_id", vocabulary.special(Vocabulary.START));
        if (mixture) {
            config.putNull("clip_qkv");
        }
        config.put("dtype", "bfloat16").put("eos_token_id", vocabulary.special(Vocabulary.END));
        if (!mixture) {
            config.put("head_dim", settings.hiddenSize() / settings.heads());
        }
        config.put("hidden_act", "silu").put("hidden_size", settings.hiddenSize());
        config.put("initializer_range", 0.05).put("intermediate_size", settings.innerSize());
        config.put("max_position_embeddings", CONTEXT);
        if (mixture) {
            config.put("model_type", "olmoe").put("norm_topk_prob", false);
        } else {
            config.put("mlp_bias", false).put("model_type", "llama");
        }
        config.put("num_attention_heads", settings.heads());
        if (mixture) {
            config.put("num_experts", settings.experts()).put("num_experts_per_tok", settings.chosenExperts());
        }
        config.put("num_hidden_layers", settings.layers()).put("num_key_value_heads", settings.heads());
        if (mixture) {
            config.put("output_router_logits", false);
        }
        config.put("pad_token_id", vocabulary.special(Vocabulary.PADDING)).put("rms_norm_eps", 1e-5);
        config.putObject("rope_parameters").put("rope_theta", 10000.0).put("rope_type", "default");
        if (mixture) {
            config.put("router_aux_loss_coef", settings.balance());
        }
        config.put("tie_word_embeddings", false).put("use_cache", true);
        return config.put("vocab_size", vocabulary.size());
    }

    private static ObjectNode generationConfig(Vocabulary vocabulary) {
        return JSON.createObjectNode()
                .put("bos_token_id", vocabulary.special(Vocabulary.START))
                .put("eos_token_id", vocabulary.special(Vocabulary.END))
                .put("pad_token_id", vocabulary.special(Vocabulary.PADDING));
    }

    private static ObjectNode tokenizerConfig() {
        return JSON.createObjectNode()
                .put("bos_token", Vocabulary.START)
                .put("clean_up_tokenization_spaces", false)
                .put("eos_token", Vocabulary.END)
                .put("model_max_length", CONTEXT)
                .put("pad_token", Vocabulary.PADDING)
                .put("tokenizer_class", "PreTrainedTokenizerFast");
    }

    /// A safetensors file: the header's length as 8 bytes, a JSON header, then each tensor's numbers in bfloat16.
    static byte[] safetensors(Map<String, Tensor> parameters) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        int offset = 0;
        for (Map.Entry<String, Tensor> parameter : parameters.entrySet()) {
            int end = offset + 2 * parameter.getValue().floats().length;
            ObjectNode entry = header.putObject(parameter.getKey()).put("dtype", "BF16");
            ArrayNode shape = entry.putArray("shape");
            Arrays.stream(parameter.getValue().shape()).forEach(shape::add);
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 8 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - 8;
        ByteBuffer file = ByteBuffer.allocate(8 + padded + offset).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(padded).put(json);
        while (file.position() < 8 + padded) {
            file.put((byte) ' ');
        }
        for (Tensor tensor : parameters.values()) {
            for (float value : tensor.floats()) {
                file.putShort(bfloat16(value));
            }
        }
        return file.array();
    }

    /// The upper half of a float32's bits, rounded to the nearest, ties to even.
    static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int rounding = 0x7fff + ((bits >>> 16) & 1);
        return (short) ((bits + rounding) >>> 16);
    }
}
