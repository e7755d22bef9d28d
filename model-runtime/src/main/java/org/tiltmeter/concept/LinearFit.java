package org.tiltmeter.concept;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Random;
import java.util.SplittableRandom;

/// Fits hyperplanes between labelled rows, by every method. For one thread.
final class LinearFit {

    private static final double REGULARISATION = 1;

    static {
        // It would otherwise write to standard output, which belongs to results.
        Linear.disableDebugOutput();
    }

    private final double[][] rows;
    private Feature[][] features = new Feature[0][];

    /// @param rows `[rows][size]`
    LinearFit(double[][] rows) {
        this.rows = rows;
    }

    /// Fits one hyperplane.
    ///
    /// @param chosen rows to fit on, a row as often as it is named; both labels must occur.
    ///     Where the method needs pairs, the k-th positive of them is the partner of the k-th
    ///     negative
    /// @param labels 1 or -1, `[rows]`
    Separator fit(DirectionMethod method, int[] labels, int[] chosen, long seed) {
        return switch (method) {
            case DIFFERENCE_OF_MEANS -> differenceOfMeans(labels, chosen);
            case LOGISTIC_REGRESSION -> classifier(SolverType.L2R_LR, labels, chosen, seed);
            case LINEAR_SVM -> classifier(SolverType.L2R_L2LOSS_SVC, labels, chosen, seed);
            case PAIR_COMPONENT -> pairComponent(labels, chosen);
            case READING_VECTOR -> readingVector(labels, chosen, seed);
        };
    }

    private double[][] means(int[] labels, int[] chosen) {
        int size = rows[0].length;
        double[][] means = new double[2][size];
        int[] counts = new int[2];
        for (int row : chosen) {
            int group = labels[row] > 0 ? 0 : 1;
            counts[group]++;
            for (int i = 0; i < size; i++) {
                means[group][i] += rows[row][i];
            }
        }
        for (int i = 0; i < size; i++) {
            means[0][i] /= counts[0];
            means[1][i] /= counts[1];
        }
        return means;
    }

    private Separator differenceOfMeans(int[] labels, int[] chosen) {
        double[][] means = means(labels, chosen);
        double[] weights = new double[means[0].length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = means[0][i] - means[1][i];
        }
        return between(weights, means);
    }

    /// The hyperplane with this normal half way between two means.
    private static Separator between(double[] weights, double[][] means) {
        double offset = 0;
        for (int i = 0; i < weights.length; i++) {
            offset -= weights[i] * (means[0][i] + means[1][i]) / 2;
        }
        return new Separator(weights, offset);
    }

    private double[][] differences(int[] labels, int[] chosen) {
        int[] positive =
                java.util.Arrays.stream(chosen).filter(row -> labels[row] > 0).toArray();
        int[] negative =
                java.util.Arrays.stream(chosen).filter(row -> labels[row] <= 0).toArray();
        int pairs = Math.min(positive.length, negative.length);
        double[][] differences = new double[pairs][rows[0].length];
        for (int pair = 0; pair < pairs; pair++) {
            for (int i = 0; i < differences[pair].length; i++) {
                differences[pair][i] = rows[positive[pair]][i] - rows[negative[pair]][i];
            }
        }
        return differences;
    }

    /// Both vectors of a pair less its mean are plus and minus half the difference: their
    /// components about the origin are those of the differences.
    private Separator pairComponent(int[] labels, int[] chosen) {
        double[][] differences = differences(labels, chosen);
        double[] axis = first(differences);
        double along = 0;
        for (double[] difference : differences) {
            along += Vectors.dot(difference, axis);
        }
        return between(signed(axis, along), means(labels, chosen));
    }

    private Separator readingVector(int[] labels, int[] chosen, long seed) {
        double[][] differences = differences(labels, chosen);
        SplittableRandom random = new SplittableRandom(seed);
        double[][] recentred = new double[differences.length][];
        double[] mean = new double[rows[0].length];
        for (int pair = 0; pair < recentred.length; pair++) {
            int sign = random.nextBoolean() ? 1 : -1;
            recentred[pair] = differences[pair].clone();
            for (int i = 0; i < mean.length; i++) {
                recentred[pair][i] *= sign;
                mean[i] += recentred[pair][i] / recentred.length;
            }
        }
        for (double[] row : recentred) {
            for (int i = 0; i < mean.length; i++) {
                row[i] -= mean[i];
            }
        }
        double[] axis = first(recentred);
        int agreeing = 0;
        for (double[] difference : differences) {
            agreeing += (int) Math.signum(Vectors.dot(difference, axis));
        }
        return between(signed(axis, agreeing), means(labels, chosen));
    }

    private double[] first(double[][] vectors) {
        double[][] axes = PrincipalComponents.of(vectors, 1).axes();
        return axes.length == 0 ? new double[rows[0].length] : axes[0];
    }

    private static double[] signed(double[] axis, double sign) {
        double[] signed = axis.clone();
        for (int i = 0; i < signed.length && sign < 0; i++) {
            signed[i] = -signed[i];
        }
        return signed;
    }

    private void prepare() {
        if (features.length == 0) {
            int size = rows[0].length;
            features = new Feature[rows.length][size + 1];
            for (int row = 0; row < rows.length; row++) {
                for (int i = 0; i < size; i++) {
                    features[row][i] = new FeatureNode(i + 1, rows[row][i]);
                }
                features[row][size] = new FeatureNode(size + 1, 1);
            }
        }
    }

    /// L2-regularised, C = 1.
    private Separator classifier(SolverType solver, int[] labels, int[] chosen, long seed) {
        prepare();
        int size = rows[0].length;
        Problem problem = new Problem();
        problem.l = chosen.length;
        problem.n = size + 1;
        problem.bias = 1;
        problem.x = new Feature[chosen.length][];
        problem.y = new double[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            problem.x[i] = features[chosen[i]];
            problem.y[i] = labels[chosen[i]];
        }
        Parameter parameter = new Parameter(solver, REGULARISATION, 0.001);
        parameter.setRandom(new Random(seed));
        Model model = Linear.train(problem, parameter);
        double sign = model.getLabels()[0] > 0 ? 1 : -1;
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            weights[i] = sign * model.getFeatureWeights()[i];
        }
        return new Separator(weights, sign * model.getFeatureWeights()[size]);
    }
}
