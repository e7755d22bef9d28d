package org.tiltmeter.architecture;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.work.BadInputException;

/// Everything the runtime needs to know to run one model: which building blocks with which settings, and which stored
/// tensor goes where. Made from settings and headers alone.
///
/// @param sizes what every decoder has
/// @param parts the model itself, then its layers
/// @param ropes the rotary encodings that layers name by their place in this list
/// @param experts number of routed experts of an expert layer, or 0
/// @param chosen experts applied to each token, or 0
/// @param expertLayers absolute indices of the layers that have experts
/// @param parameters number of weights the model uses, shared ones counted once, the encoder's included
/// @param unused names of the stored tensors that nothing here reads; of a whole model, not of its encoder alone
/// @param bidirectional whether every token sees every other
/// @param encoder the model that reads the first text of an encoder-decoder
public record Blueprint(
        Decoder sizes,
        List<Part> parts,
        List<Rope> ropes,
        int experts,
        int chosen,
        List<Integer> expertLayers,
        long parameters,
        List<String> unused,
        boolean bidirectional,
        Optional<Blueprint> encoder) {

    /// Copies the lists.
    public Blueprint {
        parts = List.copyOf(parts);
        ropes = List.copyOf(ropes);
        expertLayers = List.copyOf(expertLayers);
        unused = List.copyOf(unused);
    }

    /// The blueprint of a model folder.
    ///
    /// @throws BadInputException if the family or one of its settings is not supported, a tensor is missing, or has
    ///     another shape than the settings call for
    public static Blueprint of(Checkpoint checkpoint) {
        return of(checkpoint, Optional.empty());
    }

    /// @param plan takes up the tensors that no file has
    static Blueprint of(Checkpoint checkpoint, Optional<WeightPlan> plan) {
        String type = checkpoint
                .configuration()
                .findText("model_type")
                .orElseThrow(() -> new BadInputException("config.json in " + checkpoint.folder()
                        + " does not say its model_type; Tiltmeter supports " + Families.supported() + "."));
        Family family = Families.find(type)
                .orElseThrow(() -> new BadInputException("Models of the type \"" + type
                        + "\" are not supported; Tiltmeter supports " + Families.supported() + "."));
        Draft draft = new Draft(checkpoint, plan);
        family.describe(draft);
        return draft.finish();
    }

    /// How the model looks at a text.
    public ModelKind kind() {
        if (encoder.isPresent()) {
            return ModelKind.ENCODER_DECODER;
        }
        return bidirectional ? ModelKind.MASKED : ModelKind.CAUSAL;
    }

    /// Whether anything in the model turns earlier tokens differently when the text grows.
    public boolean dependsOnLength() {
        return ropes.stream().anyMatch(Rope::dependsOnLength);
    }

    /// Whether keys and values of earlier tokens may be used again for later ones.
    public boolean allowsCache() {
        return allowsTrees() && noneMixes("lightning");
    }

    /// Whether texts that begin alike may be computed as one tree of tokens, each seeing its own path only.
    public boolean allowsTrees() {
        return kind() == ModelKind.CAUSAL && !dependsOnLength() && noneMixes("mamba");
    }

    private boolean noneMixes(String attention) {
        return parts.stream().noneMatch(part -> attention.equals(part.kinds().get("attention")));
    }

    /// Most tokens that can be computed: a table of positions ends where it ends; other models were trained for their
    /// context length but compute longer texts too, within reason.
    public int longestText() {
        boolean table = parts.getFirst().tensors().containsKey("position_embedding.weight");
        return (int) Math.min(Integer.MAX_VALUE, sizes.context() * (table ? 1L : 8L));
    }
}
