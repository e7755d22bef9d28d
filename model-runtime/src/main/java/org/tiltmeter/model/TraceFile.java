package org.tiltmeter.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tiltmeter.architecture.ModelKind;
import org.tiltmeter.checkpoint.SafetensorsWriter;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Writes traces as one safetensors file for other programs to read.
///
/// Several sequences are padded on the right with 0, and 0 stands wherever a sequence has ended. Keys: `input_ids` and
/// `attention_mask` `[batch, tokens]` int64, `logits` `[batch, tokens, vocabulary]`, `hidden_states.<i>` `[batch,
/// tokens, hidden]` and `last_layer_output` (before the final norm), `attentions.<layer>` `[batch, heads, tokens,
/// tokens]`, `router_logits.<layer>` `[batch * tokens, experts]`, `topk_indices.<layer>` (int64) and
/// `topk_weights.<layer>` `[batch * tokens, k]`, and `expert_norms.<layer>` `[batch * tokens, k]`, the norm of each
/// chosen expert's output before its weight; where attention has experts too, router logits, indices and weights also
/// with `attn_` before them. Only what was captured is there.
///
/// Of an encoder-decoder, `input_ids` and `attention_mask` are what the encoder read and `decoder_input_ids` and
/// `decoder_attention_mask` what the decoder did; hidden states are `encoder_hidden_states.<i>` and
/// `decoder_hidden_states.<i>`, and layers are named `enc.<i>` and `dec.<i>`.
public final class TraceFile {

    private final SafetensorsWriter writer = new SafetensorsWriter();

    private TraceFile() {}

    /// Traces the sequences and writes the file. An encoder-decoder reads them with its encoder, and its decoder only
    /// begins.
    ///
    /// @param capture what is written
    /// @throws BadInputException if the file cannot be written, or a sequence does not suit the model
    public static void write(
            LanguageModel model,
            List<int[]> sequences,
            Capture capture,
            Path out,
            Progress progress,
            Cancellation cancellation) {
        if (model.summary().kind() == ModelKind.ENCODER_DECODER) {
            List<int[]> nothing = sequences.stream().map(sequence -> new int[0]).toList();
            write(model, sequences, nothing, capture, out, progress, cancellation);
        } else {
            write(model.trace(sequences, capture, progress, cancellation), out);
        }
    }

    /// Traces an encoder-decoder and writes the file.
    ///
    /// @param sources what the encoder reads, one for each sequence
    /// @param sequences what the decoder reads; an empty one stands for the token with which a decoder begins
    /// @param capture what is written
    /// @throws BadInputException if the file cannot be written, or the model has no encoder, or a sequence does not
    ///     suit it
    public static void write(
            LanguageModel model,
            List<int[]> sources,
            List<int[]> sequences,
            Capture capture,
            Path out,
            Progress progress,
            Cancellation cancellation) {
        if (sources.size() != sequences.size()) {
            throw new BadInputException("%d texts for the encoder do not go with %d for the decoder; give as many."
                    .formatted(sources.size(), sequences.size()));
        }
        List<Trace> traces = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            traces.addAll(model.given(sources.get(i))
                    .trace(List.of(sequences.get(i)), capture, Progress.none(), cancellation));
            progress.report(new Progress.Step(Progress.Phase.TRACING, i + 1L, sources.size()));
        }
        write(traces, out);
    }

    private static void write(List<Trace> traces, Path out) {
        TraceFile file = new TraceFile();
        List<Trace> sources =
                traces.stream().map(Trace::source).flatMap(Optional::stream).toList();
        if (sources.isEmpty()) {
            file.add(traces, "", "", ".");
        } else {
            file.add(sources, "", "encoder_", ".enc.");
            file.add(traces, "decoder_", "decoder_", ".dec.");
        }
        try {
            file.writer.write(out);
        } catch (IOException failure) {
            throw new BadInputException(
                    out + " cannot be written (" + failure.getMessage() + "); choose another place.", failure);
        }
    }

    /// @param texts before the names of tokens and mask
    /// @param states before the names of hidden states
    /// @param layers between a name and the number of a layer
    private void add(List<Trace> traces, String texts, String states, String layers) {
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
        writer.longs(texts + "input_ids", ids, rows, length).longs(texts + "attention_mask", mask, rows, length);
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
                    states + "hidden_states." + i,
                    padded(traces, length, trace -> trace.hiddenStates().get(index)),
                    rows,
                    length,
                    first.hiddenStates().get(i).columns());
        }
        first.lastLayerOutput()
                .ifPresent(output -> writer.floats(
                        layers.substring(1) + "last_layer_output",
                        padded(traces, length, trace -> trace.lastLayerOutput().orElseThrow()),
                        rows,
                        length,
                        output.columns()));
        for (int i = 0; i < first.attention().size(); i++) {
            int index = i;
            attention(traces.stream().map(trace -> trace.attention().get(index)).toList(), layers, length);
        }
        for (int i = 0; i < first.routing().size(); i++) {
            int index = i;
            routing(traces.stream().map(trace -> trace.routing().get(index)).toList(), "", layers, length);
        }
        for (int i = 0; i < first.attentionRouting().size(); i++) {
            int index = i;
            routing(
                    traces.stream()
                            .map(trace -> trace.attentionRouting().get(index))
                            .toList(),
                    "attn_",
                    layers,
                    length);
        }
    }

    private void routing(List<RoutingTrace> traces, String prefix, String layers, int length) {
        RoutingTrace first = traces.getFirst();
        long rows = (long) traces.size() * length;
        int chosen = first.weights().columns();
        String layer = layers + first.layer();
        writer.floats(
                prefix + "router_logits" + layer,
                padded(traces, length, RoutingTrace::routerLogits),
                rows,
                first.experts());
        long[] indices = new long[Math.toIntExact(rows * chosen)];
        for (int row = 0; row < traces.size(); row++) {
            int[][] experts = traces.get(row).chosen();
            for (int token = 0; token < experts.length; token++) {
                for (int i = 0; i < chosen; i++) {
                    indices[(row * length + token) * chosen + i] = i < experts[token].length ? experts[token][i] : -1;
                }
            }
        }
        writer.longs(prefix + "topk_indices" + layer, indices, rows, chosen);
        writer.floats(prefix + "topk_weights" + layer, padded(traces, length, RoutingTrace::weights), rows, chosen);
        if (first.outputNorms().isPresent()) {
            float[] norms = padded(traces, length, trace -> trace.outputNorms().orElseThrow());
            writer.floats(prefix + "expert_norms" + layer, norms, rows, chosen);
        }
    }

    private void attention(List<AttentionTrace> traces, String layers, int length) {
        AttentionTrace first = traces.getFirst();
        int heads = first.heads();
        int size = Math.multiplyExact(Math.multiplyExact(heads, length), length);
        float[] all = new float[Math.multiplyExact(traces.size(), size)];
        for (int row = 0; row < traces.size(); row++) {
            AttentionTrace trace = traces.get(row);
            for (int from = 0; from < heads * trace.tokens(); from++) {
                int to = row * size + (from / trace.tokens() * length + from % trace.tokens()) * length;
                System.arraycopy(trace.probabilities(), from * trace.tokens(), all, to, trace.tokens());
            }
        }
        writer.floats("attentions" + layers + first.layer(), all, traces.size(), heads, length, length);
    }

    private static <T> float[] padded(List<T> traces, int length, Function<T, Matrix> part) {
        int columns = part.apply(traces.getFirst()).columns();
        float[] all = new float[Math.multiplyExact(Math.multiplyExact(traces.size(), length), columns)];
        for (int row = 0; row < traces.size(); row++) {
            float[] values = part.apply(traces.get(row)).values();
            System.arraycopy(values, 0, all, row * length * columns, values.length);
        }
        return all;
    }
}
