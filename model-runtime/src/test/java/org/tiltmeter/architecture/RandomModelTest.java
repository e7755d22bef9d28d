package org.tiltmeter.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class RandomModelTest {

    private static final Path MODELS = Path.of("src/test/resources/models");

    @TempDir
    Path folder;

    private void write(Path settings, Path out, StoredType type, long seed) {
        RandomModel.write(settings, out, type, seed, Progress.none(), new Cancellation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "mixtral", "llama_rope_yarn", "gpt2_hubstyle"})
    void makesWhatTheSettingsCallFor(String name) {
        Path original = MODELS.resolve(name);
        write(original.resolve("config.json"), folder.resolve("made"), StoredType.BF16, 3);
        ModelSummary made = ModelInspection.inspect(folder.resolve("made"), Progress.none(), new Cancellation());
        ModelSummary model = ModelInspection.inspect(original, Progress.none(), new Cancellation());
        assertThat(made.parameters()).isEqualTo(model.parameters());
        assertThat(made.storedType()).isEqualTo("bfloat16");
        assertThat(made.experts()).isEqualTo(model.experts());
    }

    @Test
    void theSameSeedMakesTheSameFileAndAnotherSeedAnother() throws IOException {
        Path settings = MODELS.resolve("llama_rope_yarn/config.json");
        write(settings, folder.resolve("a"), StoredType.F32, 3);
        write(settings, folder.resolve("b"), StoredType.F32, 3);
        write(settings, folder.resolve("c"), StoredType.F32, 4);
        Path first = folder.resolve("a/model.safetensors");
        assertThat(Files.mismatch(first, folder.resolve("b/model.safetensors"))).isEqualTo(-1);
        assertThat(Files.mismatch(first, folder.resolve("c/model.safetensors"))).isPositive();
        assertThat(Checkpoint.read(folder.resolve("a"), Progress.none(), new Cancellation())
                        .weights()
                        .mainType())
                .isEqualTo(StoredType.F32);
    }

    @Test
    void doesNotWriteOverAModel() {
        Path settings = MODELS.resolve("olmoe/config.json");
        write(settings, folder, StoredType.F16, 3);
        assertThatThrownBy(() -> write(settings, folder, StoredType.F16, 3))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("holds a model already");
    }

    @Test
    void countsTheProductsOfTheChosenExpertsOnly() {
        Blueprint blueprint =
                Blueprint.of(Checkpoint.read(MODELS.resolve("olmoe"), Progress.none(), new Cancellation()));
        Decoder sizes = blueprint.sizes();
        double expert = blueprint.parts().get(1).tensors().entrySet().stream()
                .filter(tensor -> tensor.getKey().startsWith("experts.0."))
                .mapToDouble(tensor -> tensor.getValue().stored().count())
                .sum();
        double attention = 2.0 * sizes.hidden() * sizes.headSize() * (sizes.heads() + sizes.keyHeads());
        double router = (double) sizes.hidden() * blueprint.experts();
        double layer = attention + router + blueprint.chosen() * expert;
        double seen = 4.0 * sizes.headSize() * sizes.heads() * sizes.layers();
        double head = (double) sizes.hidden() * sizes.vocabulary();
        assertThat(MatrixWork.of(blueprint).of(1, 1)).isEqualTo(2 * (sizes.layers() * layer + head) + seen);
        assertThat(MatrixWork.of(blueprint).of(2, 3))
                .isEqualTo(2 * (3 * 2 * (sizes.layers() * layer + head) + 6 * seen));
    }
}
