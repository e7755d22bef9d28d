package org.tiltmeter.concept;

import java.util.SplittableRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/// The directions in which rows vary most, about the origin: centre the rows first for the usual
/// components.
///
/// Found by subspace iteration (Golub and Van Loan, Matrix Computations, section 8.2.4) on XᵀX,
/// never formed, with a few vectors more than are asked for and a Rayleigh-Ritz step; the start
/// is fixed, so the result is.
///
/// @param axes unit vectors, the one with the largest variance first, `[count][size]`; fewer
///     where the rows vary in fewer directions
/// @param shares share of the sum of squares along each, 0 … 1, `[count]`
public record PrincipalComponents(double[][] axes, double[] shares) {

    private static final int MORE = 6;
    private static final int MOST_ROUNDS = 300;

    /// The first components.
    ///
    /// @param rows `[rows][size]`, at least one
    /// @param count how many, at most
    public static PrincipalComponents of(double[][] rows, int count) {
        int size = rows[0].length;
        double total = 0;
        for (double[] row : rows) {
            total += Vectors.dot(row, row);
        }
        int wide = Math.min(count + MORE, Math.min(rows.length, size));
        if (!(total > 0)) {
            return new PrincipalComponents(new double[0][], new double[0]);
        }
        double[][] basis = orthonormal(start(wide, size), wide);
        double before = -1;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[][] next = new double[basis.length][];
            double captured = 0;
            for (int i = 0; i < basis.length; i++) {
                next[i] = product(rows, basis[i]);
                if (i < count) {
                    captured += Vectors.dot(next[i], basis[i]);
                }
            }
            basis = rotated(rows, orthonormal(next, wide));
            if (Math.abs(captured - before) <= 1e-15 * total && round > 2) {
                break;
            }
            before = captured;
        }
        int kept = 0;
        double[] shares = new double[Math.min(count, basis.length)];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Vectors.dot(product(rows, basis[i]), basis[i]) / total;
            kept += shares[i] > 1e-12 ? 1 : 0;
        }
        return new PrincipalComponents(java.util.Arrays.copyOf(basis, kept), java.util.Arrays.copyOf(shares, kept));
    }

    private static double[][] start(int count, int size) {
        SplittableRandom random = new SplittableRandom(20_131);
        double[][] start = new double[count][size];
        for (double[] vector : start) {
            for (int i = 0; i < size; i++) {
                vector[i] = random.nextDouble(-1, 1);
            }
        }
        return start;
    }

    /// XᵀX times a vector.
    private static double[] product(double[][] rows, double[] vector) {
        double[] product = new double[vector.length];
        for (double[] row : rows) {
            double along = Vectors.dot(row, vector);
            for (int i = 0; i < product.length; i++) {
                product[i] += along * row[i];
            }
        }
        return product;
    }

    /// The eigenvectors of XᵀX within the basis, largest eigenvalue first.
    private static double[][] rotated(double[][] rows, double[][] basis) {
        int count = basis.length;
        if (count < 2) {
            return basis;
        }
        double[][] products = new double[count][];
        double[][] small = new double[count][count];
        for (int i = 0; i < count; i++) {
            products[i] = product(rows, basis[i]);
            for (int j = 0; j <= i; j++) {
                small[i][j] = Vectors.dot(products[i], basis[j]);
                small[j][i] = small[i][j];
            }
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(small, false));
        double[][] rotated = new double[count][basis[0].length];
        for (int i = 0; i < count; i++) {
            double[] weights = eigen.getEigenvector(i).toArray();
            for (int j = 0; j < count; j++) {
                for (int k = 0; k < rotated[i].length; k++) {
                    rotated[i][k] += weights[j] * basis[j][k];
                }
            }
        }
        return rotated;
    }

    private static double[][] orthonormal(double[][] vectors, int most) {
        double[][] basis = Span.orthonormal(vectors);
        return basis.length > most ? java.util.Arrays.copyOf(basis, most) : basis;
    }

    /// Coordinates of a row along the axes, `[count]`.
    public double[] coordinates(double[] row) {
        double[] coordinates = new double[axes.length];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = Vectors.dot(row, axes[i]);
        }
        return coordinates;
    }
}
