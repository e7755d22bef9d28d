package org.tiltmeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.architecture.Blueprint;

/// Takes what a pass captured out of the kernels and deals it out to the sequences of the batch, padding left out.
final class TraceReader {

    private final TorchScript script;
    private final Blueprint blueprint;
    private final Batch batch;
    private final Optional<Trace> source;

    TraceReader(TorchScript script, Blueprint blueprint, Batch batch) {
        this(script, blueprint, batch, Optional.empty());
    }

    /// @param source what the encoder yielded, if there is one
    TraceReader(TorchScript script, Blueprint blueprint, Batch batch, Optional<Trace> source) {
        this.source = source;
        this.script = script;
        this.blueprint = blueprint;
        this.batch = batch;
    }

    /// One trace per row of the batch.
    List<Trace> read(Capture capture) {
        List<Optional<Matrix>> logits = new ArrayList<>();
        List<List<Matrix>> hidden = new ArrayList<>();
        List<List<RoutingTrace>> routing = new ArrayList<>();
        Optional<Tensor> all = capture.logits() ? Optional.of((Tensor) script.call("logits")) : Optional.empty();
        for (int row = 0; row < batch.size(); row++) {
            int place = row;
            logits.add(all.map(tensor -> row(tensor, place)));
            hidden.add(new ArrayList<>());
            routing.add(new ArrayList<>());
        }
        if (capture.hiddenStates()) {
            for (int i = 0; i <= blueprint.sizes().layers(); i++) {
                Tensor states = take("hidden_states." + i);
                for (int row = 0; row < batch.size(); row++) {
                    hidden.get(row).add(row(states, row));
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

    private void takeRouting(String prefix, int layer, List<List<RoutingTrace>> routing) {
        Tensor routerLogits = take(prefix + "router_logits." + layer);
        Tensor chosen = take(prefix + "topk_indices." + layer);
        Tensor weights = take(prefix + "topk_weights." + layer);
        for (int row = 0; row < batch.size(); row++) {
            routing.get(row)
                    .add(new RoutingTrace(layer, row(routerLogits, row), integers(chosen, row), row(weights, row)));
        }
    }

    private Tensor take(String name) {
        return (Tensor) script.call("take", name);
    }

    /// The tokens of one row from numbers `[batch, tokens, columns]` or `[batch * tokens, columns]`.
    private Matrix row(Tensor tensor, int row) {
        long[] shape = tensor.shape();
        int columns = Math.toIntExact(shape[shape.length - 1]);
        int from = row * batch.length() * columns;
        int tokens = batch.rows().get(row).length;
        return new Matrix(tokens, columns, Arrays.copyOfRange(tensor.floats(), from, from + tokens * columns));
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
