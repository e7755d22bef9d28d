package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// How much a concept's direction depends on which texts it is learned from, and on the seed.
///
/// @param concept its name
/// @param layer the hidden state
/// @param method how directions are found
/// @param halves mean cosine between directions learned from two halves of the texts that share
///     none
/// @param halvesLow smallest of these
/// @param subsets mean cosine between directions of four fifths of the texts and that of all
/// @param subsetsLow smallest of these
/// @param seeds smallest cosine between directions of all texts under different seeds; 1 where a
///     method uses none
/// @param draws number of halvings, of subsets and of seeds
public record Stability(
        String concept,
        int layer,
        DirectionMethod method,
        double halves,
        double halvesLow,
        double subsets,
        double subsetsLow,
        double seeds,
        int draws) {

    /// Halvings, subsets and seeds unless another number is asked for.
    public static final int DRAWS = 10;

    /// Learns directions again and again, for one concept of an analysis in every layer and by
    /// every method of it.
    ///
    /// @param progress hears TRACING in texts
    public static List<Stability> of(
            LanguageModel model,
            ConceptAnalysis analysis,
            String name,
            int draws,
            Progress progress,
            Cancellation cancellation) {
        Concept concept = analysis.concept(name);
        List<Integer> layers = analysis.lookedAt();
        ConceptSettings settings = analysis.settings();
        PooledActivations activations = new PooledActivations(model, settings.pooling(), layers);
        List<float[][]> positive = activations.of(concept.positive(), progress, cancellation);
        List<float[][]> negative = activations.of(concept.negative(), progress, cancellation);
        List<Stability> found = new ArrayList<>();
        for (int index = 0; index < layers.size(); index++) {
            DirectionFit fit =
                    new DirectionFit(ConceptAnalysis.rows(positive, index), ConceptAnalysis.rows(negative, index));
            for (DirectionMethod method : settings.methods()) {
                cancellation.throwIfRequested();
                found.add(of(
                        name,
                        layers.get(index),
                        method,
                        fit,
                        concept.positive().size(),
                        concept.negative().size(),
                        draws,
                        settings.seed()));
            }
        }
        return found;
    }

    private static Stability of(
            String name,
            int layer,
            DirectionMethod method,
            DirectionFit fit,
            int positives,
            int negatives,
            int draws,
            long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] whole = direction(fit, method, fit.every(), seed);
        double[] halves = new double[draws];
        double[] subsets = new double[draws];
        double seeds = 1;
        for (int draw = 0; draw < draws; draw++) {
            int[] first = order(positives, random);
            int[] second = positives == negatives ? first : order(negatives, random);
            halves[draw] = Vectors.dot(
                    direction(fit, method, part(first, second, positives, 0, 0.5), seed),
                    direction(fit, method, part(first, second, positives, 0.5, 1), seed));
            subsets[draw] = Vectors.dot(direction(fit, method, part(first, second, positives, 0, 0.8), seed), whole);
            seeds = Math.min(seeds, Vectors.dot(direction(fit, method, fit.every(), seed + 1 + draw), whole));
        }
        return new Stability(
                name,
                layer,
                method,
                Samples.mean(halves),
                Samples.sorted(halves)[0],
                Samples.mean(subsets),
                Samples.sorted(subsets)[0],
                seeds,
                draws);
    }

    private static int[] order(int count, SplittableRandom random) {
        int[] order = IntStream.range(0, count).toArray();
        DirectionFit.shuffle(order, random);
        return order;
    }

    /// Rows of a stretch of both orders; the same for both sides where pairs stay together.
    private static int[] part(int[] first, int[] second, int positives, double from, double to) {
        return IntStream.concat(
                        IntStream.range((int) (from * first.length), (int) (to * first.length))
                                .map(i -> first[i]),
                        IntStream.range((int) (from * second.length), (int) (to * second.length))
                                .map(i -> positives + second[i]))
                .toArray();
    }

    private static float[] direction(DirectionFit fit, DirectionMethod method, int[] chosen, long seed) {
        return Vectors.unit(fit.separator(method, fit.labels(), chosen, seed).weights());
    }
}
