package org.tiltmeter.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.architecture.Part;
import org.tiltmeter.work.BadInputException;

/// Turns interventions into what the kernels look up under the sites where they act, and refuses those that do not suit
/// the model.
final class Changes {

    private final Blueprint blueprint;
    private final Map<String, Tensor> asked = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<Integer, Set<Integer>> removed = new LinkedHashMap<>();

    private Changes(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    /// What to ask the kernels for, by name.
    ///
    /// @throws BadInputException if an intervention does not suit the model
    static Map<String, Tensor> of(Interventions interventions, Blueprint blueprint) {
        Changes changes = new Changes(blueprint);
        interventions.list().forEach(changes::add);
        changes.removed.forEach(changes::requireEnoughExperts);
        changes.counts.forEach((site, count) -> changes.asked.put(site, Tensor.scalar(count)));
        return changes.asked;
    }

    private void add(Intervention intervention) {
        switch (intervention) {
            case Intervention.SilenceExpert silence -> {
                boolean zero = silence.how() == Intervention.Silence.OUTPUT_ZERO;
                String site = router(silence.layer(), silence.expert(), silence.at());
                if (zero) {
                    float[] factors = ones(silence.layer());
                    factors[silence.expert()] = 0;
                    asked.put(site + ".scale", vector(factors));
                } else {
                    float[] marked = new float[experts(silence.layer())];
                    marked[silence.expert()] = 1;
                    asked.put(site + ".remove", vector(marked));
                    removed.computeIfAbsent(silence.layer(), layer -> new HashSet<>())
                            .add(silence.expert());
                }
            }
            case Intervention.SteerExpert steer -> {
                String site = router(steer.layer(), steer.expert(), steer.at());
                float[] how = new float[experts(steer.layer())];
                how[steer.expert()] = steer.active() ? 1 : -1;
                asked.put(site + ".steer", vector(how));
                if (!steer.active()) {
                    removed.computeIfAbsent(steer.layer(), layer -> new HashSet<>())
                            .add(steer.expert());
                }
            }
            case Intervention.ScaleExpert scale -> {
                if (!(scale.factor() >= 0 && scale.factor() < Double.POSITIVE_INFINITY)) {
                    throw new BadInputException("An expert's weight cannot be multiplied by " + scale.factor()
                            + "; choose a number from 0 on.");
                }
                String site = router(scale.layer(), scale.expert(), scale.at());
                float[] factors = ones(scale.layer());
                factors[scale.expert()] = (float) scale.factor();
                asked.put(site + ".scale", vector(factors));
                if (scale.keepSum()) {
                    asked.put(site + ".keep_sum", Pass.NOTHING);
                }
            }
            case Intervention.ChooseCount choose -> {
                Part part = expertPart(choose.layer());
                int most = mostChosen(part);
                require(
                        choose.count() >= 1 && choose.count() <= most,
                        "Layer %d can choose 1 to %d experts for a token, not %d."
                                .formatted(choose.layer(), most, choose.count()));
                rule(choose.layer(), "count", choose.count());
            }
            case Intervention.ChooseByMass choose -> {
                requireProbabilities(choose.layer());
                require(
                        choose.mass() > 0 && choose.mass() < 1,
                        "The mass of router probability to reach must lie between 0 and 1, not " + choose.mass() + ".");
                rule(choose.layer(), "mass", choose.mass());
            }
            case Intervention.ChooseRank choose -> {
                int most = mostChosen(expertPart(choose.layer()));
                require(
                        choose.rank() >= 1 && choose.rank() <= most,
                        "Layer %d has experts of the ranks 1 to %d for each token, none of the rank %d."
                                .formatted(choose.layer(), most, choose.rank()));
                rule(choose.layer(), "rank", choose.rank());
            }
            case Intervention.ImposeRouting impose -> imposeRouting(impose);
            case Intervention.ImposeExpertInputs impose -> {
                expertPart(impose.layer());
                imposeRows(
                        "experts_input." + impose.layer(),
                        impose.values(),
                        blueprint.sizes().hidden(),
                        impose.at());
            }
            case Intervention.Impose impose ->
                imposeRows(
                        site(impose.place()), impose.values(), blueprint.sizes().hidden(), impose.at());
            case Intervention.AddDirection add -> {
                require(
                        Double.isFinite(add.coefficient()),
                        "A direction cannot be added " + add.coefficient() + " times; choose a number.");
                float[] vector = direction(add.direction());
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = (float) (vector[i] * add.coefficient());
                }
                asked.put(next(site(add.place()), add.at(), 1) + ".add", vector(vector));
            }
            case Intervention.ProjectOut project -> {
                float[] vector = direction(project.direction());
                double square = 0;
                for (float value : vector) {
                    square += (double) value * value;
                }
                require(square > 0, "A direction of length 0 cannot be projected out; give another.");
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = (float) (vector[i] / Math.sqrt(square));
                }
                asked.put(next(site(project.place()), project.at(), 1) + ".project", vector(vector));
            }
            case Intervention.SilenceHead silence -> silenceHead(silence);
            case Intervention.SilenceNeurons silence -> {
                int width = neurons(silence.layer());
                String site = next("neurons." + silence.layer(), silence.at(), 1);
                asked.put(site + ".impose", Tensor.of(new float[1], 1, 1));
                asked.put(site + ".columns", marked(silence.neurons(), width, "neuron", silence.layer()));
            }
            case Intervention.ImposeNeurons impose -> {
                int width = neurons(impose.layer());
                String site = imposeRows(
                        "neurons." + impose.layer(), impose.activations().activations(), width, impose.at());
                asked.put(site + ".columns", marked(impose.neurons(), width, "neuron", impose.layer()));
            }
        }
    }

    private void imposeRouting(Intervention.ImposeRouting impose) {
        RoutingTrace routing = impose.routing();
        int experts = experts(routing.layer());
        int width = routing.weights().columns();
        long[] chosen = new long[routing.tokens() * width];
        Arrays.fill(chosen, -1);
        for (int token = 0; token < routing.tokens(); token++) {
            int[] row = routing.chosen()[token];
            for (int i = 0; i < row.length; i++) {
                require(
                        row[i] >= 0 && row[i] < experts,
                        "Layer %d has the experts 0 to %d, so a token cannot be given to expert %d."
                                .formatted(routing.layer(), experts - 1, row[i]));
                chosen[token * width + i] = row[i];
            }
        }
        String site = next("router." + routing.layer(), impose.at(), routing.tokens());
        asked.put(site + ".chosen", Tensor.of(chosen, routing.tokens(), width));
        asked.put(site + ".weights", tensor(routing.weights()));
    }

    private void silenceHead(Intervention.SilenceHead silence) {
        Part part = part(silence.layer());
        String kind = part.kinds().getOrDefault("attention", "");
        require(
                kind.equals("standard") || kind.equals("latent"),
                "Layer %d of this model has no heads of softmax attention that could be silenced one by one."
                        .formatted(silence.layer()));
        int heads = (int) number(part, "heads");
        String site = next("heads." + silence.layer(), silence.at(), 1);
        asked.put(site + ".impose", Tensor.of(new float[1], 1, 1));
        asked.put(site + ".columns", marked(new int[] {silence.head()}, heads, "attention head", silence.layer()));
    }

    private static Tensor marked(int[] which, int width, String what, int layer) {
        long[] marks = new long[width];
        for (int index : which) {
            require(
                    index >= 0 && index < width,
                    "Layer %d has no %s %d; it has %d of them, counted from 0.".formatted(layer, what, index, width));
            marks[index] = 1;
        }
        return Tensor.of(marks, width);
    }

    private String imposeRows(String site, Matrix values, int width, Positions at) {
        require(
                values.columns() == width && values.rows() > 0,
                "Activations of %d numbers for each of %d tokens cannot replace those of this model, which have %d."
                        .formatted(values.columns(), values.rows(), width));
        String name = next(site, at, values.rows());
        asked.put(name + ".impose", tensor(values));
        return name;
    }

    /// The next place in the order at a site, with its table.
    ///
    /// @param rows of what is given by position, or 1 for the same at all
    private String next(String site, Positions at, int rows) {
        String name = site + "." + (counts.merge(site, 1, Integer::sum) - 1);
        asked.put(name + ".table", table(at, rows));
        return name;
    }

    /// For the places from -1 on which row of the values is meant, or -1; the last entry holds for all later ones.
    private static Tensor table(Positions at, int rows) {
        boolean one = rows == 1;
        int end = one ? at.end() : Math.min(at.end(), rows);
        boolean open = end == Integer.MAX_VALUE;
        long[] table = new long[open ? at.first() + 2 : Math.max(at.first(), end) + 2];
        for (int i = 0; i < table.length; i++) {
            int place = i - 1;
            boolean inside = place >= at.first() && place < end && (one || place >= 0);
            table[i] = inside ? (one ? 0 : place) : -1;
        }
        return Tensor.of(table, table.length);
    }

    private String router(int layer, int expert, Positions at) {
        int experts = experts(layer);
        require(
                expert >= 0 && expert < experts,
                "Layer %d has the experts 0 to %d, no expert %d.".formatted(layer, experts - 1, expert));
        return next("router." + layer, at, 1);
    }

    private void rule(int layer, String name, double value) {
        String site = "router." + layer;
        counts.putIfAbsent(site, 0);
        boolean second = asked.containsKey(site + ".count")
                || asked.containsKey(site + ".mass")
                || asked.containsKey(site + ".rank");
        require(
                !second,
                "Layer %d is to choose its experts by two rules at once (another number, mass, or rank); keep one."
                        .formatted(layer));
        asked.put(site + "." + name, Tensor.scalar(value));
    }

    private void requireProbabilities(int layer) {
        Part part = expertPart(layer);
        String router = part.kinds().getOrDefault("router", "");
        boolean over = router.equals("softmax")
                || (router.equals("logits") && "softmax".equals(part.kinds().get("router_weights")));
        require(
                over && !part.tensors().containsKey("selection_bias") && number(part, "groups") <= 1,
                ("The router of layer %d does not choose by a softmax over all experts, so there is no mass of"
                                + " probability to choose by.")
                        .formatted(layer));
    }

    /// Most experts that can be chosen for a token.
    private static int mostChosen(Part part) {
        int experts = (int) number(part, "experts");
        int groups = (int) number(part, "groups");
        return groups <= 1 ? experts : experts / groups * (int) number(part, "groups_chosen");
    }

    private void requireEnoughExperts(int layer, Set<Integer> out) {
        Part part = part(layer);
        int size = (int) (number(part, "experts") / number(part, "groups"));
        int[] byGroup = new int[(int) number(part, "groups")];
        out.forEach(expert -> byGroup[expert / size]++);
        Arrays.sort(byGroup);
        int left = mostChosen(part);
        int groups = byGroup.length == 1 ? 1 : (int) number(part, "groups_chosen");
        for (int i = 0; i < groups; i++) {
            left -= byGroup[byGroup.length - 1 - i];
        }
        Tensor count = asked.get("router." + layer + ".count");
        Tensor rank = asked.get("router." + layer + ".rank");
        int needed = count != null
                ? (int) count.floats()[0]
                : rank != null ? (int) rank.floats()[0] : (int) number(part, "chosen");
        require(
                left >= needed,
                "Layer %d must choose %d experts for a token, and with %d of them silenced too few may be left; silence fewer."
                        .formatted(layer, needed, out.size()));
    }

    private String site(Place place) {
        int layers = blueprint.sizes().layers();
        int last = place.kind() == Place.Kind.RESIDUAL ? layers : layers - 1;
        require(
                place.layer() <= last,
                "The model has %d layers, counted from 0, so nothing can be changed at layer %d."
                        .formatted(layers, place.layer()));
        return switch (place.kind()) {
            case RESIDUAL -> "residual." + place.layer();
            case ATTENTION_OUTPUT -> "attention_output." + place.layer();
            case FEED_FORWARD_OUTPUT -> "feed_forward_output." + place.layer();
        };
    }

    private float[] direction(float[] direction) {
        int hidden = blueprint.sizes().hidden();
        require(
                direction.length == hidden,
                "A direction of %d numbers does not fit this model, whose vectors have %d; it was made with another model."
                        .formatted(direction.length, hidden));
        for (float value : direction) {
            require(Float.isFinite(value), "The direction holds a number that is not finite; make it anew.");
        }
        return direction.clone();
    }

    private Part part(int layer) {
        int layers = blueprint.sizes().layers();
        require(
                layer >= 0 && layer < layers,
                "The model has the layers 0 to %d, no layer %d.".formatted(layers - 1, layer));
        return blueprint.parts().get(layer + 1);
    }

    private Part expertPart(int layer) {
        Part part = part(layer);
        require(
                "experts".equals(part.kinds().get("feed_forward")),
                "Layer %d of this model has no experts.".formatted(layer));
        return part;
    }

    private int experts(int layer) {
        return (int) number(expertPart(layer), "experts");
    }

    private float[] ones(int layer) {
        float[] ones = new float[experts(layer)];
        Arrays.fill(ones, 1);
        return ones;
    }

    private int neurons(int layer) {
        Part part = part(layer);
        require(
                !"experts".equals(part.kinds().get("feed_forward")),
                "Layer %d of this model has experts instead of one dense feed-forward network; change its experts."
                        .formatted(layer));
        return Math.toIntExact(java.util.Objects.requireNonNull(part.tensors().get("down.weight"))
                .sizes()
                .get(1));
    }

    private static double number(Part part, String name) {
        return part.numbers().getOrDefault(name, 0.0);
    }

    private static Tensor vector(float[] values) {
        return Tensor.of(values, values.length);
    }

    private static Tensor tensor(Matrix matrix) {
        return Tensor.of(matrix.values(), matrix.rows(), matrix.columns());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new BadInputException(otherwise);
        }
    }
}
