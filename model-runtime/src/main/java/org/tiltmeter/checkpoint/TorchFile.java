package org.tiltmeter.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tiltmeter.work.BadInputException;

/// A TorchScript file (`.pt`): weights and the code that computes with them. Reading it here looks only at the list of
/// what the file holds and runs nothing.
///
/// @param file where it lies
/// @param bytes its size
/// @param tokenizerFile the tokenizer that lies beside it, if there is one
public record TorchFile(Path file, long bytes, Optional<Path> tokenizerFile) {

    /// What stands for the `model_type` of such a file.
    public static final String FAMILY = "torchscript";

    /// The engine's own libraries and buffers, and what a text takes.
    private static final long WORKING_BYTES = 300_000_000L;

    /// Most tokens of a text where no config.json beside the file says it.
    private static final int LONGEST_TEXT = 2048;

    private static final List<String> LENGTHS = List.of("max_position_embeddings", "n_positions", "max_seq_len");

    private static final String EXPORT = "; export the model with torch.jit.save";

    /// Whether a path means such a file: it ends in .pt or .pth.
    public static boolean is(Path place) {
        String name = String.valueOf(place.getFileName()).toLowerCase(Locale.ROOT);
        return (name.endsWith(".pt") || name.endsWith(".pth")) && Files.isRegularFile(place);
    }

    /// Looks at a file without running it.
    ///
    /// @throws BadInputException if it is damaged or something else
    public static TorchFile read(Path file) {
        boolean object = false;
        boolean code = false;
        long bytes;
        try {
            bytes = Files.size(file);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                    String name = entries.nextElement().getName();
                    String inside = name.substring(name.indexOf('/') + 1);
                    object |= inside.equals("data.pkl");
                    code |= inside.startsWith("code/") && inside.endsWith(".py");
                }
            }
        } catch (IOException | RuntimeException failure) {
            throw new BadInputException(
                    "%s is no TorchScript file, or only a part of one (%s); get the file again."
                            .formatted(file, failure.getMessage()),
                    failure);
        }
        if (!object) {
            throw new BadInputException(file + " is no TorchScript file: it holds no model" + EXPORT + ".");
        }
        if (!code) {
            throw new BadInputException(file + " holds weights without the code that computes with them" + EXPORT
                    + ", or open the folder with the model's config.json and safetensors files.");
        }
        return new TorchFile(file, bytes, TokenizerFiles.find(folder(file)));
    }

    private static Path folder(Path file) {
        return file.resolveSibling("");
    }

    /// Estimate of what the opened file needs.
    public long memoryBytes() {
        return bytes + WORKING_BYTES;
    }

    /// The tokens with which the model ends a text, by generation_config.json or config.json beside it.
    public Set<Integer> endTokens() {
        return EndTokens.of(folder(file), configuration());
    }

    /// Most tokens of one text: what config.json beside the file says, else 2,048.
    public int longestText() {
        return configuration().stream()
                .flatMap(found -> LENGTHS.stream().map(found::findInteger))
                .filter(length -> length.isPresent() && length.getAsInt() > 0)
                .map(length -> length.getAsInt())
                .findFirst()
                .orElse(LONGEST_TEXT);
    }

    private Optional<Configuration> configuration() {
        return Optional.of(folder(file).resolve("config.json"))
                .filter(Files::isRegularFile)
                .map(Configuration::read);
    }
}
