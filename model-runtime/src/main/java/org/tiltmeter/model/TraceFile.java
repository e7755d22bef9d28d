package org.tiltmeter.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.tiltmeter.checkpoint.SafetensorsWriter;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Writes traces as one safetensors file for other programs to read.
///
/// Several sequences are padded on the right with 0, and 0 stands wherever a sequence has ended. Keys: `input_ids` and
/// `attention_mask` `[batch, tokens]` int64, `logits` `[batch, tokens, vocabulary]`, `hidden_states.<i>` `[batch,
/// tokens, hidden]`, `router_logits.<layer>` `[batch * tokens, experts]`, `topk_indices.<layer>` (int64) and
/// `topk_weights.<layer>` `[batch * tokens, k]`.
public final class TraceFile {

    private TraceFile() {}

    /// Traces the sequences and writes the file.
    ///
    /// @param hidden whether hidden states are written
    /// @throws BadInputException if the file cannot be written, or a sequence does not suit the model
    public static void write(
            LanguageModel model,
            List<int[]> sequences,
            boolean hidden,
            Path out,
            Progress progress,
            Cancellation cancellation) {
        List<Trace> traces = model.trace(sequences, new Capture(true, hidden, true), progress, cancellation);
        SafetensorsWriter writer = new SafetensorsWriter();
        int rows = traces.size();
        int length = traces.stream().mapToInt(Trace::tokens).max().orElse(0);
        long[] ids = new long[rows * length];
        long[] mask = new long[rows * length];
        for (int row = 0; row < rows; row++) {
            int[] sequence = traces.get(row).ids();
            for (int i = 0; i < sequence.length; i++) {
                ids[row * length + i] = sequence[i];
                mask[row * length + i] = 1;
            }
        }
        writer.longs("input_ids", ids, rows, length).longs("attention_mask", mask, rows, length);
        Trace first = traces.getFirst();
        first.logits()
                .ifPresent(logits -> writer.floats(
                        "logits",
                        padded(traces, length, trace -> trace.logits().orElseThrow()),
                        rows,
                        length,
                        logits.columns()));
        for (int i = 0; i < first.hiddenStates().size(); i++) {
            int index = i;
            writer.floats(
                    "hidden_states." + i,
                    padded(traces, length, trace -> trace.hiddenStates().get(index)),
                    rows,
                    length,
                    first.hiddenStates().get(i).columns());
        }
        for (int i = 0; i < first.routing().size(); i++) {
            routing(writer, traces, i, length);
        }
        try {
            writer.write(out);
        } catch (IOException failure) {
            throw new BadInputException(
                    out + " cannot be written (" + failure.getMessage() + "); choose another place.", failure);
        }
    }

    private static void routing(SafetensorsWriter writer, List<Trace> traces, int index, int length) {
        RoutingTrace first = traces.getFirst().routing().get(index);
        long rows = (long) traces.size() * length;
        int chosen = first.weights().columns();
        writer.floats(
                "router_logits." + first.layer(),
                padded(traces, length, trace -> trace.routing().get(index).routerLogits()),
                rows,
                first.experts());
        long[] indices = new long[Math.toIntExact(rows * chosen)];
        for (int row = 0; row < traces.size(); row++) {
            int[][] experts = traces.get(row).routing().get(index).chosen();
            for (int token = 0; token < experts.length; token++) {
                for (int i = 0; i < chosen; i++) {
                    indices[(row * length + token) * chosen + i] = experts[token][i];
                }
            }
        }
        writer.longs("topk_indices." + first.layer(), indices, rows, chosen);
        writer.floats(
                "topk_weights." + first.layer(),
                padded(traces, length, trace -> trace.routing().get(index).weights()),
                rows,
                chosen);
    }

    private static float[] padded(List<Trace> traces, int length, Function<Trace, Matrix> part) {
        int columns = part.apply(traces.getFirst()).columns();
        float[] all = new float[Math.multiplyExact(Math.multiplyExact(traces.size(), length), columns)];
        for (int row = 0; row < traces.size(); row++) {
            float[] values = part.apply(traces.get(row)).values();
            System.arraycopy(values, 0, all, row * length * columns, values.length);
        }
        return all;
    }
}
