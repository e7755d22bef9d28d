package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Interventions, attributions and gradients in one model of each kind of router, residual stream and norm.
class InsideFamiliesTest {

    private static final int[] TEXT = {5, 17, 300, 42, 8, 511, 3};

    /// Families whose logits are no sum of parts.
    private static final List<String> NO_SUM = List.of("gemma2", "minimax", "bert");

    /// Families in whose routers the weight of an expert depends on which others are chosen, or is no softmax.
    private static final List<String> SHARED_WEIGHTS = List.of(
            "phimoe",
            "gpt_oss",
            "deepseek_v3",
            "flex_olmo",
            "jetmoe",
            "minimax",
            "granitemoe",
            "mixtral",
            "ernie4_5_moe",
            "glm4_moe",
            "hunyuan_v1_moe",
            "nllb_moe");

    /// One of each kind, or those that the system property `tiltmeter.fixtures` names, separated by commas.
    static Stream<String> fixtures() {
        String named = System.getProperty("tiltmeter.fixtures", "");
        String usual = "deepseek_v3,gpt_oss,phimoe,llama4_text,flex_olmo,gemma2,t5_gated,nllb_moe";
        return Stream.of((named.isEmpty() ? usual : named).split(","));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void whatIsInsideFitsTogether(String fixture) {
        Path folder = Path.of(System.getProperty("tiltmeter.shared", "shared"))
                .resolve("golden")
                .resolve(fixture);
        assumeTrue(Files.isDirectory(folder), "the reference fixture " + fixture + " is not there");
        OpenSettings settings = new OpenSettings(ComputeType.EXACT, 1);
        try (LanguageModel model = LanguageModels.open(folder, settings, Progress.none(), new Cancellation())) {
            InsideChecks checks = new InsideChecks(model, TEXT);
            checks.ownActivationsChangeNothing(1e-6);
            if (NO_SUM.contains(fixture)) {
                assertThatThrownBy(() -> checks.attributionSumsToTheLogits(7, 9, 1e-4))
                        .isInstanceOf(BadInputException.class)
                        .hasMessageEndingWith("; direct logit attribution is not possible here.");
            } else {
                checks.attributionSumsToTheLogits(7, 9, 1e-4);
            }
            checks.gradientIsWhatSmallStepsShow(0.001, 0.02);
            model.summary().experts().ifPresent(experts -> {
                int layer = model.trace(List.of(TEXT), Capture.ROUTING, Progress.none(), new Cancellation())
                        .getFirst()
                        .routing()
                        .getFirst()
                        .layer();
                checks.routingFollows(layer, !SHARED_WEIGHTS.contains(fixture));
            });
        }
    }
}
