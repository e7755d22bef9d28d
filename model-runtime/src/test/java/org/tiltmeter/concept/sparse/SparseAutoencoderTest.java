package org.tiltmeter.concept.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

class SparseAutoencoderTest {

    @TempDir
    Path folder;

    /// Two inputs, three features: x, y, x + y.
    private static SparseAutoencoder small(SparseActivation activation) {
        return new SparseAutoencoder(
                "small",
                2,
                activation,
                activation == SparseActivation.TOP_K ? 1 : 0,
                true,
                new float[] {1, 0, 1, 0, 1, 1},
                new float[] {0, 0, -0.5f},
                new float[] {1, 0, 0, 1, 0.5f, 0.5f},
                new float[] {1, 1},
                activation == SparseActivation.JUMP_RELU ? new float[] {0.5f, 5, 0} : new float[0]);
    }

    @Test
    void featuresFollowTheFormulas() {
        float[][] states = {{3, 2}, {0, 1}};
        assertThat(small(SparseActivation.RELU).encode(states)[0]).containsExactly(2, 1, 2.5f);
        assertThat(small(SparseActivation.RELU).encode(states)[1]).containsExactly(0, 0, 0);
        assertThat(small(SparseActivation.JUMP_RELU).encode(states)[0]).containsExactly(2, 0, 2.5f);
        assertThat(small(SparseActivation.TOP_K).encode(states)[0]).containsExactly(0, 0, 2.5f);
        assertThat(small(SparseActivation.TOP_K).decode(new float[][] {{0, 0, 2}})[0])
                .containsExactly(2, 2);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource(SparseActivation.class)
    void filesComeBackAsTheyWere(SparseActivation activation) throws IOException {
        SparseAutoencoder written = small(activation);
        SparseFile.write(written, "some model", folder);
        for (Path file : List.of(folder, folder.resolve("cfg.json"), folder.resolve("sae_weights.safetensors"))) {
            SparseAutoencoder read = SparseFile.read(file);
            assertThat(read.layer()).isEqualTo(2);
            assertThat(read.activation()).isEqualTo(activation);
            assertThat(read.active()).isEqualTo(written.active());
            assertThat(read.centred()).isTrue();
            assertThat(read.encoder()).isEqualTo(written.encoder());
            assertThat(read.decoder()).isEqualTo(written.decoder());
            assertThat(read.threshold()).isEqualTo(written.threshold());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"architecture\" : \"topk\"', '\"architecture\" : \"gated\"', architecture",
        "'\"normalize_activations\" : \"none\"', '\"normalize_activations\" : \"layer_norm\"', normalize_activations",
        "blocks.2.hook_resid_pre, blocks.2.hook_mlp_out, hook_name",
        "'\"k\" : 1', '\"k\" : 9', k",
        "'\"d_in\" : 2', '\"d_in\" : -2', d_in"
    })
    void whatIsNotKnownIsRefusedByName(String found, String put, String field) throws IOException {
        SparseFile.write(small(SparseActivation.TOP_K), "some model", folder);
        Path configuration = folder.resolve("cfg.json");
        String text = Files.readString(configuration);
        assertThat(text).contains(found);
        Files.writeString(configuration, text.replace(found, put));
        assertThatThrownBy(() -> SparseFile.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("cfg.json: the field \"" + field + "\"");
    }

    @Test
    void aShapeThatContradictsTheConfigurationIsRefused() throws IOException {
        SparseFile.write(small(SparseActivation.RELU), "some model", folder);
        Path configuration = folder.resolve("cfg.json");
        Files.writeString(configuration, Files.readString(configuration).replace("\"d_sae\" : 3", "\"d_sae\" : 4"));
        assertThatThrownBy(() -> SparseFile.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("W_enc");
    }

    /// Sums of two of 24 directions in 16 dimensions.
    private static float[][] planted(int count, long seed) {
        SplittableRandom random = new SplittableRandom(5);
        float[][] directions = new float[24][16];
        for (float[] direction : directions) {
            double squares = 0;
            for (int i = 0; i < direction.length; i++) {
                direction[i] = (float) random.nextGaussian();
                squares += direction[i] * direction[i];
            }
            for (int i = 0; i < direction.length; i++) {
                direction[i] /= (float) Math.sqrt(squares);
            }
        }
        SplittableRandom draws = new SplittableRandom(seed);
        float[][] states = new float[count][16];
        for (float[] state : states) {
            for (int k = 0; k < 2; k++) {
                float[] direction = directions[draws.nextInt(24)];
                double size = draws.nextDouble(1, 2);
                for (int i = 0; i < state.length; i++) {
                    state[i] += (float) (size * direction[i]);
                }
            }
        }
        return states;
    }

    @Test
    void trainingLearnsPlantedFeaturesAndRepeats() {
        SparseTraining training = new SparseTraining(3, 64, 4, 1_500, 64, 0.005);
        List<Long> steps = new ArrayList<>();
        SparseAutoencoder one = SparseTrainer.train(
                "one", 1, planted(2_000, 1), training, step -> steps.add(step.done()), new Cancellation());
        SparseAutoencoder again =
                SparseTrainer.train("one", 1, planted(2_000, 1), training, Progress.none(), new Cancellation());
        assertThat(again.encoder()).isEqualTo(one.encoder());
        SparseQuality quality = one.quality(planted(500, 2));
        assertThat(quality.tokens()).isEqualTo(500);
        assertThat(quality.unexplained()).isLessThan(0.2);
        assertThat(quality.active()).isLessThanOrEqualTo(4);
        assertThat(quality.silent()).isBetween(0.0, 0.9);
        assertThat(steps).hasSize(1_500).last().isEqualTo(1_500L);
        double squares = 0;
        for (int i = 0; i < 16; i++) {
            squares += one.decoder()[i] * one.decoder()[i];
        }
        assertThat(squares).isCloseTo(1, within(1e-4));
    }

    @Test
    void trainingCanBeCancelled() {
        Cancellation cancellation = new Cancellation();
        assertThatThrownBy(() -> SparseTrainer.train(
                        "one",
                        1,
                        planted(100, 1),
                        SparseTraining.defaults(),
                        step -> cancellation.request(),
                        cancellation))
                .isInstanceOf(CancelledException.class);
    }
}
