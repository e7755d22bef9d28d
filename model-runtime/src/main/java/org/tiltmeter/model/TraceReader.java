package org.tiltmeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.work.BadInputException;

/// Takes what a pass captured out of the kernels and deals it out to the sequences of the batch, padding left out.
final class TraceReader {

    /// Tokens whose logits are computed at once.
    private static final int ROWS_AT_ONCE = 128;

    /// Memory of the engine that results may hold together which nobody has released.
    private static final long MOST_KEPT_BYTES = 256L << 20;

    private final TorchScript script;
    private final Blueprint blueprint;
    private final Batch batch;
    private final Optional<Trace> source;
    private final Runnable check;

    /// @param source what the encoder yielded, if there is one
    /// @param check called between calls to the engine; throws to stop
    TraceReader(TorchScript script, Blueprint blueprint, Batch batch, Optional<Trace> source, Runnable check) {
        this.source = source;
        this.check = check;
        this.script = script;
        this.blueprint = blueprint;
        this.batch = batch;
    }

    /// Adds what the kernels shall capture besides hidden states and routing.
    ///
    /// @throws BadInputException if the model lacks a layer
    static void ask(Capture capture, Blueprint blueprint, Map<String, Tensor> asked) {
        if (capture.expertNorms()) {
            asked.put("watch_norms", Pass.NOTHING);
        }
        if (capture.branches()) {
            asked.put("watch_branches", Pass.NOTHING);
        }
        int layers = blueprint.sizes().layers();
        Stream.concat(capture.attention().stream(), capture.neurons().stream())
                .filter(layer -> layer < 0 || layer >= layers)
                .findFirst()
                .ifPresent(layer -> {
                    throw new BadInputException(
                            "The model has the layers 0 to %d, no layer %d.".formatted(layers - 1, layer));
                });
        capture.attention().forEach(layer -> asked.put("watch_attention." + layer, Pass.NOTHING));
        capture.neurons().forEach(layer -> asked.put("watch_neurons." + layer, Pass.NOTHING));
    }

    /// One trace per row of the batch.
    List<Trace> read(Capture capture) {
        int layers = blueprint.sizes().layers();
        List<Optional<Matrix>> logits = capture.logits() ? some(logits()) : nothing();
        List<List<Matrix>> states = new ArrayList<>();
        List<Optional<Matrix>> last = nothing();
        if (capture.hiddenStates()) {
            for (int i = 0; i <= layers; i++) {
                states.add(keep("hidden_states." + i));
            }
            last = some(keep("last_layer_output"));
        }
        List<List<RoutingTrace>> routing = new ArrayList<>();
        List<List<RoutingTrace>> attentionRouting = new ArrayList<>();
        for (int layer : capture.routing() ? blueprint.expertLayers() : List.<Integer>of()) {
            routing.add(takeRouting("", layer, capture.expertNorms()));
            if ("mixture".equals(kind(layer, "attention"))) {
                attentionRouting.add(takeRouting("attn_", layer, false));
            }
        }
        List<List<BranchTrace>> branches = new ArrayList<>();
        for (int layer = 0; capture.branches() && layer < layers; layer++) {
            branches.add(takeBranches(layer));
        }
        List<List<AttentionTrace>> attention = new ArrayList<>();
        for (int layer : new TreeSet<>(capture.attention())) {
            if (!List.of("mamba", "lightning").contains(kind(layer, "attention"))) {
                attention.add(takeAttention(layer));
            }
        }
        List<List<NeuronTrace>> neurons = new ArrayList<>();
        for (int layer : new TreeSet<>(capture.neurons())) {
            if (!kind(layer, "feed_forward").equals("experts")) {
                neurons.add(take("neurons." + layer).stream()
                        .map(matrix -> new NeuronTrace(layer, matrix))
                        .toList());
            }
        }
        List<Trace> traces = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            traces.add(new Trace(
                    batch.rows().get(row).clone(),
                    logits.get(row),
                    each(states, row),
                    last.get(row),
                    each(routing, row),
                    each(branches, row),
                    each(attention, row),
                    each(neurons, row),
                    each(attentionRouting, row),
                    source));
        }
        return traces;
    }

    private static <T> List<T> each(List<List<T>> layers, int row) {
        return layers.stream().map(rows -> rows.get(row)).toList();
    }

    private static List<Optional<Matrix>> some(List<Matrix> matrices) {
        return matrices.stream().map(Optional::of).toList();
    }

    private List<Optional<Matrix>> nothing() {
        return Collections.nCopies(batch.size(), Optional.empty());
    }

    private String kind(int layer, String name) {
        return blueprint.parts().get(layer + 1).kinds().getOrDefault(name, "");
    }

    /// Logits of every token, some rows at a time.
    private List<Matrix> logits() {
        long[] places = places();
        List<KeptTensor> blocks = new ArrayList<>();
        try {
            for (int from = 0; from < places.length; from += ROWS_AT_ONCE) {
                check.run();
                long[] some = Arrays.copyOfRange(places, from, Math.min(places.length, from + ROWS_AT_ONCE));
                blocks.add(script.keep("computed_logits_at", Tensor.of(some, some.length)));
            }
        } catch (RuntimeException failure) {
            blocks.forEach(KeptTensor::close);
            throw failure;
        }
        int[] starts = new int[batch.size()];
        int[] lengths = lengths();
        for (int row = 1; row < starts.length; row++) {
            starts[row] = starts[row - 1] + lengths[row - 1];
        }
        int vocabulary = blocks.getFirst().size() / Math.min(places.length, ROWS_AT_ONCE);
        return KeptRows.deal(blocks, ROWS_AT_ONCE, vocabulary, starts, lengths, MOST_KEPT_BYTES);
    }

    /// What was captured under a name, `[batch, tokens, columns]`, dealt out to the texts where it lies.
    private List<Matrix> keep(String name) {
        KeptTensor tensor = script.keep("take_computed", name);
        int rows = batch.size() * batch.length();
        int[] starts = IntStream.range(0, batch.size())
                .map(row -> row * batch.length())
                .toArray();
        return KeptRows.deal(List.of(tensor), rows, tensor.size() / rows, starts, lengths(), MOST_KEPT_BYTES);
    }

    private int[] lengths() {
        return batch.rows().stream().mapToInt(row -> row.length).toArray();
    }

    /// Where the tokens of all rows lie in the batch, padding left out.
    private long[] places() {
        LongStream.Builder places = LongStream.builder();
        for (int row = 0; row < batch.size(); row++) {
            for (int token = 0; token < batch.rows().get(row).length; token++) {
                places.add((long) row * batch.length() + token);
            }
        }
        return places.build().toArray();
    }

    private List<RoutingTrace> takeRouting(String prefix, int layer, boolean lengths) {
        List<Matrix> routerLogits = take(prefix + "router_logits." + layer);
        Tensor chosen = (Tensor) script.call("take", prefix + "topk_indices." + layer);
        List<Matrix> weights = take(prefix + "topk_weights." + layer);
        List<Optional<Matrix>> norms = lengths ? some(take("expert_norms." + layer)) : nothing();
        List<RoutingTrace> traces = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            traces.add(new RoutingTrace(
                    layer, routerLogits.get(row), chosen(chosen, row), weights.get(row), norms.get(row)));
        }
        return traces;
    }

    private List<BranchTrace> takeBranches(int layer) {
        List<Matrix> attention = take("attention_output." + layer);
        List<Matrix> inputs = take("feed_forward_input." + layer);
        List<Matrix> outputs = take("feed_forward_output." + layer);
        List<BranchTrace> traces = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            traces.add(new BranchTrace(layer, attention.get(row), inputs.get(row), outputs.get(row)));
        }
        return traces;
    }

    /// Of `[batch, heads, tokens, tokens]` what is no padding.
    private List<AttentionTrace> takeAttention(int layer) {
        List<AttentionTrace> traces = new ArrayList<>();
        int length = batch.length();
        script.read(
                numbers -> {
                    int heads = numbers.remaining() / (batch.size() * length * length);
                    for (int row = 0; row < batch.size(); row++) {
                        int tokens = batch.rows().get(row).length;
                        float[] values = new float[heads * tokens * tokens];
                        for (int i = 0; i < heads * tokens; i++) {
                            int from = ((row * heads + i / tokens) * length + i % tokens) * length;
                            numbers.get(from, values, i * tokens, tokens);
                        }
                        traces.add(new AttentionTrace(layer, heads, tokens, values));
                    }
                },
                "take",
                "attentions." + layer);
        return traces;
    }

    /// What was captured under a name, `[batch, tokens, columns]` or `[batch * tokens, columns]`, row by row without
    /// padding.
    private List<Matrix> take(String name) {
        List<Matrix> matrices = new ArrayList<>();
        script.read(
                numbers -> {
                    int columns = numbers.remaining() / (batch.size() * batch.length());
                    for (int row = 0; row < batch.size(); row++) {
                        int tokens = batch.rows().get(row).length;
                        float[] values = new float[tokens * columns];
                        numbers.get(row * batch.length() * columns, values);
                        matrices.add(new Matrix(tokens, columns, values));
                    }
                },
                "take",
                name);
        return matrices;
    }

    /// Chosen experts, without the places at the end of a row that choose none.
    private int[][] chosen(Tensor tensor, int row) {
        int columns = Math.toIntExact(tensor.shape()[1]);
        int[][] chosen = new int[batch.rows().get(row).length][];
        for (int token = 0; token < chosen.length; token++) {
            int from = (row * batch.length() + token) * columns;
            chosen[token] = Arrays.stream(tensor.longs(), from, from + columns)
                    .takeWhile(expert -> expert >= 0)
                    .mapToInt(Math::toIntExact)
                    .toArray();
        }
        return chosen;
    }
}
