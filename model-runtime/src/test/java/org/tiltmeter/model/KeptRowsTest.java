package org.tiltmeter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tiltmeter.architecture.RandomModel;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class KeptRowsTest {

    private static final int WORDS = 11;
    private static final String CONFIG = """
        {"model_type": "llama", "hidden_size": 8, "intermediate_size": 12, "num_attention_heads": 2,
         "num_key_value_heads": 2, "num_hidden_layers": 1, "max_position_embeddings": 256, "vocab_size": 11,
         "rms_norm_eps": 1e-6, "tie_word_embeddings": false}
        """;

    @TempDir
    Path temporary;

    private LanguageModel open(StoredType type) throws IOException {
        Path config = Files.writeString(temporary.resolve("config.json"), CONFIG);
        Path folder = temporary.resolve(type.name());
        RandomModel.write(config, folder, type, 7, Progress.none(), new Cancellation());
        return LanguageModels.open(folder, new OpenSettings(ComputeType.FAST, 1), Progress.none(), new Cancellation());
    }

    private static List<Trace> traces(LanguageModel model, List<int[]> texts) {
        return model.trace(texts, Capture.ALL, Progress.none(), new Cancellation());
    }

    /// Texts whose tokens together are more than one block of rows, and that do not begin where blocks do.
    private static List<int[]> texts() {
        return List.of(text(100), text(3), text(130), text(1));
    }

    private static int[] text(int tokens) {
        return IntStream.range(0, tokens).map(i -> (i * 7 + tokens) % WORDS).toArray();
    }

    /// Bytes that are held before a test. What other tests left behind may be given back at any time, so the number
    /// can only become smaller without the test's doing.
    private static long bytesHeldBefore() {
        System.gc();
        return KeptTensor.keptBytes();
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "BF16", "F16"})
    void everyRowIsWhatTheHeadMakesOfTheLastLayer(StoredType type) throws IOException {
        try (LanguageModel model = open(type)) {
            for (Trace trace : traces(model, texts())) {
                Matrix logits = trace.logits().orElseThrow();
                assertThat(logits.rows()).isEqualTo(trace.tokens());
                assertThat(logits.columns()).isEqualTo(WORDS);
                Matrix alone = model.unembed(trace.lastLayerOutput().orElseThrow());
                assertThat(logits.values()).containsExactly(alone.values(), within(1e-6f));
            }
        }
    }

    @Test
    void logitsOutliveTheModelUntilEveryTextHasReleasedThem() throws IOException {
        long before = bytesHeldBefore();
        List<Trace> found;
        try (LanguageModel model = open(StoredType.BF16)) {
            found = traces(model, texts());
        }
        long ours = 234L * (WORDS + 3 * 8) * Short.BYTES;
        assertThat(KeptTensor.keptBytes()).isGreaterThanOrEqualTo(ours);
        float[] row = found.get(2).logits().orElseThrow().row(129);
        found.getFirst().release();
        found.getFirst().release();
        assertThatThrownBy(() -> found.getFirst().logits().orElseThrow().row(0))
                .isInstanceOf(IllegalStateException.class);
        assertThat(found.get(2).logits().orElseThrow().row(129)).isEqualTo(row);
        found.forEach(Trace::release);
        assertThat(KeptTensor.keptBytes()).isLessThanOrEqualTo(before);
        assertThatThrownBy(() -> found.get(2).logits().orElseThrow().row(129))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsTooMuchForTheEnginesMemoryIsCopied() {
        String source = """
            class Kernels(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              _is_full_backward_hook : Optional[bool]
              def halves(self: __torch__.Kernels, values: Tensor) -> Tensor:
                return values.to(15)
            """;
        try (TorchScript script = TorchScript.load(Map.of("__torch__.py", source), List.of())) {
            Tensor values = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
            int[] starts = {0, 2};
            int[] lengths = {2, 1};
            long before = bytesHeldBefore();
            KeptTensor tensor = script.keep("halves", values);
            assertThat(KeptTensor.keptBytes()).isBetween(12L, before + 12);
            List<Matrix> copied = KeptRows.deal(List.of(tensor), 3, 2, starts, lengths, 11);
            assertThat(KeptTensor.keptBytes()).isLessThanOrEqualTo(before);
            assertThatThrownBy(() -> tensor.copy(0, new float[1])).isInstanceOf(IllegalStateException.class);
            assertThat(copied.getLast().values()).containsExactly(5, 6);
            KeptTensor other = script.keep("halves", values);
            List<Matrix> kept = KeptRows.deal(List.of(other), 3, 2, starts, lengths, before + 12);
            assertThat(kept.getFirst().row(1)).containsExactly(3, 4);
            assertThat(kept.getFirst().values()).containsExactly(1, 2, 3, 4);
            float[] unread = new float[2];
            other.copy(4, unread);
            assertThat(unread).as("the other text has not been read").containsExactly(5, 6);
            kept.getLast().release();
            assertThat(KeptTensor.keptBytes()).isLessThanOrEqualTo(before);
            assertThatThrownBy(() -> other.copy(0, new float[1])).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void numbersThatWereReadStayWhenTheRestIsReleased() throws IOException {
        try (LanguageModel model = open(StoredType.BF16)) {
            Trace trace = traces(model, texts()).getFirst();
            Matrix state = trace.hiddenStates().getFirst();
            float[] row = state.row(99);
            assertThat(state.values()).hasSize(100 * 8).endsWith(row);
            trace.release();
            assertThat(state.row(99)).isEqualTo(row);
            assertThatThrownBy(() -> trace.hiddenStates().getLast().values()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void rowsOutsideTheTextAreRefused() {
        Matrix matrix = new Matrix(2, 2, new float[] {1, 2, 3, 4}).from(1);
        assertThat(matrix.row(0)).containsExactly(3, 4);
        assertThatThrownBy(() -> matrix.row(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> matrix.row(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
