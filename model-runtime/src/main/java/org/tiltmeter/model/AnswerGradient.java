package org.tiltmeter.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tiltmeter.work.Progress;

/// Takes the gradient of an answer from the last layer back to the first, one layer at a time, after a pass that kept
/// its hidden states.
final class AnswerGradient {

    private final TorchScript script;
    private final int layers;

    AnswerGradient(TorchScript script, int layers) {
        this.script = script;
        this.layers = layers;
    }

    /// Gradients with respect to these hidden states in the order asked for, each `[tokens, hidden size]`.
    ///
    /// @param check called between layers; throws to stop
    List<Matrix> of(List<Integer> states, int[] positive, int[] negative, Progress progress, Runnable check) {
        Map<Integer, Matrix> found = new TreeMap<>();
        int lowest = states.stream().mapToInt(Integer::intValue).min().orElse(layers);
        keep(layers, states, script.callWithGradients("gradient_of_answer", ids(positive), ids(negative)), found);
        for (int layer = layers - 1; layer >= lowest; layer--) {
            check.run();
            Tensor index = Tensor.of(new long[] {layer}, 1);
            keep(layer, states, script.callWithGradients("gradient_through", index), found);
            progress.report(new Progress.Step(Progress.Phase.TRACING, (long) layers - layer, layers));
        }
        List<Matrix> wanted = new ArrayList<>();
        states.forEach(state -> wanted.add(Optional.ofNullable(found.get(state)).orElseThrow()));
        return wanted;
    }

    private static void keep(
            int state, Collection<Integer> wanted, Map<String, Tensor> gradient, Map<Integer, Matrix> found) {
        if (wanted.contains(state)) {
            found.put(state, gradient.values().iterator().next().matrix());
        }
    }

    private static Tensor ids(int[] tokens) {
        long[] ids = new long[tokens.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = tokens[i];
        }
        return Tensor.of(ids, ids.length);
    }
}
