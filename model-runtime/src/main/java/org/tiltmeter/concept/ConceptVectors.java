package org.tiltmeter.concept;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.tiltmeter.work.Cancellation;

/// The vectors of one concept in one layer that asymmetries compare: its own, those of resampled
/// texts, and those of random labels. Without features the vector is the concept's direction v.
/// With an encoder it is unit(mean over texts of enc(a + ε v) − enc(a)), where ε takes the
/// logistic regression to P = 0.99: ε = (logit 0.99 − b − w·a) / |w|.
final class ConceptVectors {

    private static final double LOGIT = Math.log(0.99 / 0.01);

    private final Concept concept;
    private final DirectionFit fit;
    private final float[][] rows;
    private final Optional<FeatureEncoder> encoder;
    private final AsymmetryRequest request;

    ConceptVectors(
            Concept concept,
            float[][] positive,
            float[][] negative,
            Optional<FeatureEncoder> encoder,
            AsymmetryRequest request) {
        this.concept = concept;
        this.fit = new DirectionFit(positive, negative);
        this.rows = Arrays.copyOf(positive, positive.length + negative.length);
        System.arraycopy(negative, 0, rows, positive.length, negative.length);
        this.encoder = encoder;
        this.request = request;
    }

    /// The concept's own vector, of length 1.
    float[] own() {
        return vector(fit.labels(), fit.every(), request.seed());
    }

    /// Vectors of resampled texts, `[resamples][size]`. The i-th texts of both sides are drawn
    /// together where there are equally many, and lists that two concepts share are drawn alike
    /// in both.
    float[][] resampled(Cancellation cancellation) {
        int[] labels = fit.labels();
        return each(request.resamples(), cancellation, resample -> vector(labels, drawn(resample), resample));
    }

    /// Vectors of random labels, `[splits][size]`. Half of the positive and half of the negative
    /// texts get each label, so that nothing of the concept itself is among what tells them
    /// apart.
    float[][] shuffled(Cancellation cancellation) {
        SplittableRandom random =
                new SplittableRandom(request.seed() + 7_919L * concept.name().hashCode());
        return each(request.randomSplits(), cancellation, split -> {
            int[] labels = new int[rows.length];
            deal(labels, 0, concept.positive().size(), random);
            deal(labels, concept.positive().size(), rows.length, random);
            return vector(labels, fit.every(), split);
        });
    }

    private static void deal(int[] labels, int from, int to, SplittableRandom random) {
        int[] order = IntStream.range(from, to).toArray();
        DirectionFit.shuffle(order, random);
        int first = random.nextBoolean() ? 1 : -1;
        for (int i = 0; i < order.length; i++) {
            labels[order[i]] = i % 2 == 0 ? first : -first;
        }
    }

    private static float[][] each(int count, Cancellation cancellation, IntFunction<float[]> vector) {
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            cancellation.throwIfRequested();
            vectors[i] = vector.apply(i);
        }
        return vectors;
    }

    private int[] drawn(int resample) {
        List<String> positive = concept.positive();
        List<String> negative = concept.negative();
        boolean together = positive.size() == negative.size();
        int both = positive.hashCode() + negative.hashCode();
        int[] first = indices(positive.size(), together ? both : positive.hashCode(), resample);
        int[] second = indices(negative.size(), together ? both : negative.hashCode(), resample);
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second).map(index -> index + positive.size()))
                .toArray();
    }

    private int[] indices(int count, int list, int resample) {
        SplittableRandom random =
                new SplittableRandom(request.seed() * 1_000_003L + list * 0x9E3779B97F4A7C15L + resample);
        return IntStream.generate(() -> random.nextInt(count)).limit(count).toArray();
    }

    private float[] vector(int[] labels, int[] chosen, long seed) {
        Separator separator = fit.separator(request.method(), labels, chosen, seed);
        return encoder.map(features -> shift(features, separator, chosen))
                .orElseGet(() -> Vectors.unit(separator.weights()));
    }

    private float[] shift(FeatureEncoder features, Separator separator, int[] chosen) {
        double squares = 0;
        for (double weight : separator.weights()) {
            squares += weight * weight;
        }
        double length = Math.sqrt(squares);
        float[][] before = new float[chosen.length][];
        float[][] after = new float[chosen.length][];
        for (int i = 0; i < chosen.length; i++) {
            before[i] = rows[chosen[i]];
            double side = separator.offset();
            for (int k = 0; k < before[i].length; k++) {
                side += separator.weights()[k] * before[i][k];
            }
            double along = squares > 0 ? (LOGIT - side) / squares : 0;
            after[i] = new float[before[i].length];
            for (int k = 0; k < after[i].length; k++) {
                after[i][k] = (float) (before[i][k] + along * separator.weights()[k]);
            }
        }
        double[] mean = new double[features.features()];
        float[][] from = features.encode(before);
        float[][] to = features.encode(after);
        for (int i = 0; i < chosen.length && length > 0; i++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += (to[i][k] - (double) from[i][k]) / chosen.length;
            }
        }
        return Vectors.unit(mean);
    }
}
