package org.tiltmeter.concept;

import java.util.SplittableRandom;
import org.tiltmeter.statistics.Samples;

/// Word embedding association test (Caliskan, Bryson and Narayanan 2017), as sent-bias computes
/// it.
///
/// s(w, A, B) = mean cos(w, a) − mean cos(w, b); statistic = Σ_X s − Σ_Y s;
/// d = (mean_X s − mean_Y s) / standard deviation of s over X ∪ Y, divisor n − 1;
/// p = share of partitions of X ∪ Y into sets of the same sizes with a statistic at least as
/// large, one-sided. All
/// partitions where there are at most `most`, otherwise `most` seeded ones, p = (1 + count) / (1
/// + most). Ties count.
///
/// @param effectSize d, −2 … 2
/// @param statistic Σ_X s − Σ_Y s
/// @param p one-sided
/// @param partitions number of partitions looked at
/// @param exact whether these were all
public record AssociationTest(double effectSize, double statistic, double p, long partitions, boolean exact) {

    /// Partitions looked at unless another number is asked for.
    public static final long DEFAULT_PARTITIONS = 100_000;

    /// Tests whether X is associated with A and Y with B more than the other way round.
    ///
    /// @param x vectors of the first targets, `[words][size]`
    /// @param y vectors of the second targets
    /// @param a vectors of the first attribute
    /// @param b vectors of the second attribute
    /// @param most largest number of partitions
    public static AssociationTest of(double[][] x, double[][] y, double[][] a, double[][] b, long most, long seed) {
        double[] associations = associations(x, y, a, b);
        int n = associations.length;
        double sumX = 0;
        double total = 0;
        double scale = 0;
        for (int i = 0; i < n; i++) {
            sumX += i < x.length ? associations[i] : 0;
            total += associations[i];
            scale += Math.abs(associations[i]);
        }
        double effect = effectSize(associations, x.length);
        // Σ_X − Σ_Y = 2 Σ_X − Σ, so partitions are ordered by Σ_X alone.
        double extreme = sumX - 1e-12 * scale;
        double all = binomial(n, x.length);
        if (all <= most) {
            long count = countAtLeast(associations, 0, x.length, 0, extreme);
            return new AssociationTest(effect, 2 * sumX - total, count / all, Math.round(all), true);
        }
        SplittableRandom random = new SplittableRandom(seed);
        long count = 0;
        for (long partition = 0; partition < most; partition++) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                int other = i + random.nextInt(n - i);
                double kept = associations[i];
                associations[i] = associations[other];
                associations[other] = kept;
                sum += associations[i];
            }
            count += sum >= extreme ? 1 : 0;
        }
        return new AssociationTest(effect, 2 * sumX - total, (1.0 + count) / (1.0 + most), most, false);
    }

    /// s(w, A, B) of every word, those of X first, `[words]`.
    static double[] associations(double[][] x, double[][] y, double[][] a, double[][] b) {
        if (x.length == 0 || y.length == 0 || a.length == 0 || b.length == 0) {
            throw new IllegalArgumentException("an empty word set");
        }
        double[] associations = new double[x.length + y.length];
        for (int i = 0; i < associations.length; i++) {
            double[] word = i < x.length ? x[i] : y[i - x.length];
            associations[i] = meanCosine(word, a) - meanCosine(word, b);
        }
        return associations;
    }

    /// d of associations of which the first so many belong to X.
    static double effectSize(double[] associations, int ofX) {
        double sumX = 0;
        double total = 0;
        for (int i = 0; i < associations.length; i++) {
            sumX += i < ofX ? associations[i] : 0;
            total += associations[i];
        }
        return (sumX / ofX - (total - sumX) / (associations.length - ofX)) / Samples.standardDeviation(associations);
    }

    private static long countAtLeast(double[] values, int next, int left, double sum, double least) {
        if (left == 0) {
            return sum >= least ? 1 : 0;
        }
        if (values.length - next < left) {
            return 0;
        }
        return countAtLeast(values, next + 1, left - 1, sum + values[next], least)
                + countAtLeast(values, next + 1, left, sum, least);
    }

    private static double binomial(int n, int k) {
        double product = 1;
        for (int i = 1; i <= k; i++) {
            product = product * (n - k + i) / i;
        }
        return Math.rint(product);
    }

    private static double meanCosine(double[] word, double[][] attribute) {
        double sum = 0;
        for (double[] other : attribute) {
            sum += Vectors.cosine(word, other);
        }
        return sum / attribute.length;
    }
}
