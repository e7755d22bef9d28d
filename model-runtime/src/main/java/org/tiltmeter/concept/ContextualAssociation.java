package org.tiltmeter.concept;

import java.util.SplittableRandom;
import org.tiltmeter.statistics.Samples;

/// Contextualised embedding association test (CEAT; Guo and Caliskan 2021): every draw takes one
/// random context of each word and gives a WEAT effect d_i with in-draw variance V_i, the
/// squared standard deviation of the associations; draws are combined by random effects
/// (DerSimonian and Laird 1986).
///
/// τ² = max(0, (Q − (N − 1)) / c), w_i = 1 / (V_i + τ²), combined = Σ w d / Σ w. Draws use one
/// pool of texts again and again, so a p-value would shrink with their number without new
/// evidence: none is given.
///
/// @param combined combined effect size, −2 … 2
/// @param spread standard deviation of the effect over draws
/// @param low 2.5 % of the draws lie below
/// @param high 2.5 % of the draws lie above
/// @param betweenVariance τ²
/// @param draws N
public record ContextualAssociation(
        double combined, double spread, double low, double high, double betweenVariance, int draws) {

    /// Draws unless another number is asked for.
    public static final int DRAWS = 1_000;

    /// Combines draws.
    ///
    /// @param x vectors of the first targets, `[words][contexts][size]`
    /// @param y vectors of the second targets
    /// @param a vectors of the first attribute
    /// @param b vectors of the second attribute
    /// @param draws at least two
    public static ContextualAssociation of(
            double[][][] x, double[][][] y, double[][][] a, double[][][] b, int draws, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] effects = new double[draws];
        double[] variances = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            double[] associations = AssociationTest.associations(
                    drawn(x, random), drawn(y, random), drawn(a, random), drawn(b, random));
            double deviation = Samples.standardDeviation(associations);
            effects[draw] = AssociationTest.effectSize(associations, x.length);
            variances[draw] = deviation * deviation;
        }
        return combined(effects, variances);
    }

    /// @param effects d_i, `[draws]`
    /// @param variances V_i, `[draws]`
    static ContextualAssociation combined(double[] effects, double[] variances) {
        int draws = effects.length;
        double weights = 0;
        double squaredWeights = 0;
        double weighted = 0;
        for (int i = 0; i < draws; i++) {
            double weight = 1 / variances[i];
            weights += weight;
            squaredWeights += weight * weight;
            weighted += weight * effects[i];
        }
        double heterogeneity = 0;
        for (int i = 0; i < draws; i++) {
            double away = effects[i] - weighted / weights;
            heterogeneity += away * away / variances[i];
        }
        double between = Math.max(0, (heterogeneity - (draws - 1)) / (weights - squaredWeights / weights));
        double top = 0;
        double bottom = 0;
        for (int i = 0; i < draws; i++) {
            double weight = 1 / (variances[i] + between);
            top += weight * effects[i];
            bottom += weight;
        }
        double[] sorted = Samples.sorted(effects);
        return new ContextualAssociation(
                top / bottom,
                Samples.standardDeviation(effects),
                Samples.quantile(sorted, 0.025),
                Samples.quantile(sorted, 0.975),
                between,
                draws);
    }

    private static double[][] drawn(double[][][] words, SplittableRandom random) {
        double[][] drawn = new double[words.length][];
        for (int word = 0; word < words.length; word++) {
            drawn[word] = words[word][random.nextInt(words[word].length)];
        }
        return drawn;
    }
}
