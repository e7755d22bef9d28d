package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hipparchus.special.Beta;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.statistics.Corrections;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Computes asymmetries of targets towards references; a target that is itself one of two references is left out for
/// these. The texts' pooled activations are held
/// for all layers looked at, the vectors for one layer at a time.
public final class Asymmetries {

    /// Most numbers of pooled activations that are held.
    public static final long MOST_FLOATS = 400_000_000;

    private final ConceptAnalysis analysis;
    private final AsymmetryRequest request;
    private final Optional<FeatureEncoder> encoder;
    private final Map<String, List<float[][]>> positive = new LinkedHashMap<>();
    private final Map<String, List<float[][]>> negative = new LinkedHashMap<>();

    private Asymmetries(ConceptAnalysis analysis, AsymmetryRequest request, Optional<FeatureEncoder> encoder) {
        this.analysis = analysis;
        this.request = request;
        this.encoder = encoder;
    }

    /// Without a sparse autoencoder: cosines of the directions themselves.
    ///
    /// @param analysis the concepts' directions; their accuracies say which layers are reliable
    /// @param progress hears TRACING in texts and COMPUTING_STATISTICS in concepts times layers
    /// @throws BadInputException if a concept is not in the set, or the texts are too many to
    ///     hold
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static AsymmetryStudy of(
            LanguageModel model,
            ConceptAnalysis analysis,
            AsymmetryRequest request,
            Progress progress,
            Cancellation cancellation) {
        return new Asymmetries(analysis, request, Optional.empty())
                .run(model, analysis.lookedAt(), progress, cancellation);
    }

    /// With a sparse autoencoder, in the one layer that it reads: cosines of what a shift along
    /// the directions changes in its features.
    public static AsymmetryStudy of(
            LanguageModel model,
            ConceptAnalysis analysis,
            AsymmetryRequest request,
            FeatureEncoder encoder,
            Progress progress,
            Cancellation cancellation) {
        if (!analysis.lookedAt().contains(encoder.layer())) {
            throw new BadInputException(
                    "%s reads hidden state %d, which was not looked at; find directions there first."
                            .formatted(encoder.name(), encoder.layer()));
        }
        return new Asymmetries(analysis, request.withMethod(DirectionMethod.LOGISTIC_REGRESSION), Optional.of(encoder))
                .run(model, List.of(encoder.layer()), progress, cancellation);
    }

    private AsymmetryStudy run(
            LanguageModel model, List<Integer> layers, Progress progress, Cancellation cancellation) {
        if (!analysis.settings().methods().contains(request.method())) {
            throw new BadInputException("Asymmetries by " + request.method().fileName()
                    + " need directions found that way; name it among the methods.");
        }
        Set<String> references = new LinkedHashSet<>();
        request.references().forEach(pair -> references.addAll(List.of(pair.first(), pair.second())));
        Set<String> needed = new LinkedHashSet<>(request.targets());
        needed.addAll(references);
        pool(model, needed, layers, progress, cancellation);
        List<List<Sum>> sums = request.targets().stream()
                .map(target ->
                        request.references().stream().map(pair -> new Sum()).toList())
                .toList();
        List<Asymmetry> found = new ArrayList<>();
        long done = 0;
        long total =
                (long) layers.size() * (references.size() + request.targets().size());
        for (int index = 0; index < layers.size(); index++) {
            Map<String, Held> known = new LinkedHashMap<>();
            for (String reference : references) {
                known.put(reference, vectors(reference, index, cancellation));
                progress.report(new Progress.Step(Progress.Phase.COMPUTING_STATISTICS, ++done, total));
            }
            List<Asymmetry> inLayer = new ArrayList<>();
            for (int target = 0; target < request.targets().size(); target++) {
                inLayer.addAll(held(layers.get(index), index, target, known, sums.get(target), cancellation));
                progress.report(new Progress.Step(Progress.Phase.COMPUTING_STATISTICS, ++done, total));
            }
            found.addAll(adjusted(inLayer));
        }
        return new AsymmetryStudy(
                encoder.isPresent() ? AsymmetryStudy.BIAS_LENS : AsymmetryStudy.CAV_COSINE,
                analysis.model(),
                request,
                ranked(sums),
                found);
    }

    private void pool(
            LanguageModel model,
            Set<String> needed,
            List<Integer> layers,
            Progress progress,
            Cancellation cancellation) {
        long texts = 0;
        for (String name : needed) {
            Concept concept = analysis.concept(name);
            texts += concept.positive().size() + concept.negative().size();
        }
        if (texts * layers.size() * model.summary().hiddenSize() > MOST_FLOATS) {
            throw new BadInputException(
                    "%d texts in %d layers are too many to hold at once; look at fewer layers or name fewer targets."
                            .formatted(texts, layers.size()));
        }
        PooledActivations activations =
                new PooledActivations(model, analysis.settings().pooling(), layers);
        for (String name : needed) {
            Concept concept = analysis.concept(name);
            positive.put(name, activations.of(concept.positive(), progress, cancellation));
            negative.put(name, activations.of(concept.negative(), progress, cancellation));
        }
    }

    /// A concept's vectors in one layer.
    private record Held(float[] own, float[][] resampled, float[][] shuffled) {}

    private Held vectors(String name, int index, Cancellation cancellation) {
        ConceptVectors vectors = vectorsOf(name, index);
        return new Held(vectors.own(), vectors.resampled(cancellation), new float[0][]);
    }

    private ConceptVectors vectorsOf(String name, int index) {
        return new ConceptVectors(
                analysis.concept(name),
                ConceptAnalysis.rows(positive.getOrDefault(name, List.of()), index),
                ConceptAnalysis.rows(negative.getOrDefault(name, List.of()), index),
                encoder,
                request);
    }

    /// What is added up over layers for one target and pair.
    private static final class Sum {
        private final List<Asymmetry> layers = new ArrayList<>();
        private final List<double[]> resampled = new ArrayList<>();
        private final List<double[]> shuffled = new ArrayList<>();
    }

    private List<Asymmetry> held(
            int layer, int index, int target, Map<String, Held> references, List<Sum> sums, Cancellation cancellation) {
        String name = request.targets().get(target);
        ConceptVectors vectors = vectorsOf(name, index);
        float[] own = vectors.own();
        float[][] resampled = vectors.resampled(cancellation);
        float[][] shuffled = vectors.shuffled(cancellation);
        List<Asymmetry> found = new ArrayList<>();
        for (int pair = 0; pair < request.references().size(); pair++) {
            ReferencePair held = request.references().get(pair);
            if (held.holds(name)) {
                continue;
            }
            Held first = java.util.Objects.requireNonNull(references.get(held.first()));
            Held second = java.util.Objects.requireNonNull(references.get(held.second()));
            double[] scores = new double[resampled.length];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Vectors.dot(resampled[i], first.resampled()[i])
                        - Vectors.dot(resampled[i], second.resampled()[i]);
            }
            double[] unrelated = new double[shuffled.length];
            for (int i = 0; i < unrelated.length; i++) {
                unrelated[i] = Vectors.dot(shuffled[i], first.own()) - Vectors.dot(shuffled[i], second.own());
            }
            boolean reliable = reliable(name, layer) && reliable(held.first(), layer) && reliable(held.second(), layer);
            Asymmetry asymmetry = asymmetry(
                    name,
                    held,
                    layer,
                    1,
                    reliable,
                    Vectors.dot(own, first.own()) - Vectors.dot(own, second.own()),
                    scores,
                    unrelated,
                    randomChance(first.own(), second.own()));
            found.add(asymmetry);
            Sum sum = sums.get(pair);
            sum.layers.add(asymmetry);
            sum.resampled.add(scores);
            sum.shuffled.add(unrelated);
        }
        return found;
    }

    private boolean reliable(String concept, int layer) {
        return analysis.direction(concept, layer, request.method()).isReliable();
    }

    private Asymmetry asymmetry(
            String target,
            ReferencePair references,
            int layer,
            int layers,
            boolean reliable,
            double score,
            double[] resampled,
            double[] unrelated,
            double randomChance) {
        double[] sizes = new double[unrelated.length];
        int extreme = 0;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(unrelated[i]);
            extreme += sizes[i] >= Math.abs(score) ? 1 : 0;
        }
        double[] both = new double[Math.max(resampled.length, unrelated.length)];
        for (int i = 0; i < both.length; i++) {
            both[i] = resampled[i % resampled.length] + unrelated[i % unrelated.length];
        }
        return new Asymmetry(
                target,
                references,
                layer,
                layers,
                reliable,
                score,
                interval(resampled),
                interval(both),
                Samples.quantile(Samples.sorted(sizes), request.level()),
                randomChance,
                (1.0 + extreme) / (1.0 + sizes.length),
                Double.NaN);
    }

    private Interval interval(double[] values) {
        double[] sorted = Samples.sorted(values);
        double tail = (1 - request.level()) / 2;
        return new Interval(Samples.quantile(sorted, tail), Samples.quantile(sorted, 1 - tail), request.level());
    }

    /// Of a direction of uniform distribution, the squared cosine with any other has a Beta(1/2,
    /// (d − 1)/2) distribution.
    private double randomChance(float[] first, float[] second) {
        double squares = 0;
        for (int i = 0; i < first.length; i++) {
            squares += ((double) first[i] - second[i]) * ((double) first[i] - second[i]);
        }
        return Math.sqrt(squares) * cosineQuantile(request.level(), first.length);
    }

    /// The absolute cosine with a fixed direction that this share of uniformly distributed
    /// directions stays below.
    static double cosineQuantile(double share, int size) {
        if (size == 1) {
            return 1;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (Beta.regularizedBeta(middle * middle, 0.5, (size - 1) / 2.0) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private List<Asymmetry> ranked(List<List<Sum>> sums) {
        List<Asymmetry> means = new ArrayList<>();
        for (List<Sum> target : sums) {
            target.stream().filter(sum -> !sum.layers.isEmpty()).map(this::mean).forEach(means::add);
        }
        List<Asymmetry> ranked = new ArrayList<>(adjusted(means));
        ranked.sort(Comparator.comparingDouble(one -> -Math.abs(one.score())));
        return ranked;
    }

    private Asymmetry mean(Sum sum) {
        boolean reliable = sum.layers.stream().anyMatch(Asymmetry::reliable);
        int count = 0;
        double score = 0;
        double randomChance = 0;
        double[] resampled = new double[request.resamples()];
        double[] unrelated = new double[request.randomSplits()];
        for (int i = 0; i < sum.layers.size(); i++) {
            Asymmetry layer = sum.layers.get(i);
            if (layer.reliable() == reliable) {
                count++;
                score += layer.score();
                randomChance += layer.randomChance() * layer.randomChance();
                add(resampled, sum.resampled.get(i));
                add(unrelated, sum.shuffled.get(i));
            }
        }
        divide(resampled, count);
        divide(unrelated, count);
        Asymmetry any = sum.layers.getFirst();
        return asymmetry(
                any.target(),
                any.references(),
                Asymmetry.MEAN,
                count,
                reliable,
                score / count,
                resampled,
                unrelated,
                Math.sqrt(randomChance / count));
    }

    private static void add(double[] sum, double[] values) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
    }

    private static void divide(double[] sum, int count) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= count;
        }
    }

    private static List<Asymmetry> adjusted(List<Asymmetry> rows) {
        double[] adjusted = Corrections.benjaminiHochberg(
                rows.stream().mapToDouble(Asymmetry::p).toArray());
        List<Asymmetry> result = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            result.add(rows.get(i).withAdjustedP(adjusted[i]));
        }
        return result;
    }
}
