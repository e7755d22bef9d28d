package org.tiltmeter.concept.sparse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tiltmeter.checkpoint.JsonFiles;
import org.tiltmeter.checkpoint.SafetensorsFile;
import org.tiltmeter.checkpoint.SafetensorsWriter;
import org.tiltmeter.checkpoint.StoredTensor;
import org.tiltmeter.work.BadInputException;

/// Sparse autoencoders as they are commonly published: a safetensors file with `W_enc [d_in, d_sae]`, `b_enc`, `W_dec
/// [d_sae, d_in]`, `b_dec` and, with jump ReLU, `threshold`, beside a `cfg.json` with `d_in`, `d_sae`, `architecture`
/// and the place that it reads. Settings that change the numbers and are not known here are refused by name.
public final class SparseFile {

    private static final String CONFIGURATION = "cfg.json";
    private static final String WEIGHTS = "sae_weights.safetensors";
    private static final Pattern PLACE =
            Pattern.compile("blocks\\.(\\d+)\\.hook_resid_(pre|post)|(?:model\\.)?layers\\.(\\d+)");
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /// Settings that must have one of these values, or be absent, for the formulas of [SparseAutoencoder] to hold.
    private static final Map<String, List<String>> ONLY = Map.of(
            "normalize_activations", List.of("none", "false"),
            "reshape_activations", List.of("none"),
            "finetuning_scaling_factor", List.of("false"),
            "rescale_acts_by_decoder_norm", List.of("false"),
            "noise_scale", List.of("0", "0.0"),
            "hook_head_index", List.of("null"),
            "transcode", List.of("false"),
            "skip_connection", List.of("false"));

    private SparseFile() {}

    /// Reads an autoencoder.
    ///
    /// @param file its folder, its safetensors file or its configuration; both lie in one folder
    /// @throws BadInputException naming the file and the field or tensor
    public static SparseAutoencoder read(Path file) {
        if (!Files.exists(file)) {
            throw new BadInputException(file + " does not exist; choose the folder of a sparse autoencoder.");
        }
        Path folder = Files.isDirectory(file)
                ? file
                : Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        Path configuration = folder.resolve(CONFIGURATION);
        ObjectNode settings = JsonFiles.read(configuration);
        ONLY.forEach((field, values) -> {
            JsonNode value = settings.path(field);
            if (!value.isMissingNode() && !value.isNull() && !values.contains(value.asText())) {
                throw problem(
                        configuration,
                        field,
                        "is \"" + value.asText() + "\", which changes the numbers in a way"
                                + " that is not known here; choose an autoencoder without it");
            }
        });
        int size = number(configuration, settings, "d_in");
        int features = number(configuration, settings, "d_sae");
        if ((long) size * features > Integer.MAX_VALUE - 8) {
            throw problem(configuration, "d_sae", "times d_in is more than fits; choose a narrower autoencoder");
        }
        SparseActivation activation = activation(configuration, settings);
        SafetensorsFile weights = SafetensorsFile.read(weights(folder, file));
        return new SparseAutoencoder(
                String.valueOf(folder.getFileName()),
                layer(configuration, settings),
                activation,
                activation == SparseActivation.TOP_K ? active(configuration, settings, features) : 0,
                settings.path("apply_b_dec_to_input").asBoolean(false),
                floats(weights, "W_enc", size, features),
                floats(weights, "b_enc", features),
                floats(weights, "W_dec", features, size),
                floats(weights, "b_dec", size),
                activation == SparseActivation.JUMP_RELU ? floats(weights, "threshold", features) : new float[0]);
    }

    private static Path weights(Path folder, Path chosen) {
        if (String.valueOf(chosen.getFileName()).endsWith(".safetensors")) {
            return chosen;
        }
        Path usual = folder.resolve(WEIGHTS);
        return Files.isRegularFile(usual) ? usual : folder.resolve("sae.safetensors");
    }

    private static SparseActivation activation(Path file, ObjectNode settings) {
        String architecture = settings.path("architecture").asText("standard");
        String function = settings.path("activation_fn")
                .asText(settings.path("activation_fn_str").asText(""));
        return switch (architecture) {
            case "jumprelu" -> SparseActivation.JUMP_RELU;
            case "topk" -> SparseActivation.TOP_K;
            case "standard" ->
                switch (function) {
                    case "", "relu" -> SparseActivation.RELU;
                    case "topk" -> SparseActivation.TOP_K;
                    default -> throw problem(file, "activation_fn", "is \"" + function + "\"; known are relu and topk");
                };
            default ->
                throw problem(
                        file, "architecture", "is \"" + architecture + "\"; known are standard, jumprelu and topk");
        };
    }

    private static int active(Path file, ObjectNode settings, int features) {
        JsonNode own = settings.path("k");
        JsonNode k = own.isMissingNode() ? settings.path("activation_fn_kwargs").path("k") : own;
        if (!k.isIntegralNumber() || k.asLong() < 1 || k.asLong() > features) {
            throw problem(file, "k", "must say how many features may be on, 1 to " + features);
        }
        return k.asInt();
    }

    /// The hidden state that is read: what comes into a layer, or what comes out of it.
    private static int layer(Path file, ObjectNode settings) {
        JsonNode metadata = settings.path("metadata");
        String place = settings.path("hook_name")
                .asText(settings.path("hook_point")
                        .asText(metadata.path("hook_name").asText("")));
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            throw problem(
                    file,
                    "hook_name",
                    "is \"" + place + "\"; known are blocks.N.hook_resid_pre, blocks.N.hook_resid_post and layers.N");
        }
        boolean plain = matcher.group(1) == null;
        int block = Integer.parseInt(plain ? matcher.group(3) : matcher.group(1));
        return plain || "post".equals(matcher.group(2)) ? block + 1 : block;
    }

    private static int number(Path file, ObjectNode settings, String field) {
        JsonNode value = settings.path(field);
        if (!value.isIntegralNumber() || value.asLong() < 1 || value.asLong() > 1 << 24) {
            throw problem(file, field, "must be a whole number from 1 to 16,777,216");
        }
        return value.asInt();
    }

    private static BadInputException problem(Path file, String field, String what) {
        return new BadInputException("%s: the field \"%s\" %s.".formatted(file.getFileName(), field, what));
    }

    private static float[] floats(SafetensorsFile weights, String name, long... shape) {
        StoredTensor tensor = weights.tensors().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("%s has no tensor \"%s\"; choose the autoencoder's own file."
                        .formatted(weights.file().getFileName(), name)));
        List<Long> wanted = java.util.Arrays.stream(shape).boxed().toList();
        if (!tensor.shape().equals(wanted)) {
            throw new BadInputException("%s: the tensor \"%s\" has the shape %s where cfg.json asks for %s; get both"
                            .formatted(weights.file().getFileName(), name, tensor.shape(), wanted)
                    + " files from one place.");
        }
        float[] values = new float[Math.toIntExact(tensor.count())];
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(tensor.file(), StandardOpenOption.READ)) {
            long position = tensor.offset();
            int next = 0;
            while (next < values.length) {
                buffer.clear();
                buffer.limit((int) Math.min(
                        buffer.capacity(),
                        (long) (values.length - next) * tensor.type().width()));
                while (buffer.hasRemaining()) {
                    int read = channel.read(buffer, position);
                    if (read < 0) {
                        throw new IOException("the file ends early");
                    }
                    position += read;
                }
                buffer.flip();
                while (buffer.hasRemaining()) {
                    values[next++] = number(buffer, tensor);
                }
            }
        } catch (IOException failure) {
            throw new BadInputException(
                    "%s cannot be read (%s); check the file.".formatted(tensor.file(), failure.getMessage()), failure);
        }
        return values;
    }

    private static float number(ByteBuffer buffer, StoredTensor tensor) {
        return switch (tensor.type()) {
            case F32 -> buffer.getFloat();
            case F64 -> (float) buffer.getDouble();
            case F16 -> Float.float16ToFloat(buffer.getShort());
            case BF16 -> Float.intBitsToFloat(buffer.getShort() << 16);
            default ->
                throw new BadInputException("%s: the tensor \"%s\" is stored as %s; known are float16, bfloat16,"
                                .formatted(
                                        tensor.file().getFileName(),
                                        tensor.name(),
                                        tensor.type().label())
                        + " float32 and float64.");
        };
    }

    /// Writes an autoencoder into a folder, as it is read.
    ///
    /// @throws IOException if the disk does not take it
    public static void write(SparseAutoencoder autoencoder, String model, Path folder) throws IOException {
        Files.createDirectories(folder);
        SafetensorsWriter weights = new SafetensorsWriter()
                .floats("W_enc", autoencoder.encoder(), autoencoder.size(), autoencoder.features())
                .floats("b_enc", autoencoder.encoderBias(), autoencoder.features())
                .floats("W_dec", autoencoder.decoder(), autoencoder.features(), autoencoder.size())
                .floats("b_dec", autoencoder.decoderBias(), autoencoder.size());
        ObjectNode settings = MAPPER.createObjectNode()
                .put("model_name", model)
                .put("d_in", autoencoder.size())
                .put("d_sae", autoencoder.features())
                .put("hook_name", "blocks." + autoencoder.layer() + ".hook_resid_pre")
                .put("apply_b_dec_to_input", autoencoder.centred())
                .put("normalize_activations", "none")
                .put("dtype", "float32");
        switch (autoencoder.activation()) {
            case RELU -> settings.put("architecture", "standard").put("activation_fn", "relu");
            case JUMP_RELU -> {
                settings.put("architecture", "jumprelu");
                weights.floats("threshold", autoencoder.threshold(), autoencoder.features());
            }
            case TOP_K -> settings.put("architecture", "topk").put("k", autoencoder.active());
        }
        weights.write(folder.resolve(WEIGHTS));
        Path part = Files.createTempFile(folder, ".cfg", ".part");
        try {
            Files.writeString(part, MAPPER.writeValueAsString(settings) + "\n");
            Files.move(part, folder.resolve(CONFIGURATION), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
