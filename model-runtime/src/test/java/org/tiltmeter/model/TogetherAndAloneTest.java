package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tiltmeter.architecture.ModelKind;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// In every family of reference fixtures, texts of different lengths that are computed together get what each gets
/// alone: hidden states, logits and scores, as a batch and as a tree of shared beginnings.
class TogetherAndAloneTest {

    private static final double TOLERANCE = 2e-4;

    private static final List<int[]> TEXTS = List.of(
            new int[] {5, 17, 300, 42, 8, 511, 3},
            new int[] {5, 17, 300, 42},
            new int[] {5, 17, 300, 42, 8, 12, 13, 14, 15, 16},
            new int[] {9, 8});

    static Stream<String> fixtures() throws IOException {
        Path golden = Path.of(System.getProperty("tiltmeter.shared", "shared"), "golden");
        if (!Files.isDirectory(golden)) {
            return Stream.of("the reference fixtures");
        }
        try (Stream<Path> folders = Files.list(golden)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("config.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void givesTheSame(String fixture) {
        Path folder = Path.of(System.getProperty("tiltmeter.shared", "shared"), "golden", fixture);
        assumeTrue(Files.isDirectory(folder), fixture + " is not there");
        OpenSettings exact = new OpenSettings(ComputeType.EXACT, 0);
        try (LanguageModel opened = LanguageModels.open(folder, exact, Progress.none(), new Cancellation())) {
            boolean reads = opened.summary().kind() == ModelKind.ENCODER_DECODER;
            LanguageModel model = reads ? opened.given(new int[] {11, 12, 13, 2}) : opened;
            List<Trace> together = model.trace(TEXTS, Capture.ALL, Progress.none(), new Cancellation());
            boolean scores = opened.summary().kind() != ModelKind.MASKED
                    || opened.summary().tokenizerFile().isPresent();
            List<SequenceScore> scored = scores ? model.score(TEXTS, Progress.none(), new Cancellation()) : List.of();
            for (int i = 0; i < TEXTS.size(); i++) {
                Trace alone = model.trace(List.of(TEXTS.get(i)), Capture.ALL, Progress.none(), new Cancellation())
                        .getFirst();
                close(together.get(i).logits().orElseThrow(), alone.logits().orElseThrow());
                for (int state = 0; state < alone.hiddenStates().size(); state++) {
                    close(
                            together.get(i).hiddenStates().get(state),
                            alone.hiddenStates().get(state));
                }
                if (scores) {
                    double[] expected = model.score(List.of(TEXTS.get(i)), Progress.none(), new Cancellation())
                            .getFirst()
                            .logProbabilities();
                    assertThat(scored.get(i).logProbabilities()).containsExactly(expected, within(TOLERANCE));
                }
            }
        }
    }

    private static void close(Matrix found, Matrix expected) {
        assertThat(found.values()).hasSameSizeAs(expected.values());
        for (int i = 0; i < found.values().length; i++) {
            double wanted = expected.values()[i];
            assertThat((double) found.values()[i]).isCloseTo(wanted, within(TOLERANCE * (1 + Math.abs(wanted))));
        }
    }
}
