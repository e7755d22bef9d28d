package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.statistics.Corrections;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// One association test of a model's hidden states in one layer.
///
/// @param test name of the word sets
/// @param lists the words that were compared, and those that were left out
/// @param layer the hidden state
/// @param scaling what was done to the vectors first
/// @param words WEAT on the mean vector of each word over the contexts
/// @param sentences SEAT: every word in every context is a target or attribute of its own (May
///     et al. 2019)
/// @param contexts CEAT over random contexts of each word
public record ModelAssociation(
        String test,
        AssociationWords lists,
        int layer,
        VectorScaling scaling,
        AssociationTest words,
        AssociationTest sentences,
        ContextualAssociation contexts) {

    /// Tests a model in several layers.
    ///
    /// Sentences of one word are not independent, so SEAT's p-value is smaller than its
    /// evidence: read the words' p. Words that cannot be compared are left out, see
    /// [AssociationWords].
    ///
    /// @param settings pooling, layers and seed
    /// @param progress hears TRACING in texts
    /// @return in order of layers
    /// @throws BadInputException if a text does not fit the model, or too few words are left
    public static List<ModelAssociation> of(
            LanguageModel model,
            WordSets asked,
            ConceptSettings settings,
            VectorScaling scaling,
            Progress progress,
            Cancellation cancellation) {
        AssociationWords lists = AssociationWords.of(asked, model.tokenizer());
        WordSets sets = lists.used();
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
            found.add(of(lists, layers.get(index), scaling, sentences, settings.seed()));
            progress.report(new Progress.Step(Progress.Phase.COMPUTING_STATISTICS, index + 1L, layers.size()));
        }
        return adjusted(found);
    }

    /// p-values of each of the three measures after Holm over the layers.
    private static List<ModelAssociation> adjusted(List<ModelAssociation> layers) {
        double[] ofWords = Corrections.holm(
                layers.stream().mapToDouble(one -> one.words().p()).toArray());
        double[] ofSentences = Corrections.holm(
                layers.stream().mapToDouble(one -> one.sentences().p()).toArray());
        double[] ofContexts = Corrections.holm(
                layers.stream().mapToDouble(one -> one.contexts().p()).toArray());
        return IntStream.range(0, layers.size())
                .mapToObj(i -> {
                    ModelAssociation one = layers.get(i);
                    return new ModelAssociation(
                            one.test(),
                            one.lists(),
                            one.layer(),
                            one.scaling(),
                            one.words().withAdjustedP(ofWords[i]),
                            one.sentences().withAdjustedP(ofSentences[i]),
                            one.contexts().withAdjustedP(ofContexts[i]));
                })
                .toList();
    }

    private static ModelAssociation of(
            AssociationWords lists, int layer, VectorScaling scaling, List<double[][]> sentences, long seed) {
        WordSets sets = lists.used();
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
                lists,
                layer,
                scaling,
                test(means, 1, seed),
                test(sentences, contexts, seed),
                ContextualAssociation.of(
                        byWord.get(0), byWord.get(1), byWord.get(2), byWord.get(3), ContextualAssociation.DRAWS, seed));
    }

    private static AssociationTest test(List<double[][]> sets, int perWord, long seed) {
        return AssociationTest.of(
                sets.get(0), sets.get(1), sets.get(2), sets.get(3), perWord, AssociationTest.DEFAULT_PARTITIONS, seed);
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
