package org.tiltmeter.concept;

import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.tiltmeter.work.BadInputException;

/// How concept directions are found; stored with the result so that it can be repeated.
///
/// @param seed of folds and random splits
/// @param pooling which hidden states stand for a text
/// @param folds parts for the held-out accuracy; each is predicted by a direction fitted on the
///     others
/// @param randomSplits how often labels are shuffled for the null accuracy
/// @param methods how directions are found, each once, in the order of the methods
/// @param layers the hidden states looked at, ascending; none stands for all
public record ConceptSettings(
        long seed, Pooling pooling, int folds, int randomSplits, List<DirectionMethod> methods, List<Integer> layers) {

    /// @throws BadInputException if a number is out of range or no method is named
    public ConceptSettings {
        if (folds < 2 || folds > 20) {
            throw new BadInputException("The number of folds must lie between 2 and 20, not " + folds + ".");
        }
        if (randomSplits < 1 || randomSplits > 1_000) {
            throw new BadInputException(
                    "The number of random splits must lie between 1 and 1,000, not " + randomSplits + ".");
        }
        if (methods.isEmpty()) {
            throw new BadInputException("No way to find directions is named; name at least one method.");
        }
        methods = List.copyOf(EnumSet.copyOf(methods));
        layers = List.copyOf(new TreeSet<>(layers));
    }

    /// Seed 42, last token, five folds, ten random splits, difference of means and logistic
    /// regression, all layers.
    public static ConceptSettings defaults() {
        return new ConceptSettings(
                42,
                Pooling.LAST_TOKEN,
                5,
                10,
                List.of(DirectionMethod.DIFFERENCE_OF_MEANS, DirectionMethod.LOGISTIC_REGRESSION),
                List.of());
    }

    /// The same with another pooling.
    public ConceptSettings withPooling(Pooling other) {
        return new ConceptSettings(seed, other, folds, randomSplits, methods, layers);
    }

    /// The same with another seed.
    public ConceptSettings withSeed(long other) {
        return new ConceptSettings(other, pooling, folds, randomSplits, methods, layers);
    }

    /// The same with another number of random splits.
    public ConceptSettings withRandomSplits(int other) {
        return new ConceptSettings(seed, pooling, folds, other, methods, layers);
    }

    /// The same with other methods.
    public ConceptSettings withMethods(List<DirectionMethod> other) {
        return new ConceptSettings(seed, pooling, folds, randomSplits, other, layers);
    }

    /// The same with other layers.
    public ConceptSettings withLayers(List<Integer> other) {
        return new ConceptSettings(seed, pooling, folds, randomSplits, methods, other);
    }

    /// The hidden states that are looked at, of a model that has so many.
    ///
    /// @param states number of layers plus one
    /// @throws BadInputException if one is named that the model does not have
    public List<Integer> layersOf(int states) {
        for (int layer : layers) {
            if (layer < 0 || layer >= states) {
                throw new BadInputException("The model has no hidden state %d; they go from 0, the embedding, to %d."
                        .formatted(layer, states - 1));
            }
        }
        return layers.isEmpty() ? IntStream.range(0, states).boxed().toList() : layers;
    }
}
