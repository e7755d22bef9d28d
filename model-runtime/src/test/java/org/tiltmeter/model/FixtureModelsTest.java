package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiltmeter.checkpoint.SafetensorsFile;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

/// Four small models of the reference that travel with the project.
class FixtureModelsTest {

    private static final Path FIXTURES = Path.of("src/test/resources/models");
    private static final OpenSettings EXACT = new OpenSettings(ComputeType.EXACT, 1);
    private static final int[] TEXT = {5, 17, 300, 42, 8, 511, 0, 77};

    @TempDir
    Path temporary;

    private static LanguageModel open(Path folder) {
        return LanguageModels.open(folder, EXACT, Progress.none(), new Cancellation());
    }

    /// Texts that share no beginning with their neighbours.
    private static List<int[]> different(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> new int[] {i % 512, i / 512, 5, 6, 7, 8, 9, 10})
                .toList();
    }

    private static Trace trace(LanguageModel model, int[] ids) {
        return model.trace(List.of(ids), Capture.ALL, Progress.none(), new Cancellation())
                .getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "mixtral", "llama_rope_yarn", "gpt2_hubstyle"})
    void agreesWithTheReferenceInBothSpellings(String fixture) throws IOException {
        Path folder = FIXTURES.resolve(fixture);
        Path golden = folder.resolve("golden.safetensors");
        try (LanguageModel model = open(folder)) {
            assertThat(new GoldenComparison(golden, model).compare(fixture)).startsWith(fixture);
        }
        Files.copy(folder.resolve("model.safetensors"), temporary.resolve("model.safetensors"));
        Files.copy(folder.resolve("config.v4.json"), temporary.resolve("config.json"));
        try (LanguageModel model = open(temporary)) {
            assertThat(new GoldenComparison(golden, model).compare(fixture)).startsWith(fixture);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "gpt2_hubstyle"})
    void aBatchGivesEachSequenceWhatItGetsAlone(String fixture) {
        try (LanguageModel model = open(FIXTURES.resolve(fixture))) {
            List<int[]> sequences = List.of(TEXT, new int[] {9}, new int[] {44, 45, 46}, Arrays.copyOf(TEXT, 6));
            List<Trace> together = model.trace(sequences, Capture.ALL, Progress.none(), new Cancellation());
            for (int i = 0; i < sequences.size(); i++) {
                Trace alone = trace(model, sequences.get(i));
                Trace batched = together.get(i);
                assertThat(batched.ids()).isEqualTo(sequences.get(i));
                assertClose(batched.logits().orElseThrow(), alone.logits().orElseThrow());
                assertThat(batched.hiddenStates()).hasSize(4);
                for (int layer = 0; layer < 4; layer++) {
                    assertClose(
                            batched.hiddenStates().get(layer),
                            alone.hiddenStates().get(layer));
                }
                assertThat(batched.routing()).hasSameSizeAs(alone.routing());
                for (int layer = 0; layer < alone.routing().size(); layer++) {
                    assertThat(batched.routing().get(layer).chosen())
                            .isDeepEqualTo(alone.routing().get(layer).chosen());
                }
            }
        }
    }

    private static void assertClose(Matrix found, Matrix expected) {
        assertThat(found.rows()).isEqualTo(expected.rows());
        for (int i = 0; i < found.values().length; i++) {
            assertThat(found.values()[i]).isCloseTo(expected.values()[i], within(2e-5f));
        }
    }

    @Test
    void scoresAreTheLogSoftmaxOfTheLogits() {
        try (LanguageModel model = open(FIXTURES.resolve("olmoe"))) {
            Matrix logits = trace(model, TEXT).logits().orElseThrow();
            List<SequenceScore> scores = model.score(List.of(new int[] {3}, TEXT), Progress.none(), new Cancellation());
            assertThat(scores.getFirst().logProbabilities()).containsExactly(0);
            double[] found = scores.get(1).logProbabilities();
            assertThat(found[0]).isZero();
            for (int i = 1; i < TEXT.length; i++) {
                double sum = 0;
                for (float logit : logits.row(i - 1)) {
                    sum += Math.exp(logit);
                }
                assertThat(found[i]).isCloseTo(logits.get(i - 1, TEXT[i]) - Math.log(sum), within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "mixtral", "llama_rope_yarn", "gpt2_hubstyle"})
    void sharedBeginningsAreScoredAsEachTextAlone(String fixture) {
        try (LanguageModel model = open(FIXTURES.resolve(fixture))) {
            List<int[]> variants = new java.util.ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int[] variant = TEXT.clone();
                variant[5 + i % 3] = 100 + i;
                variants.add(variant);
                variants.add(Arrays.copyOf(variant, 7));
            }
            variants.add(new int[] {9, 9});
            variants.add(TEXT);
            variants.add(TEXT.clone());
            List<TokenTree> trees = TokenTree.of(variants);
            assertThat(trees).hasSize(2);
            List<SequenceScore> together = model.score(variants, Progress.none(), new Cancellation());
            for (int i = 0; i < variants.size(); i++) {
                SequenceScore alone = model.score(List.of(variants.get(i)), Progress.none(), new Cancellation())
                        .getFirst();
                assertThat(together.get(i).ids()).isEqualTo(variants.get(i));
                for (int token = 0; token < alone.logProbabilities().length; token++) {
                    assertThat(together.get(i).logProbabilities()[token])
                            .isCloseTo(alone.logProbabilities()[token], within(2e-5));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"olmoe", "mixtral", "llama_rope_yarn", "gpt2_hubstyle"})
    void manyTreesOfDifferentSizesAreScoredAsEachTextAlone(String fixture) {
        java.util.Random random = new java.util.Random(11);
        List<int[]> variants = new java.util.ArrayList<>();
        for (int template = 0; template < 60; template++) {
            int[] body = random.ints(6 + template % 9, 0, 512).toArray();
            for (int variant = 0; variant < 4; variant++) {
                int[] text = Arrays.copyOf(body, body.length + 1 + variant % 2);
                text[template % 2 == 0 ? 1 : body.length - 2] = 500 + variant / 2;
                text[text.length - 1] = 400 + variant;
                variants.add(text);
            }
        }
        try (LanguageModel model = open(FIXTURES.resolve(fixture))) {
            List<SequenceScore> together = model.score(variants, Progress.none(), new Cancellation());
            for (int i = 0; i < variants.size(); i += 7) {
                double[] alone = model.score(List.of(variants.get(i)), Progress.none(), new Cancellation())
                        .getFirst()
                        .logProbabilities();
                double[] found = together.get(i).logProbabilities();
                assertThat(found).hasSameSizeAs(alone);
                for (int token = 0; token < alone.length; token++) {
                    assertThat(found[token]).isCloseTo(alone[token], within(2e-5));
                }
            }
        }
    }

    @Test
    void aSeedGivesTheSameTextAndAnotherSeedAnother() {
        try (LanguageModel model = open(FIXTURES.resolve("gpt2_hubstyle"))) {
            int[] first = sample(model, 7);
            assertThat(sample(model, 7)).isEqualTo(first);
            assertThat(sample(model, 8)).isNotEqualTo(first);
        }
    }

    private static int[] sample(LanguageModel model, long seed) {
        GenerationSettings settings = GenerationSettings.sampled(12, seed);
        return model.generate(new int[] {5, 6}, settings, Progress.none(), new Cancellation())
                .ids();
    }

    @Test
    void stopsWhenAskedAndWorksAgainAfterwards() {
        try (LanguageModel model = open(FIXTURES.resolve("olmoe"))) {
            Cancellation cancellation = new Cancellation();
            List<int[]> many = different(400);
            Progress stopAfterFirst = step -> cancellation.request();
            assertThatThrownBy(() -> model.score(many, stopAfterFirst, cancellation))
                    .isInstanceOf(CancelledException.class);
            assertThat(trace(model, TEXT).tokens()).isEqualTo(TEXT.length);
        }
    }

    @Test
    void refusesTokensThatTheModelDoesNotHave() {
        try (LanguageModel model = open(FIXTURES.resolve("gpt2_hubstyle"))) {
            assertThatThrownBy(() -> trace(model, new int[] {1, 512}))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("The token id 512 is outside the model's vocabulary of 0 to 511.");
            assertThatThrownBy(() -> trace(model, new int[65]))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("65 tokens is longer than the 64");
            assertThatThrownBy(() -> trace(model, new int[0])).isInstanceOf(BadInputException.class);
            assertThatThrownBy(model::tokenizer)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("has no tokenizer, so");
        }
    }

    @Test
    void aClosedModelSaysSo() throws InterruptedException {
        LanguageModel model = open(FIXTURES.resolve("olmoe"));
        CountDownLatch running = new CountDownLatch(1);
        Throwable[] seen = new Throwable[1];
        Thread worker = Thread.ofPlatform().start(() -> {
            try {
                model.score(different(50_000), step -> running.countDown(), new Cancellation());
            } catch (IllegalStateException expected) {
                seen[0] = expected;
            }
        });
        running.await();
        assertThatThrownBy(() -> trace(model, TEXT)).hasMessageContaining("one at a time");
        model.close();
        worker.join();
        assertThat(seen[0]).hasMessage("the model was closed while it was computing");
        assertThatThrownBy(() -> trace(model, TEXT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the model has been closed");
        model.close();
    }

    @Test
    void aTraceFileHasTheReferencesKeys() {
        Path out = temporary.resolve("trace.safetensors");
        try (LanguageModel model = open(FIXTURES.resolve("olmoe"))) {
            List<int[]> sequences = List.of(new int[] {1, 2, 3}, new int[] {4, 5});
            TraceFile.write(model, sequences, Capture.ALL, out, Progress.none(), new Cancellation());
            TensorFile file = new TensorFile(out);
            assertThat(SafetensorsFile.read(out).tensors())
                    .extracting(tensor -> tensor.name())
                    .contains("hidden_states.3", "router_logits.2", "topk_indices.0", "topk_weights.0");
            assertThat(file.get("input_ids").longs()).containsExactly(1, 2, 3, 4, 5, 0);
            assertThat(file.get("attention_mask").longs()).containsExactly(1, 1, 1, 1, 1, 0);
            assertThat(file.get("logits").shape()).containsExactly(2, 3, 512);
            assertThat(file.get("router_logits.1").shape()).containsExactly(6, 8);
            assertThat(file.get("topk_indices.1").shape()).containsExactly(6, 4);
            Matrix alone = trace(model, new int[] {4, 5}).logits().orElseThrow();
            assertThat(file.get("logits").floats()[4 * 512 + 9]).isCloseTo(alone.get(1, 9), within(2e-5f));
        }
    }
}
