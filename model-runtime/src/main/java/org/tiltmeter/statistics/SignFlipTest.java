package org.tiltmeter.statistics;

import java.util.SplittableRandom;

/// Paired sign-flip test of mean zero: under no effect every unit's difference is as likely as its negative.
///
/// T = mean d; two-sided. All 2ⁿ sign patterns where there are at most 65,536 (p = share with |T*| ≥ |T|),
/// otherwise
/// `flips` seeded ones with p = (1 + #{|T*| ≥ |T|}) / (1 + flips) (Phipson and Smyth 2010).
public final class SignFlipTest {

    /// With more units than this, patterns are sampled.
    public static final int MOST_EXACT_UNITS = 16;

    /// With fewer units than this no pattern of signs can reach p = 0.05, so no test is possible.
    public static final int FEWEST_UNITS = 6;

    private SignFlipTest() {}

    /// Tests whether the mean differs from zero.
    ///
    /// @param differences one per unit, `[units]`, at least one
    /// @param flips number of sampled sign patterns where enumeration is too long, for instance 10,000
    public static TestResult of(double[] differences, int flips, long seed) {
        int n = differences.length;
        double sum = 0;
        double scale = 0;
        for (double difference : differences) {
            sum += difference;
            scale += Math.abs(difference);
        }
        // Sums of the same numbers in another order may differ in the last bits; such ties count as extreme.
        double extreme = Math.abs(sum) - 1e-12 * scale;
        if (n <= MOST_EXACT_UNITS) {
            long patterns = 1L << n;
            long count = countExtreme(differences, 0, 0, extreme);
            return new TestResult(sum / n, (double) count / patterns, patterns, true);
        }
        SplittableRandom random = new SplittableRandom(seed);
        long count = 0;
        for (int f = 0; f < flips; f++) {
            double flipped = 0;
            long bits = 0;
            for (int i = 0; i < n; i++) {
                if ((i & 63) == 0) {
                    bits = random.nextLong();
                }
                flipped += (bits & 1) == 0 ? differences[i] : -differences[i];
                bits >>>= 1;
            }
            if (Math.abs(flipped) >= extreme) {
                count++;
            }
        }
        return new TestResult(sum / n, (1.0 + count) / (1.0 + flips), flips, false);
    }

    private static long countExtreme(double[] differences, int next, double sum, double extreme) {
        if (next == differences.length) {
            return Math.abs(sum) >= extreme ? 1 : 0;
        }
        return countExtreme(differences, next + 1, sum + differences[next], extreme)
                + countExtreme(differences, next + 1, sum - differences[next], extreme);
    }
}
