package org.tiltmeter.concept;

/// Sums over plain arrays, in float64.
final class Vectors {

    private Vectors() {}

    /// Σ a·b.
    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// Σ a·b.
    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /// Cosine of the angle between two vectors; 0 where one has no length.
    static double cosine(double[] a, double[] b) {
        double squares = dot(a, a) * dot(b, b);
        return squares > 0 ? dot(a, b) / Math.sqrt(squares) : 0;
    }

    /// A vector of length 1; no direction stays none.
    static float[] unit(double[] vector) {
        double squares = dot(vector, vector);
        double length = squares > 0 ? Math.sqrt(squares) : 1;
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    /// The same numbers in float64.
    static double[] doubles(float[] vector) {
        double[] doubles = new double[vector.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = vector[i];
        }
        return doubles;
    }

    /// The same numbers in float32.
    static float[] floats(double[] vector) {
        float[] floats = new float[vector.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) vector[i];
        }
        return floats;
    }

    /// Takes the mean away from every row, and returns it, `[size]`.
    static double[] centre(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                row[i] -= mean[i];
            }
        }
        return mean;
    }
}
