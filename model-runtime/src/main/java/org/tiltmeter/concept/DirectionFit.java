package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tiltmeter.work.Cancellation;

/// Fits the directions of one concept in one layer and measures how well they predict texts held
/// out.
///
/// Rows are first centred half way between the two means, divided by their root mean square
/// length, and, where there are fewer texts than dimensions, expressed in an orthonormal basis
/// of what they span. A rotation changes no method's result, and makes fitting as cheap for wide
/// models as for narrow ones. For one thread.
final class DirectionFit {

    private final Span span;
    private final double[] centre;
    private final double scale;
    private final double separation;
    private final int positives;
    private final LinearFit linear;

    /// @param positive activations, `[texts][hidden size]`
    /// @param negative activations, `[texts][hidden size]`
    DirectionFit(float[][] positive, float[][] negative) {
        int size = positive[0].length;
        double[] meanPositive = mean(positive, size);
        double[] meanNegative = mean(negative, size);
        centre = new double[size];
        double squaredSeparation = 0;
        for (int i = 0; i < size; i++) {
            centre[i] = (meanPositive[i] + meanNegative[i]) / 2;
            squaredSeparation += (meanPositive[i] - meanNegative[i]) * (meanPositive[i] - meanNegative[i]);
        }
        separation = Math.sqrt(squaredSeparation);
        double[][] centred = new double[positive.length + negative.length][size];
        double squares = 0;
        for (int row = 0; row < centred.length; row++) {
            float[] source = row < positive.length ? positive[row] : negative[row - positive.length];
            for (int i = 0; i < size; i++) {
                centred[row][i] = source[i] - centre[i];
                squares += centred[row][i] * centred[row][i];
            }
        }
        scale = squares > 0 ? Math.sqrt(squares / centred.length) : 1;
        for (double[] row : centred) {
            for (int i = 0; i < size; i++) {
                row[i] /= scale;
            }
        }
        span = Span.of(centred);
        positives = positive.length;
        linear = new LinearFit(span.rows());
    }

    /// Fits every method of the settings and measures it; what it returns after a request to
    /// stop is not whole.
    List<ConceptDirection> directions(String concept, int layer, ConceptSettings settings, Cancellation cancellation) {
        List<ConceptDirection> directions = new ArrayList<>();
        for (DirectionMethod method : settings.methods()) {
            long seed = settings.seed() + 31L * layer;
            int[] labels = labels();
            double[] shuffled = nullAccuracies(method, settings, seed, cancellation);
            double nullMean = 0;
            double nullHigh = 0;
            for (double accuracy : shuffled) {
                nullMean += accuracy / shuffled.length;
                nullHigh = Math.max(nullHigh, accuracy);
            }
            directions.add(new ConceptDirection(
                    concept,
                    layer,
                    method,
                    Vectors.unit(
                            span.back(linear.fit(method, labels, every(), seed).weights())),
                    Vectors.floats(centre),
                    separation,
                    heldOutAccuracy(method, labels, settings.folds(), seed),
                    nullMean,
                    nullHigh));
        }
        return directions;
    }

    /// The hyperplane in the space of the hidden states, fitted on some rows: the positive texts
    /// come first, then the negative ones.
    ///
    /// @param chosen rows, each as often as it is named
    Separator separator(DirectionMethod method, int[] labels, int[] chosen, long seed) {
        Separator inner = linear.fit(method, labels, chosen, seed);
        double[] weights = span.back(inner.weights()).clone();
        double offset = inner.offset();
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= scale;
            offset -= weights[i] * centre[i];
        }
        return new Separator(weights, offset);
    }

    /// 1 for the positive rows, -1 for the others.
    int[] labels() {
        int[] labels = new int[span.rows().length];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = row < positives ? 1 : -1;
        }
        return labels;
    }

    /// Every row once.
    int[] every() {
        return IntStream.range(0, span.rows().length).toArray();
    }

    private double[] nullAccuracies(
            DirectionMethod method, ConceptSettings settings, long seed, Cancellation cancellation) {
        double[] accuracies = new double[settings.randomSplits()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < accuracies.length && !cancellation.isRequested(); i++) {
            int[] labels = labels();
            shuffle(labels, random);
            accuracies[i] = heldOutAccuracy(method, labels, settings.folds(), seed + i + 1);
        }
        return accuracies;
    }

    /// Mean over the two classes of the share of rows predicted rightly by a direction fitted
    /// without their fold.
    private double heldOutAccuracy(DirectionMethod method, int[] labels, int folds, long seed) {
        int[] fold = folds(labels, folds, method.needsPairs(), new SplittableRandom(seed));
        double[] right = new double[2];
        double[] total = new double[2];
        for (int part = 0; part < folds; part++) {
            int held = part;
            int[] training = IntStream.range(0, fold.length)
                    .filter(row -> fold[row] != held)
                    .toArray();
            if (training.length == fold.length) {
                continue;
            }
            Separator separator = linear.fit(method, labels, training, seed);
            for (int row = 0; row < fold.length; row++) {
                if (fold[row] == held) {
                    int group = labels[row] > 0 ? 0 : 1;
                    double side = separator.side(span.rows()[row]);
                    right[group] += side == 0 ? 0.5 : side > 0 == labels[row] > 0 ? 1 : 0;
                    total[group]++;
                }
            }
        }
        return (right[0] / total[0] + right[1] / total[1]) / 2;
    }

    /// Deals the rows of each class to the folds in a shuffled order, or pairs where they must
    /// stay together.
    private static int[] folds(int[] labels, int folds, boolean pairs, SplittableRandom random) {
        int[] fold = new int[labels.length];
        int[] order = new int[0];
        for (int label : new int[] {1, -1}) {
            int[] members = IntStream.range(0, labels.length)
                    .filter(row -> labels[row] == label)
                    .toArray();
            if (!pairs || label > 0) {
                order = IntStream.range(0, members.length).toArray();
                shuffle(order, random);
            }
            for (int i = 0; i < members.length; i++) {
                fold[members[order[i]]] = i % folds;
            }
        }
        return fold;
    }

    /// Puts values into a random order.
    static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
    }

    private static double[] mean(float[][] rows, int size) {
        double[] mean = new double[size];
        for (float[] row : rows) {
            for (int i = 0; i < size; i++) {
                mean[i] += row[i];
            }
        }
        for (int i = 0; i < size; i++) {
            mean[i] /= rows.length;
        }
        return mean;
    }
}
