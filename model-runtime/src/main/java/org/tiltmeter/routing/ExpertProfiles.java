package org.tiltmeter.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What all experts of a model take, over a set of texts. Jackson writes it as it is.
///
/// @param model the model's name
/// @param settings how it was computed
/// @param texts number of texts
/// @param tokens number of tokens
/// @param experts number of routed experts of a layer
/// @param chosenPerToken experts chosen for each token
/// @param groups the groups of texts, in the order in which they first occur
/// @param layers one for each expert layer
/// @param notes plain sentences: what was left out, how to read it
public record ExpertProfiles(
        String model,
        ProfileSettings settings,
        int texts,
        long tokens,
        int experts,
        @JsonProperty("chosen_per_token") int chosenPerToken,
        List<String> groups,
        List<LayerProfile> layers,
        List<String> notes) {

    /// Copies the lists.
    public ExpertProfiles {
        groups = List.copyOf(groups);
        layers = List.copyOf(layers);
        notes = List.copyOf(notes);
    }

    /// Profiles all experts. Traces are added up as they come and not kept.
    ///
    /// @param texts with their groups; at least one
    /// @param progress hears TRACING in texts
    /// @throws BadInputException if the model has no experts or there is no text
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static ExpertProfiles of(
            LanguageModel model,
            List<ProfileText> texts,
            ProfileSettings settings,
            Progress progress,
            Cancellation cancellation) {
        return new Profiling(model, settings, cancellation).run(texts, progress);
    }

    /// One layer, if it has experts.
    public Optional<LayerProfile> layer(int layer) {
        return layers.stream().filter(one -> one.layer() == layer).findFirst();
    }

    /// One expert.
    ///
    /// @throws BadInputException if the model has no such expert
    public ExpertProfile expert(int layer, int expert) {
        return layer(layer)
                .filter(one -> expert >= 0 && expert < one.experts().size())
                .orElseThrow(() -> new BadInputException(
                        "The model %s has no expert %d in layer %d.".formatted(model, expert, layer)))
                .experts()
                .get(expert);
    }

    /// All experts of all layers.
    public List<ExpertProfile> all() {
        return layers.stream().flatMap(layer -> layer.experts().stream()).toList();
    }
}
