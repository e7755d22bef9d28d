package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Families and settings for which there are small fixtures of our own; `families/README.md` beside them says how
/// they were computed.
class FurtherFamiliesTest {

    private static final Path FIXTURES = Path.of("src/test/resources/families");

    @TempDir
    Path temporary;

    private static String compare(Path folder, String fixture, List<String> cases) {
        OpenSettings exact = new OpenSettings(ComputeType.EXACT, 1);
        try (LanguageModel model = LanguageModels.open(folder, exact, Progress.none(), new Cancellation())) {
            Path golden = FIXTURES.resolve(fixture).resolve("golden.safetensors");
            return new GoldenComparison(golden, model).compare(fixture, cases);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deepseek_v2_scarce",
                "distilbert",
                "dots1",
                "ernie_bias",
                "falcon_alibi",
                "glm4",
                "gpt_oss_defaults",
                "granitemoeshared",
                "jamba_activation",
                "minimax_m2",
                "nllb_padding",
                "olmo3",
                "smollm3",
                "stablelm",
                "starcoder2"
            })
    void agreesInBothSpellings(String fixture) throws IOException {
        Path folder = FIXTURES.resolve(fixture);
        assertThat(compare(folder, fixture, List.of("s7", "pad"))).startsWith(fixture);
        Files.copy(folder.resolve("model.safetensors"), temporary.resolve("model.safetensors"));
        Files.copy(folder.resolve("config.v4.json"), temporary.resolve("config.json"));
        assertThat(compare(temporary, fixture, List.of("s7"))).startsWith(fixture);
    }
}
