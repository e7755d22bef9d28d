package org.tiltmeter.concept;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.tiltmeter.statistics.Interval;
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
/// The interval draws the words of each of the four sets again, 1,000 times (percentiles); where a
/// word has several vectors they stay together.
///
/// @param effectSize d, −2 … 2
/// @param statistic Σ_X s − Σ_Y s
/// @param p one-sided
/// @param adjustedP after Holm over the layers tested; p itself for a test alone
/// @param partitions number of partitions looked at
/// @param exact whether these were all
/// @param interval of d, 95 %
/// @param chance d over the partitions
public record AssociationTest(
        double effectSize,
        double statistic,
        double p,
        double adjustedP,
        long partitions,
        boolean exact,
        Interval interval,
        ChanceEffects chance) {

    /// Partitions looked at unless another number is asked for.
    public static final long DEFAULT_PARTITIONS = 100_000;

    private static final int RESAMPLES = 1_000;
    private static final double LEVEL = 0.95;

    /// Tests whether X is associated with A and Y with B more than the other way round.
    ///
    /// @param x vectors of the first targets, `[words][size]`
    /// @param y vectors of the second targets
    /// @param a vectors of the first attribute
    /// @param b vectors of the second attribute
    /// @param most largest number of partitions
    public static AssociationTest of(double[][] x, double[][] y, double[][] a, double[][] b, long most, long seed) {
        return of(x, y, a, b, 1, most, seed);
    }

    /// The same where each word has several vectors, one after the other.
    ///
    /// @param perWord vectors of each word
    static AssociationTest of(
            double[][] x, double[][] y, double[][] a, double[][] b, int perWord, long most, long seed) {
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
        double deviation = Samples.standardDeviation(associations);
        Interval interval = interval(new double[][][] {x, y, a, b}, perWord, seed);
        // Σ_X − Σ_Y = 2 Σ_X − Σ, so partitions are ordered by Σ_X alone.
        double extreme = sumX - 1e-12 * scale;
        double all = binomial(n, x.length);
        boolean exact = all <= most;
        double[] sums =
                exact ? everySum(associations, x.length, (int) all) : drawnSums(associations, x.length, most, seed);
        long count = Arrays.stream(sums).filter(sum -> sum >= extreme).count();
        double p = exact ? count / all : (1.0 + count) / (1.0 + most);
        for (int i = 0; i < sums.length; i++) {
            sums[i] = (sums[i] / x.length - (total - sums[i]) / (n - x.length)) / deviation;
        }
        return new AssociationTest(
                effect,
                2 * sumX - total,
                p,
                p,
                exact ? Math.round(all) : most,
                exact,
                interval,
                ChanceEffects.of(sums));
    }

    /// The same after a correction over several tests.
    AssociationTest withAdjustedP(double other) {
        return new AssociationTest(effectSize, statistic, p, other, partitions, exact, interval, chance);
    }

    /// Σ_X of random partitions, `[most]`; the order of the associations is lost.
    private static double[] drawnSums(double[] associations, int ofX, long most, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] sums = new double[Math.toIntExact(most)];
        for (int partition = 0; partition < sums.length; partition++) {
            double sum = 0;
            for (int i = 0; i < ofX; i++) {
                int other = i + random.nextInt(associations.length - i);
                double kept = associations[i];
                associations[i] = associations[other];
                associations[other] = kept;
                sum += associations[i];
            }
            sums[partition] = sum;
        }
        return sums;
    }

    /// @param sets X, Y, A and B
    private static Interval interval(double[][][] sets, int perWord, long seed) {
        int ofX = sets[0].length / perWord;
        int ofA = sets[2].length / perWord;
        double[][] targets =
                Stream.concat(Stream.of(sets[0]), Stream.of(sets[1])).toArray(double[][]::new);
        double[][] attributes =
                Stream.concat(Stream.of(sets[2]), Stream.of(sets[3])).toArray(double[][]::new);
        int words = attributes.length / perWord;
        double[][] cosines = new double[targets.length][words];
        for (int target = 0; target < targets.length; target++) {
            for (int word = 0; word < words; word++) {
                cosines[target][word] = meanCosine(
                        targets[target], Arrays.copyOfRange(attributes, word * perWord, (word + 1) * perWord));
            }
        }
        SplittableRandom random = new SplittableRandom(seed + 1);
        double[] effects = new double[RESAMPLES];
        double[] associations = new double[targets.length];
        double[] weights = new double[words];
        int known = 0;
        for (int resample = 0; resample < RESAMPLES; resample++) {
            Arrays.fill(weights, 0);
            for (int i = 0; i < words; i++) {
                boolean first = i < ofA;
                int drawn = first ? random.nextInt(ofA) : ofA + random.nextInt(words - ofA);
                weights[drawn] += first ? 1.0 / ofA : -1.0 / (words - ofA);
            }
            for (int i = 0; i < targets.length / perWord; i++) {
                int drawn = i < ofX ? random.nextInt(ofX) : ofX + random.nextInt(targets.length / perWord - ofX);
                for (int vector = 0; vector < perWord; vector++) {
                    associations[i * perWord + vector] = Vectors.dot(cosines[drawn * perWord + vector], weights);
                }
            }
            double effect = effectSize(associations, sets[0].length);
            if (Double.isFinite(effect)) {
                effects[known++] = effect;
            }
        }
        double[] sorted = Samples.sorted(Arrays.copyOf(effects, known));
        return known < RESAMPLES / 2
                ? Interval.unknown(LEVEL)
                : new Interval(
                        Samples.quantile(sorted, (1 - LEVEL) / 2), Samples.quantile(sorted, (1 + LEVEL) / 2), LEVEL);
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

    /// Σ_X of every partition, `[all]`.
    private static double[] everySum(double[] values, int ofX, int all) {
        double[] sums = new double[all];
        fill(values, 0, ofX, 0, sums, 0);
        return sums;
    }

    /// @return where the next sum goes
    private static int fill(double[] values, int next, int left, double sum, double[] sums, int at) {
        if (left == 0) {
            sums[at] = sum;
            return at + 1;
        }
        if (values.length - next < left) {
            return at;
        }
        int after = fill(values, next + 1, left - 1, sum + values[next], sums, at);
        return fill(values, next + 1, left, sum, sums, after);
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
