package org.tiltmeter.routing;

import java.util.Arrays;

/// How far apart two routing decisions are, and how sure one is. Pure functions.
public final class Divergence {

    private Divergence() {}

    /// Jensen-Shannon divergence in bits, 0 (equal) … 1 (disjoint):
    /// JS = H((p + q) / 2) − (H(p) + H(q)) / 2 (Lin 1991). Not its square root.
    ///
    /// @param p probabilities, `[experts]`
    /// @param q probabilities, `[experts]`
    public static double jensenShannon(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double middle = (p[i] + q[i]) / 2;
            sum += term(p[i], middle) + term(q[i], middle);
        }
        return Math.clamp(sum / 2 / Math.log(2), 0.0, 1.0);
    }

    private static double term(double p, double middle) {
        return p > 0 ? p * Math.log(p / middle) : 0;
    }

    /// Overlap of two sets of chosen experts, |T ∩ T'| / |T ∪ T'|, 0 … 1 (Jaccard).
    ///
    /// @param first expert indices without repetition
    /// @param second expert indices without repetition
    public static double overlap(int[] first, int[] second) {
        int[] a = Arrays.stream(first).distinct().toArray();
        int[] b = Arrays.stream(second).distinct().toArray();
        long common = Arrays.stream(a)
                .filter(expert -> Arrays.stream(b).anyMatch(other -> other == expert))
                .count();
        long union = a.length + b.length - common;
        return union == 0 ? 1 : (double) common / union;
    }

    /// Half the sum over experts of |g − g'|, where g is the weight applied to each expert, 0 where it was not
    /// chosen.
    /// The share of the weight that went elsewhere if the weights of a token sum to 1.
    ///
    /// @param g applied weights, `[experts]`
    /// @param h applied weights, `[experts]`
    public static double weightDistance(double[] g, double[] h) {
        double sum = 0;
        for (int i = 0; i < g.length; i++) {
            sum += Math.abs(g[i] - h[i]);
        }
        return sum / 2;
    }

    /// Entropy of the router's probabilities divided by that of no preference, −Σ p log p / log N, 0 … 1; 0
    /// for one
    /// expert.
    public static double entropy(double[] p) {
        double sum = 0;
        for (double share : p) {
            sum -= share > 0 ? share * Math.log(share) : 0;
        }
        return p.length < 2 ? 0 : sum / Math.log(p.length);
    }

    /// How narrowly the choice was made: probability of the k-th most probable expert minus that of the next.
    /// Small
    /// values flip between machines. 0 where all experts are chosen.
    ///
    /// @param p router probabilities, `[experts]`
    /// @param k number of chosen experts
    public static double margin(double[] p, int k) {
        double[] sorted = p.clone();
        Arrays.sort(sorted);
        int last = sorted.length - k;
        return last < 1 ? 0 : sorted[last] - sorted[last - 1];
    }
}
