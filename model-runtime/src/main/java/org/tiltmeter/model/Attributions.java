package org.tiltmeter.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.architecture.Part;
import org.tiltmeter.work.BadInputException;

/// Reads direct logit attributions out of a pass that kept them, and says for which models they exist.
final class Attributions {

    private final TorchScript script;
    private final Blueprint blueprint;

    Attributions(TorchScript script, Blueprint blueprint) {
        this.script = script;
        this.blueprint = blueprint;
    }

    /// Asks the passes from now on to keep what an attribution needs.
    ///
    /// @return what is the same for every text
    double ask(int positive, int negative) {
        return ((Number) script.call("ask_direct", positive, negative)).doubleValue();
    }

    /// One attribution per row.
    ///
    /// @param traces the routing of the same pass
    List<Attribution> read(Batch batch, List<Trace> traces, int positive, int negative, double constant) {
        Tensor scale = take("scale");
        Tensor embedding = take("embedding");
        List<List<Attribution.Layer>> layers = new ArrayList<>();
        batch.rows().forEach(row -> layers.add(new ArrayList<>()));
        for (int layer = 0; layer < blueprint.sizes().layers(); layer++) {
            addLayer(batch, traces, layer, scale, layers);
        }
        List<Attribution> found = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            found.add(new Attribution(
                    batch.rows().get(row).clone(),
                    positive,
                    negative,
                    times(embedding, scale, batch, row),
                    layers.get(row),
                    constant));
        }
        return found;
    }

    private void addLayer(
            Batch batch, List<Trace> traces, int layer, Tensor scale, List<List<Attribution.Layer>> layers) {
        boolean experts = blueprint.expertLayers().contains(layer);
        Tensor attention = take("attention_output." + layer);
        Tensor feedForward = take("feed_forward_output." + layer);
        boolean decoder = blueprint.encoder().isPresent();
        Optional<Tensor> cross = decoder ? Optional.of(take("cross_output." + layer)) : Optional.empty();
        Part part = blueprint.parts().get(layer + 1);
        boolean sharedOnes = experts && !"none".equals(part.kinds().get("shared"));
        boolean biased = experts && part.tensors().containsKey("experts_bias");
        Optional<Tensor> each = experts ? Optional.of(take("experts." + layer)) : Optional.empty();
        Optional<Tensor> shared = sharedOnes ? Optional.of(take("shared." + layer)) : Optional.empty();
        Optional<Tensor> bias = biased ? Optional.of(take("experts_bias." + layer)) : Optional.empty();
        Optional<Tensor> inner =
                experts ? Optional.of(product(scale, take("branch_scale." + layer))) : Optional.empty();
        for (int i = 0; i < batch.size(); i++) {
            int row = i;
            Optional<Attribution.Experts> parts = inner.map(both -> new Attribution.Experts(
                    traces.get(row).routing().stream()
                            .filter(routing -> routing.layer() == layer)
                            .findFirst()
                            .orElseThrow()
                            .chosen(),
                    scaled(each.orElseThrow(), both, batch, row),
                    shared.map(tensor -> times(tensor, both, batch, row)),
                    bias.map(tensor -> times(tensor, both, batch, row))));
            layers.get(row)
                    .add(new Attribution.Layer(
                            layer,
                            times(attention, scale, batch, row),
                            cross.map(tensor -> times(tensor, scale, batch, row)),
                            experts ? Optional.empty() : Optional.of(times(feedForward, scale, batch, row)),
                            parts));
        }
    }

    private Tensor take(String name) {
        return (Tensor) script.call("take", "direct." + name);
    }

    private static Tensor product(Tensor a, Tensor b) {
        float[] values = a.floats().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= b.floats()[i];
        }
        return Tensor.of(values, a.shape());
    }

    /// Numbers of a row's tokens times the scale of each.
    private static float[] times(Tensor numbers, Tensor scale, Batch batch, int row) {
        int from = row * batch.length();
        int tokens = batch.rows().get(row).length;
        return Arrays.copyOfRange(product(numbers, scale).floats(), from, from + tokens);
    }

    /// The same with several numbers for each token.
    private static Matrix scaled(Tensor numbers, Tensor scale, Batch batch, int row) {
        int columns = numbers.floats().length / scale.floats().length;
        int tokens = batch.rows().get(row).length;
        float[] values = new float[tokens * columns];
        for (int i = 0; i < values.length; i++) {
            int token = row * batch.length() + i / columns;
            values[i] = numbers.floats()[token * columns + i % columns] * scale.floats()[token];
        }
        return new Matrix(tokens, columns, values);
    }

    /// Refuses models whose residual stream is no plain sum that a plain norm ends, and changes that add to it.
    static void requireExact(Blueprint blueprint, Interventions interventions) {
        Part model = blueprint.parts().getFirst();
        require(
                model.kinds().containsKey("final_norm"),
                "This model has no norm between its last layer and its logits that could be taken as a fixed scale");
        require(
                model.numbers().getOrDefault("logit_cap", 0.0) == 0,
                "This model caps its logits, so that they are no sum of parts");
        require(
                !model.tensors().containsKey("head_transform.weight")
                        && !model.tensors().containsKey("head_projection.weight"),
                "This model works on its last vectors once more before it makes logits of them");
        for (Part layer : blueprint.parts().subList(1, blueprint.parts().size())) {
            boolean sum = !"normed".equals(layer.kinds().get("block"))
                    && layer.numbers().getOrDefault("attention_skip", 1.0) == 1
                    && layer.numbers().getOrDefault("feed_forward_skip", 1.0) == 1
                    && !layer.kinds().containsKey("attention_sum_norm")
                    && !layer.kinds().containsKey("feed_forward_sum_norm");
            require(
                    sum,
                    "The layers of this model norm or scale the residual stream itself, so that it is no sum of parts");
            boolean centred = "experts".equals(layer.kinds().get("feed_forward"))
                    && "layer".equals(layer.kinds().get("feed_forward_output_norm"));
            require(!centred, "This model norms what its experts give together in a way that does not split");
        }
        require(
                interventions.list().stream()
                        .noneMatch(change -> change instanceof Intervention.Impose
                                || change instanceof Intervention.AddDirection
                                || change instanceof Intervention.ProjectOut),
                "Vectors of the residual stream are changed from outside, and the parts of the model do not sum to"
                        + " them");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new BadInputException(otherwise + "; direct logit attribution is not possible here.");
        }
    }
}
