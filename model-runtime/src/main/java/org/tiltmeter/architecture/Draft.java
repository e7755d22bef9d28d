package org.tiltmeter.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.checkpoint.Configuration;
import org.tiltmeter.checkpoint.StoredTensor;
import org.tiltmeter.work.BadInputException;

/// What a family fills in: sizes, ropes, and the parts with their settings and weights.
final class Draft implements Part.Tensors {

    private final Checkpoint checkpoint;
    private final Optional<WeightPlan> plan;
    private final List<Part> parts = new ArrayList<>();
    private final List<Rope> ropes = new ArrayList<>();
    private final Set<StoredTensor> used = new LinkedHashSet<>();
    private final List<Integer> expertLayers = new ArrayList<>();
    private String optionalPrefix = "";
    private Optional<Decoder> sizes = Optional.empty();
    private Optional<Draft> encoder = Optional.empty();
    private boolean bidirectional;
    private int experts;
    private int chosen;

    Draft(Checkpoint checkpoint) {
        this(checkpoint, Optional.empty());
    }

    /// @param plan takes up the tensors that no file has, as long as nothing but their names and shapes is wanted
    Draft(Checkpoint checkpoint, Optional<WeightPlan> plan) {
        this.checkpoint = checkpoint;
        this.plan = plan;
        parts.add(new Part(this, ""));
    }

    Configuration settings() {
        return checkpoint.configuration();
    }

    /// The model itself: embedding, final norm, head.
    Part model() {
        return parts.getFirst();
    }

    /// The next layer.
    ///
    /// @param prefix of the names of its tensors
    Part layer(String prefix) {
        Part part = new Part(this, prefix);
        parts.add(part);
        return part;
    }

    /// Makes a rope known and returns its name.
    String rope(Rope rope) {
        int known = ropes.indexOf(rope);
        if (known >= 0) {
            return Integer.toString(known);
        }
        ropes.add(rope);
        return Integer.toString(ropes.size() - 1);
    }

    /// Some files leave this beginning of every name out.
    void optionalPrefix(String prefix) {
        optionalPrefix = prefix;
    }

    void sizes(Decoder decoder) {
        sizes = Optional.of(decoder);
    }

    /// Every token sees every other.
    void bidirectional() {
        bidirectional = true;
    }

    /// The encoder of an encoder-decoder, a model of its own in the same files; this draft is the decoder.
    Draft encoder() {
        Draft draft = new Draft(checkpoint, plan);
        draft.optionalPrefix = optionalPrefix;
        draft.bidirectional = true;
        encoder = Optional.of(draft);
        return draft;
    }

    /// Notes that the layer which was begun last has experts.
    void experts(int number, int chosenOfThem) {
        experts = number;
        chosen = chosenOfThem;
        expertLayers.add(parts.size() - 2);
    }

    /// Finds a tensor under its name or the one that older files give it.
    @Override
    public Optional<StoredTensor> find(String name) {
        return findExactly(name)
                .or(() -> older(name).flatMap(this::findExactly))
                .or(() -> plan.flatMap(planned -> planned.find(name)));
    }

    /// Norms of the first BERT files have a gamma and a beta.
    private static Optional<String> older(String name) {
        return switch (name) {
            case String weight
            when weight.endsWith("LayerNorm.weight") ->
                Optional.of(weight.replace("LayerNorm.weight", "LayerNorm.gamma"));
            case String bias
            when bias.endsWith("LayerNorm.bias") -> Optional.of(bias.replace("LayerNorm.bias", "LayerNorm.beta"));
            default -> Optional.empty();
        };
    }

    private Optional<StoredTensor> findExactly(String name) {
        Optional<StoredTensor> found = checkpoint.weights().find(name);
        if (found.isEmpty() && !optionalPrefix.isEmpty() && name.startsWith(optionalPrefix)) {
            found = checkpoint.weights().find(name.substring(optionalPrefix.length()));
        }
        return found;
    }

    @Override
    public StoredTensor require(String name, long... shape) {
        StoredTensor found = find(name)
                .or(() -> plan.map(planned -> planned.add(name, shape)))
                .orElseThrow(() -> new BadInputException("The weights of " + checkpoint.folder() + " lack the tensor "
                        + name + ", which config.json calls for; download the model again or correct config.json."));
        if (!found.shape().equals(Part.list(shape))) {
            throw new BadInputException("The tensor %s in %s has the shape %s where config.json calls for %s."
                    .formatted(found.name(), found.file().getFileName(), found.shape(), Arrays.toString(shape)));
        }
        used.add(found);
        return found;
    }

    @Override
    public long float8Block() {
        Configuration quantisation = settings()
                .findObject("quantization_config")
                .orElseThrow(() -> new BadInputException(
                        "The weights are stored in float8 but config.json has no quantization_config that says how."));
        double[] block = quantisation.findNumbers("weight_block_size").orElse(new double[0]);
        boolean square = block.length == 2 && block[0] == block[1] && Long.bitCount((long) block[0]) == 1;
        if (!square) {
            throw new BadInputException("config.json sets weight_block_size to "
                    + quantisation.spelled("weight_block_size") + "; Tiltmeter implements square blocks of a power of"
                    + " two.");
        }
        return (long) block[0];
    }

    /// Refuses stored forms of weights that nothing reads.
    private void checkQuantisation() {
        settings().findObject("quantization_config").ifPresent(quantisation -> {
            String method = quantisation.text("quant_method", "?");
            if (!method.equals("fp8") && !method.equals("mxfp4")) {
                throw new BadInputException("config.json sets quant_method to \"" + method
                        + "\", a form of weights that Tiltmeter cannot read; it reads fp8, mxfp4 and"
                        + " unquantised weights.");
            }
        });
    }

    Blueprint finish() {
        checkQuantisation();
        Decoder decoder = sizes.orElseThrow(() -> new IllegalStateException("the family gave no sizes"));
        for (Rope rope : ropes) {
            decoder = decoder.withContext(rope.longest(decoder.context()));
        }
        Settings.refuseUnknown(settings(), decoder.family());
        Optional<Blueprint> reading = encoder.map(Draft::finish);
        encoder.ifPresent(draft -> used.addAll(draft.used));
        return new Blueprint(
                decoder,
                List.copyOf(parts),
                List.copyOf(ropes),
                experts,
                chosen,
                List.copyOf(expertLayers),
                used.stream().mapToLong(StoredTensor::count).sum(),
                unused(),
                bidirectional,
                reading);
    }

    private List<String> unused() {
        return checkpoint.weights().tensors().values().stream()
                .filter(tensor -> !used.contains(tensor))
                .map(StoredTensor::name)
                .toList();
    }
}
