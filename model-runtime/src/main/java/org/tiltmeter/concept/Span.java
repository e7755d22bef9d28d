package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.List;

/// Rows expressed in an orthonormal basis of what they span, by modified Gram-Schmidt with a second pass.
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
        List<double[]> basis = new ArrayList<>();
        for (double[] row : rows) {
            double[] rest = row.clone();
            for (int pass = 0; pass < 2; pass++) {
                for (double[] axis : basis) {
                    double along = dot(rest, axis);
                    for (int i = 0; i < size; i++) {
                        rest[i] -= along * axis[i];
                    }
                }
            }
            double length = Math.sqrt(dot(rest, rest));
            if (length > 1e-9 * Math.sqrt(dot(row, row)) && length > 0) {
                for (int i = 0; i < size; i++) {
                    rest[i] /= length;
                }
                basis.add(rest);
            }
        }
        if (basis.isEmpty()) {
            return new Span(rows, new double[0][]);
        }
        double[][] coordinates = new double[rows.length][basis.size()];
        for (int row = 0; row < rows.length; row++) {
            for (int axis = 0; axis < basis.size(); axis++) {
                coordinates[row][axis] = dot(rows[row], basis.get(axis));
            }
        }
        return new Span(coordinates, basis.toArray(new double[0][]));
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

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
