package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The directions of a set of concepts in every layer of a model.
///
/// @param model the model's name
/// @param set the concepts
/// @param settings how it was computed
/// @param layers number of hidden states that the model has: its layers plus the embedding;
///     those that were looked at are [#lookedAt()]
/// @param directions in order of concepts, then layers, then methods
public record ConceptAnalysis(
        String model, ConceptSet set, ConceptSettings settings, int layers, List<ConceptDirection> directions) {

    /// Fewest positive and fewest negative texts a concept must have.
    public static final int FEWEST_TEXTS = 4;

    /// Copies the list.
    public ConceptAnalysis {
        directions = List.copyOf(directions);
    }

    /// Finds the directions: runs every text once, pools its hidden states as they come, fits
    /// each concept in each
    /// layer.
    ///
    /// @param progress hears TRACING in texts and FITTING_DIRECTIONS in concepts, both
    ///     cumulative over the set
    /// @throws BadInputException if a concept has too few texts, two have one name, or a text
    ///     does not fit the model
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static ConceptAnalysis run(
            LanguageModel model,
            ConceptSet set,
            ConceptSettings settings,
            Progress progress,
            Cancellation cancellation) {
        check(set, settings);
        int states = model.summary().layers() + 1;
        List<Integer> layers = settings.layersOf(states);
        PooledActivations activations = new PooledActivations(model, settings.pooling(), layers);
        List<ConceptDirection> directions = new ArrayList<>();
        int done = 0;
        for (Concept concept : set.concepts()) {
            progress.report(new Progress.Step(
                    Progress.Phase.FITTING_DIRECTIONS, done, set.concepts().size()));
            List<float[][]> positive = activations.of(concept.positive(), progress, cancellation);
            List<float[][]> negative = activations.of(concept.negative(), progress, cancellation);
            cancellation.throwIfRequested();
            IntStream.range(0, layers.size())
                    .parallel()
                    .mapToObj(index -> cancellation.isRequested()
                            ? List.<ConceptDirection>of()
                            : new DirectionFit(rows(positive, index), rows(negative, index))
                                    .directions(concept.name(), layers.get(index), settings, cancellation))
                    .toList()
                    .forEach(directions::addAll);
            cancellation.throwIfRequested();
            done++;
        }
        progress.report(new Progress.Step(Progress.Phase.FITTING_DIRECTIONS, done, done));
        return new ConceptAnalysis(model.summary().name(), set, settings, states, directions);
    }

    /// One layer of several texts' vectors, `[texts][hidden size]`.
    ///
    /// @param layer index into what each text has
    static float[][] rows(List<float[][]> texts, int layer) {
        return texts.stream().map(text -> text[layer]).toArray(float[][]::new);
    }

    /// Checks a set before a model is loaded.
    ///
    /// @throws BadInputException if a concept has too few texts, or two have one name
    public static void check(ConceptSet set, ConceptSettings settings) {
        if (set.concepts().isEmpty()) {
            throw new BadInputException("The concept set \"" + set.name() + "\" is empty; add a concept.");
        }
        Set<String> names = new HashSet<>();
        for (Concept concept : set.concepts()) {
            if (!names.add(concept.name())) {
                throw new BadInputException("Two concepts are called \"" + concept.name() + "\"; rename one.");
            }
            int fewest = Math.min(concept.positive().size(), concept.negative().size());
            if (fewest < FEWEST_TEXTS) {
                throw new BadInputException(
                        "The concept \"%s\" has %d positive and %d negative texts; give at least %d of each."
                                .formatted(
                                        concept.name(),
                                        concept.positive().size(),
                                        concept.negative().size(),
                                        FEWEST_TEXTS));
            }
            if (concept.positive().size() != concept.negative().size()
                    && settings.methods().stream().anyMatch(DirectionMethod::needsPairs)) {
                throw new BadInputException(
                        ("The concept \"%s\" has %d positive and %d negative texts, but methods that compare pairs need"
                                        + " equally many; add texts, or leave these methods out.")
                                .formatted(
                                        concept.name(),
                                        concept.positive().size(),
                                        concept.negative().size()));
            }
        }
    }

    /// These directions and those of other concepts, found in the same layers in the same way.
    ///
    /// @throws BadInputException if two concepts have one name
    public ConceptAnalysis with(ConceptAnalysis other) {
        List<Concept> concepts = new ArrayList<>(set.concepts());
        concepts.addAll(other.set().concepts());
        ConceptSet both = new ConceptSet(set.name(), set.description(), set.source(), concepts);
        check(both, settings);
        List<ConceptDirection> found = new ArrayList<>(directions);
        found.addAll(other.directions());
        return new ConceptAnalysis(model, both, settings, layers, found);
    }

    /// The same, restricted to one of the layers looked at.
    public ConceptAnalysis in(int layer) {
        return new ConceptAnalysis(
                model,
                set,
                settings.withLayers(List.of(layer)),
                layers,
                directions.stream()
                        .filter(direction -> direction.layer() == layer)
                        .toList());
    }

    /// The hidden states that directions were looked for in, ascending.
    public List<Integer> lookedAt() {
        return settings.layersOf(layers);
    }

    /// The concept of a name.
    ///
    /// @throws BadInputException if there is none
    public Concept concept(String name) {
        return set.concepts().stream()
                .filter(concept -> concept.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("There is no concept \"%s\"; the set has %s."
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        set.concepts().stream()
                                                .map(Concept::name)
                                                .toList()))));
    }

    /// The direction of one concept in one layer.
    ///
    /// @throws IllegalArgumentException if there is none
    public ConceptDirection direction(String concept, int layer, DirectionMethod method) {
        return directions.stream()
                .filter(direction -> direction.layer() == layer
                        && direction.method() == method
                        && direction.concept().equals(concept))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no direction " + concept + " in layer " + layer));
    }

    /// Cosines between all concepts' directions in one layer, `[concepts][concepts]`, in the
    /// order of the set.
    public double[][] similarities(int layer, DirectionMethod method) {
        List<ConceptDirection> row = set.concepts().stream()
                .map(concept -> direction(concept.name(), layer, method))
                .toList();
        return row.stream()
                .map(one -> row.stream().mapToDouble(one::cosine).toArray())
                .toArray(double[][]::new);
    }

    /// Cosine between two concepts' directions in every layer looked at, `[layers]`.
    public double[] similarityByLayer(String one, String other, DirectionMethod method) {
        return lookedAt().stream()
                .mapToDouble(layer -> direction(one, layer, method).cosine(direction(other, layer, method)))
                .toArray();
    }
}
