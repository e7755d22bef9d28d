package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.List;

/// Rows expressed in an orthonormal basis of what they span, by modified Gram-Schmidt with a
/// second pass.
///
/// @param rows coordinates, `[rows][rank]`
/// @param basis orthonormal vectors, `[rank][size]`; empty where the rows were left as they are
record Span(double[][] rows, double[][] basis) {

    /// Reduces the rows where there are fewer of them than dimensions; otherwise leaves them.
    static Span of(double[][] rows) {
        int size = rows[0].length;
        if (rows.length >= size) {
            return new Span(rows, new double[0][]);
        }
        double[][] basis = orthonormal(rows);
        if (basis.length == 0) {
            return new Span(rows, basis);
        }
        double[][] coordinates = new double[rows.length][basis.length];
        for (int row = 0; row < rows.length; row++) {
            for (int axis = 0; axis < basis.length; axis++) {
                coordinates[row][axis] = Vectors.dot(rows[row], basis[axis]);
            }
        }
        return new Span(coordinates, basis);
    }

    /// An orthonormal basis of what vectors span, in their order; those that add nothing are
    /// left out.
    ///
    /// @param vectors `[vectors][size]`
    static double[][] orthonormal(double[][] vectors) {
        List<double[]> basis = new ArrayList<>();
        for (double[] vector : vectors) {
            double[] rest = vector.clone();
            for (int pass = 0; pass < 2; pass++) {
                for (double[] axis : basis) {
                    double along = Vectors.dot(rest, axis);
                    for (int i = 0; i < rest.length; i++) {
                        rest[i] -= along * axis[i];
                    }
                }
            }
            double length = Math.sqrt(Vectors.dot(rest, rest));
            if (length > 1e-9 * Math.sqrt(Vectors.dot(vector, vector)) && length > 0) {
                for (int i = 0; i < rest.length; i++) {
                    rest[i] /= length;
                }
                basis.add(rest);
            }
        }
        return basis.toArray(new double[0][]);
    }

    /// A vector of coordinates as a vector of the original space.
    double[] back(double[] coordinates) {
        if (basis.length == 0) {
            return coordinates;
        }
        double[] vector = new double[basis[0].length];
        for (int axis = 0; axis < basis.length; axis++) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] += coordinates[axis] * basis[axis][i];
            }
        }
        return vector;
    }
}
