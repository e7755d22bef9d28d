package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiltmeter.architecture.RandomModel;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What silencing heads and neurons does, and interventions where models compute in half precision, read with an
/// encoder, or mix attention with recurrence.
class SilencingTest {

    private static final Path FIXTURES = Path.of("src/test/resources/models");
    private static final int[] TEXT = {5, 17, 300, 42, 8, 511, 0, 77};
    private static final Capture BRANCHES = Capture.ALL.withBranches().withNeurons(Capture.layers(3));

    @TempDir
    private Path folder;

    private static LanguageModel open(Path place, ComputeType type) {
        return LanguageModels.open(place, new OpenSettings(type, 1), Progress.none(), new Cancellation());
    }

    private static Trace trace(LanguageModel model, Intervention... changes) {
        LanguageModel changed = changes.length == 0 ? model : model.with(Interventions.of(changes));
        return changed.trace(List.of(TEXT), BRANCHES, Progress.none(), new Cancellation())
                .getFirst();
    }

    private static float[] logits(Trace trace) {
        return trace.logits().orElseThrow().values();
    }

    /// What attention adds is the sum of what each head adds, and a bias.
    @ParameterizedTest
    @CsvSource({"olmoe, 0", "mixtral, 1", "llama_rope_yarn, 2", "gpt2_hubstyle, 1"})
    void whatTheHeadsAddTogetherIsWhatAttentionAdds(String fixture, int layer) {
        try (LanguageModel model = open(FIXTURES.resolve(fixture), ComputeType.EXACT)) {
            int heads = model.summary().attentionHeads();
            Intervention[] all = IntStream.range(0, heads)
                    .mapToObj(head -> new Intervention.SilenceHead(layer, head, Positions.all()))
                    .toArray(Intervention[]::new);
            Matrix plain = trace(model).branches().get(layer).attentionOutput();
            Matrix none = trace(model, all).branches().get(layer).attentionOutput();
            double[] sum = new double[plain.values().length];
            for (Intervention head : all) {
                float[] without = trace(model, head)
                        .branches()
                        .get(layer)
                        .attentionOutput()
                        .values();
                assertThat(without).isNotEqualTo(plain.values());
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += (double) plain.values()[i] - without[i];
                }
            }
            for (int i = 0; i < sum.length; i++) {
                assertThat(none.values()[i] + sum[i]).isCloseTo(plain.values()[i], within(1e-4));
            }
            for (int token = 1; token < TEXT.length; token++) {
                assertThat(none.row(token)).containsExactly(none.row(0), within(1e-6f));
            }
        }
    }

    @Test
    void aHeadIsSilencedOnlyWhereAsked() {
        try (LanguageModel model = open(FIXTURES.resolve("llama_rope_yarn"), ComputeType.EXACT)) {
            Matrix plain = trace(model).branches().get(1).attentionOutput();
            Matrix changed = trace(model, new Intervention.SilenceHead(1, 2, Positions.at(4)))
                    .branches()
                    .get(1)
                    .attentionOutput();
            for (int token = 0; token < TEXT.length; token++) {
                assertThat(java.util.Arrays.equals(plain.row(token), changed.row(token)))
                        .isEqualTo(token != 4);
            }
        }
    }

    /// What a dense network adds is the sum of what its neurons add, and a bias.
    @ParameterizedTest
    @ValueSource(strings = {"llama_rope_yarn", "gpt2_hubstyle"})
    void whatTheNeuronsAddTogetherIsWhatTheNetworkAdds(String fixture) {
        try (LanguageModel model = open(FIXTURES.resolve(fixture), ComputeType.EXACT)) {
            Trace own = trace(model);
            int count = own.neurons().get(1).activations().columns();
            int[] even = IntStream.range(0, count).filter(n -> n % 2 == 0).toArray();
            int[] odd = IntStream.range(0, count).filter(n -> n % 2 == 1).toArray();
            float[] plain = own.branches().get(1).feedForwardOutput().values();
            float[] none = fed(model, IntStream.range(0, count).toArray());
            float[] withoutEven = fed(model, even);
            float[] withoutOdd = fed(model, odd);
            assertThat(withoutEven).isNotEqualTo(plain);
            for (int i = 0; i < plain.length; i++) {
                assertThat((double) withoutEven[i] + withoutOdd[i] - none[i]).isCloseTo(plain[i], within(1e-4));
            }
            NeuronTrace silenced = trace(model, new Intervention.SilenceNeurons(1, new int[] {7}, Positions.from(3)))
                    .neurons()
                    .get(1);
            for (int token = 0; token < TEXT.length; token++) {
                float before = own.neurons().get(1).activations().get(token, 7);
                assertThat(silenced.activations().get(token, 7)).isEqualTo(token < 3 ? before : 0);
            }
        }
    }

    private static float[] fed(LanguageModel model, int... neurons) {
        return trace(model, new Intervention.SilenceNeurons(1, neurons, Positions.all()))
                .branches()
                .get(1)
                .feedForwardOutput()
                .values();
    }

    /// In half precision what is captured is what was computed, so imposing it changes no bit.
    @ParameterizedTest
    @CsvSource({"olmoe, BF16", "mixtral, BF16", "llama_rope_yarn, BF16", "gpt2_hubstyle, BF16", "olmoe, F16"})
    void ownActivationsChangeNothingInHalfPrecision(String fixture, StoredType type) {
        Path made = folder.resolve(fixture + type);
        RandomModel.write(
                FIXTURES.resolve(fixture).resolve("config.json"), made, type, 7, Progress.none(), new Cancellation());
        try (LanguageModel model = open(made, ComputeType.FAST)) {
            Trace own = trace(model);
            for (int layer = 0; layer < 3; layer++) {
                Trace again = trace(
                        model,
                        new Intervention.Impose(
                                Place.residual(layer), own.hiddenStates().get(layer), Positions.all()),
                        new Intervention.Impose(
                                Place.attentionOutput(layer),
                                own.branches().get(layer).attentionOutput(),
                                Positions.all()));
                assertThat(logits(again)).isEqualTo(logits(own));
            }
            float[] direction = new float[model.summary().hiddenSize()];
            java.util.Arrays.fill(direction, 0.25f);
            Trace moved = trace(model, new Intervention.AddDirection(Place.residual(1), direction, 2, Positions.all()));
            assertThat(logits(moved)).isNotEqualTo(logits(own));
            for (int i = 0; i < direction.length; i++) {
                float before = own.hiddenStates().get(1).get(2, i);
                assertThat(moved.hiddenStates().get(1).get(2, i))
                        .isCloseTo(before + 0.5f, within(0.01f * (1 + Math.abs(before))));
            }
            assertThat(logits(trace(model))).isEqualTo(logits(own));
        }
    }

    /// Decoders that read an encoder's text, and recurrent layers between those with attention.
    @ParameterizedTest
    @ValueSource(strings = {"nllb_moe", "switch_transformers", "t5_gated", "jamba"})
    void directionsAreAddedInEveryKindOfModelAndLeaveNothingBehind(String fixture) {
        Path place = Path.of(System.getProperty("tiltmeter.shared", "shared"), "golden", fixture);
        assumeTrue(Files.isDirectory(place), "the reference fixture " + fixture + " is not there");
        try (LanguageModel opened = open(place, ComputeType.EXACT)) {
            LanguageModel model = fixture.equals("jamba") ? opened : opened.given(new int[] {11, 12, 13, 2});
            Trace own = model.trace(List.of(TEXT), Capture.ALL, Progress.none(), new Cancellation())
                    .getFirst();
            float[] direction = new float[model.summary().hiddenSize()];
            direction[3] = 2;
            direction[7] = -1;
            Intervention add = new Intervention.AddDirection(Place.residual(1), direction, 0.5, Positions.from(3));
            Trace moved = model.with(Interventions.of(add))
                    .trace(List.of(TEXT), Capture.ALL, Progress.none(), new Cancellation())
                    .getFirst();
            for (int token = 0; token < TEXT.length; token++) {
                for (int i = 0; i < direction.length; i++) {
                    double wanted = own.hiddenStates().get(1).get(token, i) + (token < 3 ? 0 : 0.5 * direction[i]);
                    assertThat(moved.hiddenStates().get(1).get(token, i)).isCloseTo((float) wanted, within(1e-4f));
                }
            }
            assertThat(logits(moved)).isNotEqualTo(logits(own));
            Trace after = model.trace(List.of(TEXT), Capture.ALL, Progress.none(), new Cancellation())
                    .getFirst();
            assertThat(logits(after)).isEqualTo(logits(own));
        }
    }
}
