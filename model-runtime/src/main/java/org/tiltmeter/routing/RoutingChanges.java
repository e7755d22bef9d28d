package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.Intervention;
import org.tiltmeter.model.Interventions;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Makes a model with changed routing out of a list of changes.
final class RoutingChanges {

    private RoutingChanges() {}

    /// What a change does in one layer.
    interface InLayer {
        Optional<Intervention> of(RoutingChange change, int layer);
    }

    static LanguageModel applied(LanguageModel model, List<RoutingChange> changes, InLayer inLayer) {
        List<Integer> layers = layers(model);
        String known = layers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        for (RoutingChange change : changes) {
            change.place().filter(place -> !layers.contains(place.layer())).ifPresent(place -> {
                throw new BadInputException("Layer %d of the model %s has no experts; those with experts are %s."
                        .formatted(place.layer(), model.summary().name(), known));
            });
        }
        List<Intervention> list = interventions(changes, layers, inLayer);
        List<RoutingChange.Contrast> contrasts = changes.stream()
                .filter(RoutingChange.Contrast.class::isInstance)
                .map(RoutingChange.Contrast.class::cast)
                .toList();
        if (contrasts.size() > 1) {
            throw new BadInputException("Strong and weak routing can be set against each other only once; keep one.");
        }
        LanguageModel strong = model.with(new Interventions(list));
        if (contrasts.isEmpty()) {
            return strong;
        }
        RoutingChange.Contrast contrast = contrasts.getFirst();
        if (!(contrast.penalty() >= 0 && contrast.penalty() < 100)) {
            throw new BadInputException(
                    "The penalty of weak routing must lie between 0 and 100, not " + contrast.penalty() + ".");
        }
        List<Intervention> weak = new ArrayList<>(list);
        weak.addAll(interventions(List.of(new RoutingChange.WeakRank(contrast.weakRank())), layers, inLayer));
        return new ContrastModel(strong, model.with(new Interventions(weak)), contrast.penalty());
    }

    private static List<Intervention> interventions(
            List<RoutingChange> changes, List<Integer> layers, InLayer inLayer) {
        return changes.stream()
                .flatMap(change -> layers.stream()
                        .flatMap(layer ->
                                inLayer.of(change, layer).map(Stream::of).orElseGet(Stream::empty)))
                .toList();
    }

    /// Absolute indices of the layers that have experts, ascending.
    ///
    /// @throws BadInputException if the model has none
    static List<Integer> layers(LanguageModel model) {
        if (model.summary().experts().isEmpty()) {
            throw new BadInputException("The model " + model.summary().name()
                    + " is dense, it has no experts and so no routing to change.");
        }
        return model
                .trace(List.of(new int[] {0}), Capture.ROUTING, Progress.none(), new Cancellation())
                .getFirst()
                .routing()
                .stream()
                .map(RoutingTrace::layer)
                .toList();
    }
}
