package org.tiltmeter.statistics;

import org.hipparchus.distribution.continuous.NormalDistribution;

/// The test of Mann and Whitney (1947): whether values of one sample tend to be larger than
/// those of another; normal
/// approximation with correction for ties and continuity, two-sided.
public final class RankSumTest {

    private static final NormalDistribution NORMAL = new NormalDistribution();

    private RankSumTest() {}

    /// The p-value; 1 where all values are the same.
    ///
    /// @param first at least one value
    /// @param second at least one value
    public static double p(double[] first, double[] second) {
        int n = first.length + second.length;
        double[] all = new double[n];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        Integer[] sorted = new Integer[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = i;
        }
        java.util.Arrays.sort(sorted, (a, b) -> Double.compare(all[a], all[b]));
        double ranks = 0;
        double ties = 0;
        for (int start = 0; start < n; ) {
            int end = start;
            while (end < n && all[sorted[end]] == all[sorted[start]]) {
                end++;
            }
            double rank = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++) {
                ranks += sorted[i] < first.length ? rank : 0;
            }
            double tied = end - start;
            ties += tied * tied * tied - tied;
            start = end;
        }
        double u = ranks - first.length * (first.length + 1) / 2.0;
        double product = (double) first.length * second.length;
        double variance = product / 12 * (n + 1 - ties / ((double) n * (n - 1)));
        if (!(variance > 0)) {
            return 1;
        }
        double z = (Math.abs(u - product / 2) - 0.5) / Math.sqrt(variance);
        return Math.min(1, 2 * NORMAL.cumulativeProbability(-Math.max(0, z)));
    }
}
