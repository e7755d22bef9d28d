package org.tiltmeter.statistics;

import org.hipparchus.distribution.continuous.TDistribution;

/// Two one-sided t-tests (Schuirmann 1987): whether a mean difference is shown to lie within a margin around
/// zero.
///
/// p = max(P(t ≥ (mean + margin) / s.e.), P(t ≤ (mean − margin) / s.e.)), n − 1 degrees of freedom. Without it
/// a wide
/// interval around zero is not "no difference", only "inconclusive".
///
/// @param margin half width of the range that counts as no difference, in the unit of the values
/// @param p the larger of the two one-sided p-values
/// @param equivalent whether p is at most 1 − level
public record EquivalenceTest(double margin, double p, boolean equivalent) {

    /// A tenth of a nat: the odds of the two texts differ by a factor of at most 1.105.
    public static final double DEFAULT_MARGIN = 0.1;

    /// Tests one value per unit.
    ///
    /// @param differences `[units]`, at least two
    /// @param margin above 0
    /// @param level confidence level, 0 … 1; 0.95 tests at 5 %
    public static EquivalenceTest of(double[] differences, double margin, double level) {
        if (differences.length < 2 || !(margin > 0)) {
            throw new IllegalArgumentException(differences.length + " units, margin " + margin);
        }
        double mean = Samples.mean(differences);
        double error = Samples.standardDeviation(differences) / Math.sqrt(differences.length);
        double p;
        if (error > 0) {
            TDistribution t = new TDistribution(differences.length - 1);
            double aboveLower = 1 - t.cumulativeProbability((mean + margin) / error);
            double belowUpper = t.cumulativeProbability((mean - margin) / error);
            p = Math.max(aboveLower, belowUpper);
        } else {
            p = Math.abs(mean) < margin ? 0 : 1;
        }
        return new EquivalenceTest(margin, p, p <= 1 - level);
    }
}
