package org.tiltmeter.concept;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/// Fits the directions of one concept in one layer and measures how well they predict texts held out.
///
/// Rows are first centred half way between the two means, divided by their root mean square length, and, where
/// there
/// are fewer texts than dimensions, expressed in an orthonormal basis of what they span. A rotation changes
/// neither
/// method's result, and makes fitting as cheap for wide models as for narrow ones.
final class DirectionFit {

    private static final double REGULARISATION = 1;

    static {
        // It would otherwise write to standard output, which belongs to results.
        Linear.disableDebugOutput();
    }

    private final double[][] rows;
    private final int positives;
    private final ConceptSettings settings;

    private DirectionFit(double[][] rows, int positives, ConceptSettings settings) {
        this.rows = rows;
        this.positives = positives;
        this.settings = settings;
    }

    /// Fits both methods.
    ///
    /// @param positive activations, `[texts][hidden size]`
    /// @param negative activations, `[texts][hidden size]`
    static List<ConceptDirection> fit(
            String concept, int layer, float[][] positive, float[][] negative, ConceptSettings settings) {
        int size = positive[0].length;
        double[] meanPositive = mean(positive, size);
        double[] meanNegative = mean(negative, size);
        double[] centre = new double[size];
        double separation = 0;
        for (int i = 0; i < size; i++) {
            centre[i] = (meanPositive[i] + meanNegative[i]) / 2;
            separation += (meanPositive[i] - meanNegative[i]) * (meanPositive[i] - meanNegative[i]);
        }
        double[][] centred = new double[positive.length + negative.length][size];
        double squares = 0;
        for (int row = 0; row < centred.length; row++) {
            float[] source = row < positive.length ? positive[row] : negative[row - positive.length];
            for (int i = 0; i < size; i++) {
                centred[row][i] = source[i] - centre[i];
                squares += centred[row][i] * centred[row][i];
            }
        }
        double scale = squares > 0 ? Math.sqrt(squares / centred.length) : 1;
        for (double[] row : centred) {
            for (int i = 0; i < size; i++) {
                row[i] /= scale;
            }
        }
        Span span = Span.of(centred);
        DirectionFit fit = new DirectionFit(span.rows(), positive.length, settings);
        List<ConceptDirection> directions = new ArrayList<>();
        for (DirectionMethod method : DirectionMethod.values()) {
            long seed = settings.seed() + 31L * layer;
            int[] labels = fit.trueLabels();
            double[] shuffled = fit.nullAccuracies(method, seed);
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
                    unit(span.back(
                            fit.separator(method, labels, fit.everyRow(), seed).weights())),
                    floats(centre),
                    Math.sqrt(separation),
                    fit.heldOutAccuracy(method, labels, seed),
                    nullMean,
                    nullHigh));
        }
        return directions;
    }

    /// A hyperplane: positive where weights · row + offset > 0.
    private record Separator(double[] weights, double offset) {

        double side(double[] row) {
            double sum = offset;
            for (int i = 0; i < row.length; i++) {
                sum += weights[i] * row[i];
            }
            return sum;
        }
    }

    private int[] trueLabels() {
        int[] labels = new int[rows.length];
        for (int row = 0; row < rows.length; row++) {
            labels[row] = row < positives ? 1 : -1;
        }
        return labels;
    }

    private boolean[] everyRow() {
        boolean[] all = new boolean[rows.length];
        java.util.Arrays.fill(all, true);
        return all;
    }

    private double[] nullAccuracies(DirectionMethod method, long seed) {
        double[] accuracies = new double[settings.randomSplits()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < accuracies.length; i++) {
            int[] labels = trueLabels();
            shuffle(labels, random);
            accuracies[i] = heldOutAccuracy(method, labels, seed + i + 1);
        }
        return accuracies;
    }

    /// Mean over the two classes of the share of rows predicted rightly by a direction fitted without their
    /// fold.
    private double heldOutAccuracy(DirectionMethod method, int[] labels, long seed) {
        int[] fold = folds(labels, new SplittableRandom(seed));
        double[] right = new double[2];
        double[] total = new double[2];
        for (int held = 0; held < settings.folds(); held++) {
            boolean[] training = new boolean[rows.length];
            boolean any = false;
            for (int row = 0; row < rows.length; row++) {
                training[row] = fold[row] != held;
                any |= fold[row] == held;
            }
            if (!any) {
                continue;
            }
            Separator separator = separator(method, labels, training, seed);
            for (int row = 0; row < rows.length; row++) {
                if (!training[row]) {
                    int group = labels[row] > 0 ? 0 : 1;
                    double side = separator.side(rows[row]);
                    right[group] += side == 0 ? 0.5 : side > 0 == labels[row] > 0 ? 1 : 0;
                    total[group]++;
                }
            }
        }
        return (right[0] / total[0] + right[1] / total[1]) / 2;
    }

    /// Deals the rows of each class to the folds in a shuffled order.
    private int[] folds(int[] labels, SplittableRandom random) {
        int[] fold = new int[labels.length];
        for (int label : new int[] {1, -1}) {
            int[] members = java.util.stream.IntStream.range(0, labels.length)
                    .filter(row -> labels[row] == label)
                    .toArray();
            shuffle(members, random);
            for (int i = 0; i < members.length; i++) {
                fold[members[i]] = i % settings.folds();
            }
        }
        return fold;
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
    }

    private Separator separator(DirectionMethod method, int[] labels, boolean[] training, long seed) {
        return switch (method) {
            case DIFFERENCE_OF_MEANS -> differenceOfMeans(labels, training);
            case LOGISTIC_REGRESSION -> logisticRegression(labels, training, seed);
        };
    }

    private Separator differenceOfMeans(int[] labels, boolean[] training) {
        int size = rows[0].length;
        double[][] sums = new double[2][size];
        int[] counts = new int[2];
        for (int row = 0; row < rows.length; row++) {
            if (training[row]) {
                int group = labels[row] > 0 ? 0 : 1;
                counts[group]++;
                for (int i = 0; i < size; i++) {
                    sums[group][i] += rows[row][i];
                }
            }
        }
        double[] weights = new double[size];
        double offset = 0;
        for (int i = 0; i < size; i++) {
            double positive = sums[0][i] / counts[0];
            double negative = sums[1][i] / counts[1];
            weights[i] = positive - negative;
            offset -= weights[i] * (positive + negative) / 2;
        }
        return new Separator(weights, offset);
    }

    /// L2-regularised logistic regression, C = 1, on rows of mean square length 1.
    private Separator logisticRegression(int[] labels, boolean[] training, long seed) {
        int size = rows[0].length;
        List<Feature[]> features = new ArrayList<>();
        List<Double> targets = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            if (training[row]) {
                Feature[] nodes = new Feature[size + 1];
                for (int i = 0; i < size; i++) {
                    nodes[i] = new FeatureNode(i + 1, rows[row][i]);
                }
                nodes[size] = new FeatureNode(size + 1, 1);
                features.add(nodes);
                targets.add((double) labels[row]);
            }
        }
        Problem problem = new Problem();
        problem.l = features.size();
        problem.n = size + 1;
        problem.bias = 1;
        problem.x = features.toArray(new Feature[0][]);
        problem.y = targets.stream().mapToDouble(Double::doubleValue).toArray();
        Parameter parameter = new Parameter(SolverType.L2R_LR, REGULARISATION, 0.001);
        parameter.setRandom(new Random(seed));
        Model model = Linear.train(problem, parameter);
        double sign = model.getLabels()[0] > 0 ? 1 : -1;
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            weights[i] = sign * model.getFeatureWeights()[i];
        }
        return new Separator(weights, sign * model.getFeatureWeights()[size]);
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

    private static float[] unit(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        double length = squares > 0 ? Math.sqrt(squares) : 1;
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    private static float[] floats(double[] vector) {
        float[] floats = new float[vector.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) vector[i];
        }
        return floats;
    }
}
