package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.architecture.ModelInspection;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.Fingerprints;
import org.tiltmeter.checkpoint.TorchFile;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

/// Models that are TorchScript files, well-meant and hostile ones.
class TorchFileModelTest {

    private static final String HEADER = """
        class Kernels(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          _is_full_backward_hook : Optional[bool]
        """;

    /// Logits that depend on the sum of all tokens so far, of a vocabulary of 5.
    private static final String SUMS = """
        def sums(self, ids: Tensor) -> Tensor:
          s = torch.to(torch.cumsum(ids, 1), 6)
          return torch.sin(torch.mul(torch.unsqueeze(torch.add(s, 1.0), -1), torch.arange(1, 6, dtype=6)))
        """;

    private static final String LOGITS_ONLY = SUMS + """
        def forward(self, ids: Tensor) -> Dict[str, Tensor]:
          return {"logits": self.sums(ids)}
        """;

    private static final String COMPLETE = SUMS + """
        def forward(self, ids: Tensor) -> Dict[str, Tensor]:
          x = self.sums(ids)
          return {"logits": x, "hidden_states.0": torch.mul(x, 2.0), "hidden_states.1": torch.mul(x, 3.0), "router_logits.0": torch.slice(torch.squeeze(x, 0), 1, 0, 4)}
        """;

    @TempDir
    Path folder;

    @AfterEach
    void waitForCodeThatWasGivenUp() throws InterruptedException {
        for (int i = 0; i < 600 && LanguageModels.areRunningCode(); i++) {
            Thread.sleep(50);
        }
        assertThat(LanguageModels.areRunningCode()).isFalse();
    }

    private Path file(String methods) throws IOException {
        Path file = folder.resolve("model.pt");
        Files.write(file, ScriptArchive.of(Map.of("__torch__.py", HEADER + methods.indent(2)), List.of()));
        return file;
    }

    private static LanguageModel open(Path file) {
        return LanguageModels.openTrusted(file, OpenSettings.AUTOMATIC, Progress.none(), new Cancellation());
    }

    private static double logit(int[] ids, int place, int token) {
        return Math.sin((Arrays.stream(ids, 0, place + 1).sum() + 1.0) * (token + 1));
    }

    @Test
    void givesWhatForwardReturns() throws IOException {
        try (LanguageModel model = open(file(COMPLETE))) {
            ModelSummary summary = model.summary();
            assertThat(summary.containsCode()).isTrue();
            assertThat(summary.vocabulary()).isEqualTo(5);
            assertThat(summary.layers()).isEqualTo(1);
            assertThat(summary.hiddenSize()).isEqualTo(5);
            assertThat(summary.experts()).contains(new ModelSummary.Experts(4, 0, 1));
            int[] ids = {1, 4, 2};
            List<Trace> traces =
                    model.trace(List.of(ids, new int[] {3}), Capture.ALL, Progress.none(), new Cancellation());
            Trace trace = traces.getFirst();
            assertThat(trace.logits().orElseThrow().get(1, 3)).isCloseTo((float) logit(ids, 1, 3), within(1e-6f));
            assertThat(trace.hiddenStates()).hasSize(2);
            assertThat(trace.hiddenStates().get(1).get(2, 0)).isCloseTo((float) (3 * logit(ids, 2, 0)), within(1e-5f));
            assertThat(trace.routing().getFirst().routerLogits().get(2, 3))
                    .isCloseTo((float) logit(ids, 2, 3), within(1e-6f));
            assertThat(trace.routing().getFirst().chosen()[0]).isEmpty();
            assertThat(traces.get(1).tokens()).isEqualTo(1);
        }
    }

    @Test
    void scoresEachTextAndContinuesFromTheBeginning() throws IOException {
        try (LanguageModel model = open(file(LOGITS_ONLY))) {
            int[] ids = {2, 3, 1};
            SequenceScore score = model.score(List.of(ids), Progress.none(), new Cancellation())
                    .getFirst();
            double sum = 0;
            for (int token = 0; token < 5; token++) {
                sum += Math.exp(logit(ids, 1, token));
            }
            assertThat(score.logProbabilities()[0]).isZero();
            assertThat(score.logProbabilities()[2]).isCloseTo(logit(ids, 1, 1) - Math.log(sum), within(1e-6));
            Generation generation =
                    model.generate(ids, GenerationSettings.greedy(3), Progress.none(), new Cancellation());
            int[] expected = ids;
            for (int i = 0; i < 3; i++) {
                int best = 0;
                for (int token = 1; token < 5; token++) {
                    boolean better =
                            logit(expected, expected.length - 1, token) > logit(expected, expected.length - 1, best);
                    best = better ? token : best;
                }
                expected = Arrays.copyOf(expected, expected.length + 1);
                expected[expected.length - 1] = best;
            }
            assertThat(generation.ids()).isEqualTo(Arrays.copyOfRange(expected, 3, 6));
        }
    }

    @Test
    void endsAndFitsAsTheFilesBesideItSay() throws IOException {
        Path file = file(LOGITS_ONLY);
        Files.writeString(folder.resolve("config.json"), "{\"n_positions\": 4, \"eos_token_id\": [0, 1, 2, 3, 4]}");
        try (LanguageModel model = open(file)) {
            Generation generation =
                    model.generate(new int[] {1}, GenerationSettings.greedy(3), Progress.none(), new Cancellation());
            assertThat(generation.ended()).isTrue();
            assertThat(generation.ids()).isEmpty();
            refused(() -> model.score(List.of(new int[5]), Progress.none(), new Cancellation()))
                    .contains("5 tokens is longer than the 4");
            refused(() -> model.score(List.of(new int[] {5}), Progress.none(), new Cancellation()))
                    .contains("outside the model's vocabulary of 0 to 4");
            refused(model::tokenizer).contains("tokenizer");
        }
    }

    @Test
    void refusesWhatTheInterfaceCannotGive() throws IOException {
        try (LanguageModel model = open(file(LOGITS_ONLY))) {
            List<int[]> texts = List.of(new int[] {1});
            refused(() -> model.trace(texts, Capture.ALL, Progress.none(), new Cancellation()))
                    .contains("no hidden_states");
            refused(() -> model.trace(texts, Capture.NOTHING.withExpertNorms(), Progress.none(), new Cancellation()))
                    .contains("at most");
            refused(() -> model.with(
                            Interventions.of(new Intervention.SilenceNeurons(0, new int[] {0}, Positions.all()))))
                    .contains("neither changed nor taken apart");
            refused(() -> model.given(new int[] {1})).contains("no encoder");
            assertThat(model.trace(texts, Capture.ROUTING, Progress.none(), new Cancellation())
                            .getFirst()
                            .routing())
                    .isEmpty();
        }
    }

    @Test
    void runsNoCodeUnlessTrusted() throws IOException {
        Path file = file(LOGITS_ONLY);
        refused(() -> LanguageModels.open(file, OpenSettings.AUTOMATIC, Progress.none(), new Cancellation()))
                .contains("--trust-code");
        ModelSummary summary = ModelInspection.inspect(file, Progress.none(), new Cancellation());
        assertThat(summary.containsCode()).isTrue();
        assertThat(summary.name()).isEqualTo("model.pt");
        assertThat(summary.weightBytes()).isEqualTo(Files.size(file));
        assertThat(Fingerprints.of(file, Progress.none(), new Cancellation())).containsOnlyKeys("model.pt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ids: Tensor) -> Tensor:       | return ids                                            | returns a tensor [1, 1], not a dictionary
        ids: Tensor) -> List[Tensor]: | return [ids]                                          | returns a list or tuple of 1, not a dictionary
        ids: Tensor) -> int:          | return 3                                              | returns a value 3, not a dictionary
        ids: Tensor) -> None:         | return None                                           | returns nothing, not a dictionary
        ids: Tensor) -> Dict[int, Tensor]: | return {1: ids}                                  | The forward of
        ids: Tensor) -> Dict[str, int]: | return {"logits": 1}                                | returns no tensor logits
        ids: Tensor) -> Dict[str, Tensor]: | return {"scores": ids}                           | returns no tensor logits but [scores]
        ids: Tensor) -> Dict[str, Tensor]: | return {"logits": ids}                           | returns logits as integers [1, 1]
        ids: Tensor) -> Dict[str, Tensor]: | return {"logits": torch.zeros([2, 1, 5])}        | returns logits as floats [2, 1, 5]
        ids: Tensor) -> Dict[str, Tensor]: | return {"logits": torch.zeros([1, 1, 5], dtype=15)} | fails for a text of 1 tokens
        ids: Tensor) -> Dict[str, Tensor]: | return {"logits": torch.rand([1, ids.size(1), 5])} | reads from left to right
        ids: Tensor) -> Dict[str, Tensor]: | return {"logits": torch.log(torch.zeros([1, ids.size(1), 5]))} | is no number
        ids: Tensor) -> Dict[str, Tensor]: | return {"logits": torch.zeros([1, 1, 5])}        | returns logits as floats [1, 1, 5] for a text of 3 tokens
        ids: Tensor, mask: Tensor) -> Dict[str, Tensor]: | return {"logits": ids}             | fails for a text of 1 tokens
        ids: str) -> Dict[str, Tensor]: | return {"logits": torch.zeros([1, 1, 5])}           | fails for a text of 1 tokens
        ids: Tensor) -> Dict[str, Tensor]: | return {"logits": torch.zeros([1, ids.size(1), 5]), "hidden_states.1": torch.zeros([1, ids.size(1), 2])} | without hidden_states.0
        ids: Tensor) -> Dict[str, Tensor]: | return {"logits": torch.zeros([1, ids.size(1), 5]), "router_logits.x": torch.zeros([1, ids.size(1), 2])} | a layer's number must follow
        ids: Tensor) -> Dict[str, Tensor]: | raise AssertionError("no licence")               | no licence
        """)
    void refusesWhatIsNoLanguageModel(String signature, String body, String says) throws IOException {
        Path file = file("def forward(self, " + signature + "\n  " + body + "\n");
        refused(() -> open(file)).contains(says).contains(file.toString());
    }

    @Test
    void refusesAFileWithoutForward() throws IOException {
        Path file = file("def other(self, ids: Tensor) -> Tensor:\n  return ids\n");
        refused(() -> open(file)).contains("forward");
    }

    @Test
    void refusesCodeThatDoesNotCompile() throws IOException {
        Path file = file("def forward(self, ids: Tensor) -> Tensor:\n  return nowhere(ids)\n");
        refused(() -> open(file)).contains("cannot be opened as TorchScript");
    }

    @Test
    void refusesDamagedFiles() throws IOException {
        byte[] sound = Files.readAllBytes(file(LOGITS_ONLY));
        Path file = folder.resolve("other.pt");
        Files.writeString(file, "not a zip");
        refused(() -> open(file)).contains("no TorchScript file");
        Files.write(file, new byte[0]);
        refused(() -> open(file)).contains("no TorchScript file");
        Files.write(file, Arrays.copyOf(sound, sound.length / 2));
        refused(() -> open(file)).contains("only a part of one");
        Files.write(file, zip("x/data.pkl"));
        refused(() -> open(file)).contains("weights without the code");
        Files.write(file, zip("x/readme.txt"));
        refused(() -> open(file)).contains("holds no model");
        Files.write(file, zip("x/data.pkl", "x/code/__torch__.py"));
        refused(() -> open(file)).contains("cannot be opened as TorchScript");
        byte[] damaged = sound.clone();
        for (int i = 60; i < 120; i++) {
            damaged[i] ^= 0x5a;
        }
        Files.write(file, damaged);
        refused(() -> open(file)).contains("cannot be opened as TorchScript");
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("nothing".getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void givesUpOnAFileThatHangs() throws IOException {
        TorchFile file = TorchFile.read(file(waits(1_000_000)));
        refused(() -> TorchFileModel.load(file, OpenSettings.AUTOMATIC, Duration.ofMillis(200), new Cancellation()))
                .contains("seems to hang");
    }

    @Test
    void hearsARequestToStopWhileItsCodeRuns() throws IOException {
        Path file = file(waits(1_000_000));
        Cancellation cancellation = new Cancellation();
        Thread asker = Thread.ofPlatform().start(() -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            cancellation.request();
        });
        assertThatThrownBy(
                        () -> LanguageModels.openTrusted(file, OpenSettings.AUTOMATIC, Progress.none(), cancellation))
                .isInstanceOf(CancelledException.class);
        assertThat(asker.isAlive()).isFalse();
    }

    private static String waits(int rounds) {
        return """
            def forward(self, ids: Tensor) -> Dict[str, Tensor]:
              x = torch.zeros([1, ids.size(1), 5])
              for i in range(%d):
                x = torch.add(x, 0.0)
              return {"logits": x}
            """.formatted(rounds);
    }

    private static AbstractStringAssert<?> refused(ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOf(BadInputException.class)
                .message()
                .doesNotContain("\n");
    }
}
