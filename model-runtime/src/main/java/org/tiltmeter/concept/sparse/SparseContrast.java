package org.tiltmeter.concept.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.NearestVocabulary;
import org.tiltmeter.concept.PooledActivations;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Which features of a sparse autoencoder differ most between the texts with a concept and those without.
///
/// For each feature the point-biserial correlation r of its activation with the side of the text; p from the largest
/// |r| of all features under shuffled sides (max-T of Westfall and Young 1993, single step).
///
/// @param concept name of the concept
/// @param autoencoder what the autoencoder is called
/// @param layer the hidden state it reads
/// @param features number of features that are on for any of the texts
/// @param shuffles how often sides were shuffled
/// @param chance the correlation that the largest of all features reaches in 5 % of shuffles
/// @param rows the most different features, largest |r| first
public record SparseContrast(
        String concept,
        String autoencoder,
        int layer,
        int features,
        int shuffles,
        double chance,
        List<SparseFeature> rows) {

    private static final int SHUFFLES = 500;
    private static final int RESAMPLES = 1_000;
    private static final double LEVEL = 0.95;
    private static final int MOST_TEXTS = 128;
    private static final int MOST_TOKENS = 4_000;
    private static final int TOKENS = 6;

    /// Copies the list.
    public SparseContrast {
        rows = List.copyOf(rows);
    }

    private record Pooled(float[][] features, boolean[] positive, int[] alive) {}

    /// Compares.
    ///
    /// @param concept at least [ConceptAnalysis#FEWEST_TEXTS] texts on each side
    /// @param pooling which hidden states stand for a text
    /// @param most features at most in the rows
    /// @param progress hears TRACING and COMPUTING_STATISTICS
    /// @throws BadInputException if the autoencoder does not fit the model or there are too few texts
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static SparseContrast of(
            LanguageModel model,
            SparseAutoencoder autoencoder,
            Concept concept,
            Pooling pooling,
            int most,
            long seed,
            Progress progress,
            Cancellation cancellation) {
        check(model, autoencoder);
        if (Math.min(concept.positive().size(), concept.negative().size()) < ConceptAnalysis.FEWEST_TEXTS) {
            throw new BadInputException("The concept \"%s\" has fewer than %d texts on a side; add some."
                    .formatted(concept.name(), ConceptAnalysis.FEWEST_TEXTS));
        }
        Pooled pooled = pooled(model, autoencoder, concept, pooling, progress, cancellation);
        double[] observed = correlations(pooled, pooled.positive());
        double[] largest = shuffled(pooled, seed, progress, cancellation);
        int[] order = IntStream.range(0, observed.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(observed[i])))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
        List<List<String>> tokens = tokens(
                model,
                autoencoder,
                concept,
                Arrays.stream(order).map(i -> pooled.alive()[i]).toArray(),
                progress,
                cancellation);
        List<SparseFeature> rows = new ArrayList<>();
        for (int row = 0; row < order.length; row++) {
            cancellation.throwIfRequested();
            rows.add(feature(model, autoencoder, pooled, order[row], observed, largest, tokens.get(row), seed));
        }
        return new SparseContrast(
                concept.name(),
                autoencoder.name(),
                autoencoder.layer(),
                pooled.alive().length,
                SHUFFLES,
                largest[(int) Math.ceil(0.95 * SHUFFLES) - 1],
                rows);
    }

    /// Whether an autoencoder reads hidden states of this model.
    ///
    /// @throws BadInputException in one sentence if it does not
    public static void check(LanguageModel model, SparseAutoencoder autoencoder) {
        if (autoencoder.size() != model.summary().hiddenSize()) {
            throw new BadInputException(
                    "%s reads hidden states of %d numbers, but those of %s have %d; open the one that"
                                    .formatted(
                                            autoencoder.name(),
                                            autoencoder.size(),
                                            model.summary().name(),
                                            model.summary().hiddenSize())
                            + " was trained on this model.");
        }
        if (autoencoder.layer() >= model.summary().layers()) {
            throw new BadInputException(
                    "%s reads hidden state %d, but before its final norm %s has 0 to %d; open another."
                            .formatted(
                                    autoencoder.name(),
                                    autoencoder.layer(),
                                    model.summary().name(),
                                    model.summary().layers() - 1));
        }
    }

    private static Pooled pooled(
            LanguageModel model,
            SparseAutoencoder autoencoder,
            Concept concept,
            Pooling pooling,
            Progress progress,
            Cancellation cancellation) {
        PooledActivations activations = new PooledActivations(model, pooling, List.of(autoencoder.layer()));
        List<float[][]> features = new ArrayList<>();
        for (List<String> side : List.of(concept.positive(), concept.negative())) {
            float[][] states = activations.of(side, progress, cancellation).stream()
                    .map(layers -> layers[0])
                    .toArray(float[][]::new);
            features.add(autoencoder.encode(states));
        }
        int positives = features.getFirst().length;
        float[][] all = new float[positives + features.getLast().length][];
        boolean[] positive = new boolean[all.length];
        for (int i = 0; i < all.length; i++) {
            positive[i] = i < positives;
            all[i] = positive[i] ? features.getFirst()[i] : features.getLast()[i - positives];
        }
        int[] alive = IntStream.range(0, autoencoder.features())
                .filter(feature -> Arrays.stream(all).anyMatch(row -> row[feature] != 0))
                .toArray();
        return new Pooled(all, positive, alive);
    }

    /// Correlation of each feature that is ever on with the sides, `[alive]`; 0 where it does not vary.
    private static double[] correlations(Pooled pooled, boolean[] sides) {
        int texts = pooled.features().length;
        double share = 0;
        for (boolean side : sides) {
            share += side ? 1.0 / texts : 0;
        }
        double[] correlations = new double[pooled.alive().length];
        for (int i = 0; i < correlations.length; i++) {
            int feature = pooled.alive()[i];
            double sum = 0;
            double squares = 0;
            double with = 0;
            for (int text = 0; text < texts; text++) {
                double value = pooled.features()[text][feature];
                sum += value;
                squares += value * value;
                with += sides[text] ? value : 0;
            }
            double mean = sum / texts;
            double variance = squares / texts - mean * mean;
            double covariance = with / texts - mean * share;
            correlations[i] = variance > 1e-12 * squares / texts
                    ? Math.clamp(covariance / Math.sqrt(variance * share * (1 - share)), -1, 1)
                    : 0;
        }
        return correlations;
    }

    /// The largest |r| of each shuffle, rising.
    private static double[] shuffled(Pooled pooled, long seed, Progress progress, Cancellation cancellation) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] sides = pooled.positive().clone();
        double[] largest = new double[SHUFFLES];
        for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.COMPUTING_STATISTICS, shuffle, SHUFFLES));
            for (int i = sides.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                boolean kept = sides[i];
                sides[i] = sides[other];
                sides[other] = kept;
            }
            for (double correlation : correlations(pooled, sides)) {
                largest[shuffle] = Math.max(largest[shuffle], Math.abs(correlation));
            }
        }
        Arrays.sort(largest);
        return largest;
    }

    private static SparseFeature feature(
            LanguageModel model,
            SparseAutoencoder autoencoder,
            Pooled pooled,
            int at,
            double[] observed,
            double[] largest,
            List<String> tokens,
            long seed) {
        int index = pooled.alive()[at];
        double[] on = new double[2];
        double[] sum = new double[2];
        int[] count = new int[2];
        for (int text = 0; text < pooled.features().length; text++) {
            int side = pooled.positive()[text] ? 0 : 1;
            float value = pooled.features()[text][index];
            count[side]++;
            on[side] += value != 0 ? 1 : 0;
            sum[side] += value;
        }
        double size = Math.abs(observed[at]) * (1 - 1e-12);
        long asLarge = Arrays.stream(largest).filter(value -> value >= size).count();
        return new SparseFeature(
                index,
                observed[at],
                interval(pooled, index, seed + index),
                (1.0 + asLarge) / (1.0 + largest.length),
                on[0] / count[0],
                on[1] / count[1],
                sum[0] / count[0],
                sum[1] / count[1],
                tokens,
                raised(model, autoencoder, index));
    }

    /// The correlation where the texts of each side are drawn again; unknown where a draw seldom varies.
    private static Interval interval(Pooled pooled, int feature, long seed) {
        List<double[]> sides = new ArrayList<>();
        for (boolean side : new boolean[] {true, false}) {
            sides.add(IntStream.range(0, pooled.positive().length)
                    .filter(text -> pooled.positive()[text] == side)
                    .mapToDouble(text -> pooled.features()[text][feature])
                    .toArray());
        }
        double[] with = sides.getFirst();
        double[] without = sides.getLast();
        double texts = with.length + without.length;
        double share = with.length / texts;
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[RESAMPLES];
        int known = 0;
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double sumWith = 0;
            double sum = 0;
            double squares = 0;
            for (double[] side : sides) {
                for (int i = 0; i < side.length; i++) {
                    double value = side[random.nextInt(side.length)];
                    sum += value;
                    squares += value * value;
                    sumWith += side == with ? value : 0;
                }
            }
            double mean = sum / texts;
            double variance = squares / texts - mean * mean;
            if (variance > 1e-12 * squares / texts) {
                double covariance = sumWith / texts - mean * share;
                drawn[known++] = Math.clamp(covariance / Math.sqrt(variance * share * (1 - share)), -1, 1);
            }
        }
        double[] sorted = Samples.sorted(Arrays.copyOf(drawn, known));
        return known < RESAMPLES / 2
                ? Interval.unknown(LEVEL)
                : new Interval(
                        Samples.quantile(sorted, (1 - LEVEL) / 2), Samples.quantile(sorted, (1 + LEVEL) / 2), LEVEL);
    }

    private static List<String> raised(LanguageModel model, SparseAutoencoder autoencoder, int feature) {
        float[] row = Arrays.copyOfRange(
                autoencoder.decoder(), feature * autoencoder.size(), (feature + 1) * autoencoder.size());
        try {
            return NearestVocabulary.of(model, row, TOKENS).raised().stream()
                    .map(entry -> entry.text().strip())
                    .toList();
        } catch (BadInputException closed) {
            // A model that cannot be taken apart shows no unembedding; the features stand without these words.
            return List.of();
        }
    }

    /// The tokens of the concept's texts on which each of some features is largest.
    private static List<List<String>> tokens(
            LanguageModel model,
            SparseAutoencoder autoencoder,
            Concept concept,
            int[] wanted,
            Progress progress,
            Cancellation cancellation) {
        List<String> texts = new ArrayList<>();
        for (List<String> side : List.of(concept.positive(), concept.negative())) {
            side.stream()
                    .limit(MOST_TEXTS / 2)
                    .map(text -> text.replace("[[", "").replace("]]", ""))
                    .forEach(texts::add);
        }
        SparseStates states = SparseStates.of(model, texts, autoencoder.layer(), MOST_TOKENS, progress, cancellation);
        float[][] values = new float[wanted.length][states.states().length];
        for (int token = 0; token < states.states().length; token++) {
            cancellation.throwIfRequested();
            float[] features = autoencoder.encode(new float[][] {states.states()[token]})[0];
            for (int i = 0; i < wanted.length; i++) {
                values[i][token] = features[wanted[i]];
            }
        }
        List<List<String>> found = new ArrayList<>();
        for (float[] activations : values) {
            Set<String> words = new LinkedHashSet<>();
            IntStream.range(0, activations.length)
                    .filter(token -> activations[token] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(token -> -activations[token]))
                    .map(states.tokens()::get)
                    .filter(word -> !word.isEmpty())
                    .forEach(words::add);
            found.add(words.stream().limit(TOKENS).toList());
        }
        return found;
    }
}
