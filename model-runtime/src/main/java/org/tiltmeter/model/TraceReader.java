package org.tiltmeter.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.architecture.Blueprint;

/// Takes what a pass captured out of the kernels and deals it out to the sequences of the batch, padding left out.
final class TraceReader {

    /// Tokens whose logits are held at once.
    private static final int ROWS_AT_ONCE = 128;

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

    /// One trace per row of the batch.
    List<Trace> read(Capture capture) {
        List<Optional<Matrix>> logits = new ArrayList<>();
        List<List<Matrix>> hidden = new ArrayList<>();
        List<List<RoutingTrace>> routing = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            hidden.add(new ArrayList<>());
            routing.add(new ArrayList<>());
        }
        if (capture.logits()) {
            logits().forEach(matrix -> logits.add(Optional.of(matrix)));
        } else {
            batch.rows().forEach(row -> logits.add(Optional.empty()));
        }
        if (capture.hiddenStates()) {
            for (int i = 0; i <= blueprint.sizes().layers(); i++) {
                List<Matrix> states = take("hidden_states." + i);
                for (int row = 0; row < batch.size(); row++) {
                    hidden.get(row).add(states.get(row));
                }
            }
        }
        List<List<RoutingTrace>> attentionRouting = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            attentionRouting.add(new ArrayList<>());
        }
        if (capture.routing()) {
            for (int layer : blueprint.expertLayers()) {
                if ("mixture".equals(blueprint.parts().get(layer + 1).kinds().get("attention"))) {
                    takeRouting("attn_", layer, attentionRouting);
                }
                takeRouting("", layer, routing);
            }
        }
        List<Trace> traces = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            traces.add(new Trace(
                    batch.rows().get(row).clone(),
                    logits.get(row),
                    hidden.get(row),
                    routing.get(row),
                    attentionRouting.get(row),
                    source));
        }
        return traces;
    }

    /// Logits of every token, some rows at a time: those of all are often more than the model itself.
    private List<Matrix> logits() {
        List<float[]> logits = new ArrayList<>();
        List<Long> places = new ArrayList<>();
        List<int[]> targets = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            for (int token = 0; token < batch.rows().get(row).length; token++) {
                places.add((long) row * batch.length() + token);
                targets.add(new int[] {row, token});
            }
        }
        for (int from = 0; from < places.size(); from += ROWS_AT_ONCE) {
            check.run();
            List<int[]> some = targets.subList(from, Math.min(places.size(), from + ROWS_AT_ONCE));
            long[] asked = places.subList(from, from + some.size()).stream()
                    .mapToLong(Long::longValue)
                    .toArray();
            script.read(
                    numbers -> {
                        int vocabulary = numbers.remaining() / some.size();
                        for (int[] target : some) {
                            if (target[0] == logits.size()) {
                                int tokens = batch.rows().get(target[0]).length;
                                logits.add(new float[Math.multiplyExact(tokens, vocabulary)]);
                            }
                            numbers.get(logits.get(target[0]), target[1] * vocabulary, vocabulary);
                        }
                    },
                    "logits_at",
                    Tensor.of(asked, asked.length));
        }
        List<Matrix> matrices = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            int tokens = batch.rows().get(row).length;
            matrices.add(new Matrix(tokens, logits.get(row).length / tokens, logits.get(row)));
        }
        return matrices;
    }

    private void takeRouting(String prefix, int layer, List<List<RoutingTrace>> routing) {
        List<Matrix> routerLogits = take(prefix + "router_logits." + layer);
        Tensor chosen = (Tensor) script.call("take", prefix + "topk_indices." + layer);
        List<Matrix> weights = take(prefix + "topk_weights." + layer);
        for (int row = 0; row < batch.size(); row++) {
            routing.get(row)
                    .add(new RoutingTrace(layer, routerLogits.get(row), integers(chosen, row), weights.get(row)));
        }
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

    private int[][] integers(Tensor tensor, int row) {
        long[] shape = tensor.shape();
        int columns = Math.toIntExact(shape[shape.length - 1]);
        int[][] integers = new int[batch.rows().get(row).length][columns];
        for (int token = 0; token < integers.length; token++) {
            for (int i = 0; i < columns; i++) {
                integers[token][i] = (int) tensor.longs()[(row * batch.length() + token) * columns + i];
            }
        }
        return integers;
    }
}
