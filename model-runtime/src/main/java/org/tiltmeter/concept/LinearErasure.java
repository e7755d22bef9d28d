package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// Takes a concept out of hidden states: x' = x − Σ_k left_k (right_k · (x − mean)).
///
/// @param name how it was found
/// @param mean `[hidden size]`
/// @param left `[rank][hidden size]`
/// @param right `[rank][hidden size]`; the same as `left` where the erasure is an orthogonal
///     projection
public record LinearErasure(String name, double[] mean, double[][] left, double[][] right) {

    /// Least-squares concept erasure (LEACE; Belrose et al. 2023) of a concept with two values.
    ///
    /// With W = Σxx^(−1/2) and u the direction of W σxz, x' = x − W⁻¹ u uᵀ W (x − mean): no
    /// linear probe can do better than the mean on these rows, and no other such change is
    /// smaller. Σxx is shrunk towards a multiple of the identity by the optimal linear shrinkage
    /// of Bodnar, Gupta and Parolya (2014), so that fewer rows than dimensions suffice; the
    /// guarantee does not depend on it.
    ///
    /// @param positive `[rows][hidden size]`
    /// @param negative `[rows][hidden size]`
    public static LinearErasure leace(float[][] positive, float[][] negative) {
        double[][] rows = joined(positive, negative);
        int n = rows.length;
        int size = rows[0].length;
        double[] mean = Vectors.centre(rows);
        double[] cross = new double[size];
        double share = (double) positive.length / n;
        for (int row = 0; row < n; row++) {
            double label = (row < positive.length ? 1 : 0) - share;
            for (int i = 0; i < size; i++) {
                cross[i] += label * rows[row][i] / n;
            }
        }
        // Σ restricted to the span of the rows; outside it is the shrinkage target alone, where nothing is to erase.
        Span span = Span.of(rows);
        double[][] inner = span.rows();
        int rank = inner[0].length;
        double[][] covariance = new double[rank][rank];
        for (double[] row : inner) {
            for (int i = 0; i < rank; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += row[i] * row[j] / n;
                }
            }
        }
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < i; j++) {
                covariance[j][i] = covariance[i][j];
            }
        }
        shrink(covariance, n, size);
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(covariance));
        double[] crossInner = span.basis().length == 0 ? cross : coordinates(span.basis(), cross);
        double[] whitened = power(eigen, crossInner, -0.5);
        double length = Math.sqrt(Vectors.dot(whitened, whitened));
        if (!(length > 1e-12)) {
            return new LinearErasure("LEACE", mean, new double[0][], new double[0][]);
        }
        for (int i = 0; i < whitened.length; i++) {
            whitened[i] /= length;
        }
        return new LinearErasure(
                "LEACE", mean, new double[][] {span.back(power(eigen, whitened, 0.5))}, new double[][] {
                    span.back(power(eigen, whitened, -0.5))
                });
    }

    /// Iterative nullspace projection (INLP; Ravfogel et al. 2020): again and again a linear
    /// classifier is fitted and its normal projected out, x' = x − Σ_k b_k (b_k · x), b an
    /// orthonormal basis of the normals.
    ///
    /// @param positive `[rows][hidden size]`
    /// @param negative `[rows][hidden size]`
    /// @param rounds number of classifiers, at most
    public static LinearErasure inlp(float[][] positive, float[][] negative, int rounds, long seed) {
        double[][] rows = joined(positive, negative);
        List<double[]> normals = new ArrayList<>();
        double[] none = new double[rows[0].length];
        for (int round = 0; round < rounds; round++) {
            LinearErasure sofar = projection(normals, none);
            float[][] left = new float[rows.length][];
            for (int row = 0; row < left.length; row++) {
                float[] source = row < positive.length ? positive[row] : negative[row - positive.length];
                left[row] = sofar.apply(source);
            }
            DirectionFit fit = new DirectionFit(
                    java.util.Arrays.copyOf(left, positive.length),
                    java.util.Arrays.copyOfRange(left, positive.length, left.length));
            double[] normal = fit.separator(
                            DirectionMethod.LOGISTIC_REGRESSION, fit.labels(), fit.every(), seed + round)
                    .weights();
            if (!(Vectors.dot(normal, normal) > 0)) {
                break;
            }
            normals.add(normal);
        }
        return projection(normals, none);
    }

    private static LinearErasure projection(List<double[]> normals, double[] mean) {
        double[][] basis = Span.orthonormal(normals.toArray(double[][]::new));
        return new LinearErasure("INLP", mean, basis, basis);
    }

    private static double[][] joined(float[][] positive, float[][] negative) {
        double[][] rows = new double[positive.length + negative.length][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Vectors.doubles(row < positive.length ? positive[row] : negative[row - positive.length]);
        }
        return rows;
    }

    /// α Σ + β I with α = 1 − (tr Σ)² ‖T‖² / (n (‖Σ‖² ‖T‖² − ⟨Σ, T⟩²)), β T = (1 − α) ⟨Σ, T⟩ /
    /// ‖T‖² · T and T = I / p. Norms of Σ are those of its restriction, since it is 0 elsewhere.
    private static void shrink(double[][] covariance, int n, int p) {
        double trace = 0;
        double squares = 0;
        for (int i = 0; i < covariance.length; i++) {
            trace += covariance[i][i];
            for (double value : covariance[i]) {
                squares += value * value;
            }
        }
        double target = 1.0 / p;
        double product = trace / p;
        double bottom = squares * target - product * product;
        double alpha = bottom > 0 ? Math.clamp(1 - trace * trace * target / n / bottom, 0, 1) : 0;
        double ridge = (1 - alpha) * product / target / p;
        for (int i = 0; i < covariance.length; i++) {
            for (int j = 0; j < covariance.length; j++) {
                covariance[i][j] = alpha * covariance[i][j] + (i == j ? ridge : 0);
            }
        }
    }

    /// A symmetric matrix to a power, times a vector; directions without variance are left out.
    private static double[] power(EigenDecompositionSymmetric eigen, double[] vector, double exponent) {
        double[] result = new double[vector.length];
        double least = 1e-10 * eigen.getEigenvalue(0);
        for (int k = 0; k < vector.length; k++) {
            double value = eigen.getEigenvalue(k);
            if (value > least) {
                double[] axis = eigen.getEigenvector(k).toArray();
                double along = Vectors.dot(axis, vector) * Math.pow(value, exponent);
                for (int i = 0; i < result.length; i++) {
                    result[i] += along * axis[i];
                }
            }
        }
        return result;
    }

    private static double[] coordinates(double[][] basis, double[] vector) {
        double[] coordinates = new double[basis.length];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = Vectors.dot(basis[i], vector);
        }
        return coordinates;
    }

    /// A hidden state without the concept, `[hidden size]`.
    public float[] apply(float[] state) {
        double[] result = Vectors.doubles(state);
        for (int k = 0; k < left.length; k++) {
            double along = 0;
            for (int i = 0; i < state.length; i++) {
                along += right[k][i] * (state[i] - mean[i]);
            }
            for (int i = 0; i < result.length; i++) {
                result[i] -= along * left[k][i];
            }
        }
        return Vectors.floats(result);
    }
}
