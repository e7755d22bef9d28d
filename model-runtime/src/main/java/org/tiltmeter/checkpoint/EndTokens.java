package org.tiltmeter.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The tokens with which a model ends a text.
final class EndTokens {

    private static final String KEY = "eos_token_id";

    private EndTokens() {}

    /// Those that generation_config.json names, or else the model's own settings.
    static Set<Integer> of(Path folder, Optional<Configuration> configuration) {
        Path generation = folder.resolve("generation_config.json");
        int[] generated =
                Files.isRegularFile(generation) ? Configuration.read(generation).integers(KEY) : new int[0];
        int[] own = configuration.map(found -> found.integers(KEY)).orElseGet(() -> new int[0]);
        return IntStream.of(generated.length > 0 ? generated : own).boxed().collect(Collectors.toSet());
    }
}
