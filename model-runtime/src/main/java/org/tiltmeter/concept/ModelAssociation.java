package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// One association test of a model's hidden states in one layer.
///
/// @param test name of the word sets
/// @param layer the hidden state
/// @param scaling what was done to the vectors first
/// @param words WEAT on the mean vector of each word over the contexts
/// @param sentences SEAT: every word in every context is a target or attribute of its own (May
///     et al. 2019)
/// @param contexts CEAT over random contexts of each word
public record ModelAssociation(
        String test,
        int layer,
        VectorScaling scaling,
        AssociationTest words,
        AssociationTest sentences,
        ContextualAssociation contexts) {

    /// Tests a model in several layers.
    ///
    /// Sentences of one word are not independent, so SEAT's p-value is smaller than its
    /// evidence: read the words' p.
    ///
    /// @param settings pooling, layers and seed
    /// @param progress hears TRACING in texts
    /// @return in order of layers
    /// @throws BadInputException if a text does not fit the model
    public static List<ModelAssociation> of(
            LanguageModel model,
            WordSets sets,
            ConceptSettings settings,
            VectorScaling scaling,
            Progress progress,
            Cancellation cancellation) {
        List<Integer> layers = settings.layersOf(model.summary().layers() + 1);
        PooledActivations activations = new PooledActivations(model, settings.pooling(), layers);
        List<List<List<float[][]>>> pooled = new ArrayList<>();
        for (WordSets.Words set : List.of(sets.x(), sets.y(), sets.a(), sets.b())) {
            List<List<float[][]>> words = new ArrayList<>();
            for (String word : set.words()) {
                words.add(activations.of(
                        sets.contexts().stream()
                                .map(context -> context.replace(WordSets.WORD, word))
                                .toList(),
                        progress,
                        cancellation));
            }
            pooled.add(words);
        }
        List<ModelAssociation> found = new ArrayList<>();
        for (int index = 0; index < layers.size(); index++) {
            cancellation.throwIfRequested();
            int state = index;
            List<double[][]> sentences = scaling.apply(pooled.stream()
                    .map(words -> words.stream()
                            .flatMap(List::stream)
                            .map(text -> Vectors.doubles(text[state]))
                            .toArray(double[][]::new))
                    .toList());
            found.add(of(sets, layers.get(index), scaling, sentences, settings.seed()));
        }
        return found;
    }

    private static ModelAssociation of(
            WordSets sets, int layer, VectorScaling scaling, List<double[][]> sentences, long seed) {
        int contexts = sets.contexts().size();
        List<double[][][]> byWord = sentences.stream()
                .map(set -> Stream.iterate(0, from -> from < set.length, from -> from + contexts)
                        .map(from -> Arrays.copyOfRange(set, from, from + contexts))
                        .toArray(double[][][]::new))
                .toList();
        List<double[][]> means = byWord.stream()
                .map(set -> Stream.of(set).map(ModelAssociation::mean).toArray(double[][]::new))
                .toList();
        return new ModelAssociation(
                sets.name(),
                layer,
                scaling,
                test(means, seed),
                test(sentences, seed),
                ContextualAssociation.of(
                        byWord.get(0), byWord.get(1), byWord.get(2), byWord.get(3), ContextualAssociation.DRAWS, seed));
    }

    private static AssociationTest test(List<double[][]> sets, long seed) {
        return AssociationTest.of(
                sets.get(0), sets.get(1), sets.get(2), sets.get(3), AssociationTest.DEFAULT_PARTITIONS, seed);
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }
}
