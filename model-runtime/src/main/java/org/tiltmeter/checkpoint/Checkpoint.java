package org.tiltmeter.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A model folder as published: settings, weights, tokenizer. Reading it touches no weight and changes nothing.
///
/// @param folder where it lies
/// @param configuration its config.json
/// @param weights the headers of its weight files
/// @param tokenizerFile its tokenizer.json or the file of another form that it comes with, if there is one
public record Checkpoint(Path folder, Configuration configuration, Weights weights, Optional<Path> tokenizerFile) {

    /// Reads settings and headers.
    ///
    /// @param place the folder, or any file in it
    /// @throws BadInputException if something is missing, damaged or contradicts itself
    public static Checkpoint read(Path place, Progress progress, Cancellation cancellation) {
        Path folder = folder(place);
        Path config = folder.resolve("config.json");
        if (!Files.isRegularFile(config)) {
            throw new BadInputException("The folder " + folder
                    + " has no config.json; choose the folder that holds a model's config.json and its weights.");
        }
        Configuration configuration = Configuration.read(config);
        Weights weights = Weights.read(folder, progress, cancellation);
        return new Checkpoint(folder, configuration, weights, TokenizerFiles.find(folder));
    }

    /// The tokens with which the model ends a text, by generation_config.json and config.json.
    public Set<Integer> endTokens() {
        return EndTokens.of(folder, Optional.of(configuration));
    }

    /// The token that a decoder of an encoder-decoder begins with, by config.json or generation_config.json.
    ///
    /// @throws BadInputException if neither names it
    public int startToken() {
        Path generation = folder.resolve("generation_config.json");
        int[] start = configuration.integers("decoder_start_token_id");
        if (start.length == 0 && Files.isRegularFile(generation)) {
            start = Configuration.read(generation).integers("decoder_start_token_id");
        }
        if (start.length == 0) {
            throw new BadInputException("config.json in " + folder
                    + " does not say decoder_start_token_id, the token with which an answer begins; get the model's own"
                    + " config.json.");
        }
        return start[0];
    }

    private static Path folder(Path place) {
        if (Files.isDirectory(place)) {
            return place;
        }
        Path parent = place.toAbsolutePath().getParent();
        if (Files.isRegularFile(place) && parent != null) {
            return parent;
        }
        throw new BadInputException(
                "There is no folder " + place + "; choose the folder that holds a model's config.json.");
    }
}
