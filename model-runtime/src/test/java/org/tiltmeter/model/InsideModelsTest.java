package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Gradients, attributions and the logit lens of small models of the reference that travel with the project, with
/// mapped and with packed weights.
class InsideModelsTest {

    private static final Path FIXTURES = Path.of("src/test/resources/models");
    private static final int[] TEXT = {5, 17, 300, 42, 8, 511, 0, 77};

    @ParameterizedTest
    @CsvSource({"olmoe, false", "gpt2_hubstyle, false", "gpt2_hubstyle, true"})
    void whatIsInsideFitsTogether(String fixture, boolean mapped) {
        Path folder = FIXTURES.resolve(fixture);
        OpenSettings settings = new OpenSettings(ComputeType.EXACT, 1);
        try (LanguageModel model = LanguageModels.open(folder, settings, Progress.none(), new Cancellation())) {
            if (mapped) {
                ((TorchModel) model).keepMapped();
            }
            check(model, folder);
        }
    }

    private static void check(LanguageModel model, Path folder) {
        InsideChecks checks = new InsideChecks(model, TEXT);
        checks.ownActivationsChangeNothing(0);
        checks.attributionSumsToTheLogits(7, 9, 2e-5);
        checks.gradientIsWhatSmallStepsShow(0.01, 0.01);
        lens(model, folder);
        if (model.summary().experts().isPresent()) {
            checks.routingFollows(0, true);
            checks.massIsPassedByAsFewAsPossible(0, 0.6);
        }
    }

    /// The last layer's output through the lens gives the logits; a direction meets the rows of the unembedding.
    private static void lens(LanguageModel model, Path folder) {
        Trace own = model.trace(List.of(TEXT), Capture.ALL, Progress.none(), new Cancellation())
                .getFirst();
        Matrix seen = model.unembed(own.lastLayerOutput().orElseThrow());
        InsideChecks.assertClose(
                "lens", seen.values(), own.logits().orElseThrow().values(), 2e-5);
        TensorFile weights = new TensorFile(folder.resolve("model.safetensors"));
        String head = weights.has("lm_head.weight") ? "lm_head.weight" : "wte.weight";
        float[] rows = weights.get(head).floats();
        float[] direction = Arrays.copyOfRange(rows, 64 * 99, 64 * 100);
        Matrix near = model.project(new Matrix(1, 64, direction));
        for (int token : new int[] {0, 99, 511}) {
            double product = 0;
            for (int i = 0; i < 64; i++) {
                product += direction[i] * rows[token * 64 + i];
            }
            assertThat(near.get(0, token)).isCloseTo((float) product, within(1e-4f));
        }
        int[] largest = near.largest(0, 5);
        assertThat(largest).hasSize(5);
        assertThat(near.get(0, largest[0])).isGreaterThanOrEqualTo(near.get(0, 99));
        assertThat(near.get(0, largest[0])).isGreaterThanOrEqualTo(near.get(0, largest[1]));
        assertThatThrownBy(() -> model.unembed(new Matrix(1, 3, new float[3])))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("whose vectors have 64");
        assertThatThrownBy(() -> model.gradient(
                        TEXT, List.of(4), new int[] {1}, new int[] {2}, Progress.none(), new Cancellation()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The model has the hidden states 0 to 3, no hidden state 4.");
    }
}
