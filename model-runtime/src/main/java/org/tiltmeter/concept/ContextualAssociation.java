package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tiltmeter.statistics.Samples;

/// Contextualised embedding association test (CEAT; Guo and Caliskan 2021): every draw takes one
/// random context of each word and gives a WEAT effect d_i with in-draw variance V_i, the
/// squared standard deviation of the associations; draws are combined by random effects
/// (DerSimonian and Laird 1986).
///
/// τ² = max(0, (Q − (N − 1)) / c), w_i = 1 / (V_i + τ²), combined = Σ w d / Σ w. Draws use one
/// pool of texts again and again, so the published p-value (z = combined · √Σ w) shrinks with
/// their number without new evidence and is not given. p is of the words instead: the share of
/// partitions of X ∪ Y whose combined effect, over the same draws, is at least as large; all where
/// there are fewer than 1,000, otherwise 1,000 seeded ones with p = (1 + count) / (1 + 1,000) (our
/// reconstruction).
///
/// @param combined combined effect size, −2 … 2
/// @param spread standard deviation of the effect over draws
/// @param low 2.5 % of the draws lie below
/// @param high 2.5 % of the draws lie above
/// @param betweenVariance τ²
/// @param heterogeneity I² = max(0, (Q − (N − 1)) / Q), the share of the variation that is more
///     than the in-draw variance explains (Higgins and Thompson 2002)
/// @param draws N
/// @param p one-sided, over partitions of the words
/// @param adjustedP after Holm over the layers tested
/// @param partitions number of partitions looked at
/// @param exact whether these were all
/// @param chance combined effects over the partitions
public record ContextualAssociation(
        double combined,
        double spread,
        double low,
        double high,
        double betweenVariance,
        double heterogeneity,
        int draws,
        double p,
        double adjustedP,
        long partitions,
        boolean exact,
        ChanceEffects chance) {

    /// Draws unless another number is asked for.
    public static final int DRAWS = 1_000;

    private static final int PARTITIONS = 1_000;

    /// Effects combined by random effects.
    record Combination(double effect, double betweenVariance, double heterogeneity) {}

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
        double[][] associations = new double[draws][];
        double[] effects = new double[draws];
        double[] deviations = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            associations[draw] = AssociationTest.associations(
                    drawn(x, random), drawn(y, random), drawn(a, random), drawn(b, random));
            deviations[draw] = Samples.standardDeviation(associations[draw]);
            effects[draw] = AssociationTest.effectSize(associations[draw], x.length);
        }
        double[] variances = Arrays.stream(deviations).map(one -> one * one).toArray();
        Combination combination = combined(effects, variances);
        List<int[]> partitions = partitions(x.length + y.length, x.length, new SplittableRandom(seed + 1));
        boolean exact = partitions.size() < PARTITIONS;
        double[] byChance = new double[partitions.size()];
        for (int partition = 0; partition < byChance.length; partition++) {
            byChance[partition] = combined(effects(associations, deviations, partitions.get(partition)), variances)
                    .effect();
        }
        double extreme = combination.effect() - 1e-9;
        long count = Arrays.stream(byChance).filter(effect -> effect >= extreme).count();
        double p = exact ? (double) count / byChance.length : (1.0 + count) / (1.0 + byChance.length);
        double[] sorted = Samples.sorted(effects);
        return new ContextualAssociation(
                combination.effect(),
                Samples.standardDeviation(effects),
                Samples.quantile(sorted, 0.025),
                Samples.quantile(sorted, 0.975),
                combination.betweenVariance(),
                combination.heterogeneity(),
                draws,
                p,
                p,
                byChance.length,
                exact,
                ChanceEffects.of(byChance));
    }

    /// The same after a correction over several tests.
    ContextualAssociation withAdjustedP(double other) {
        return new ContextualAssociation(
                combined,
                spread,
                low,
                high,
                betweenVariance,
                heterogeneity,
                draws,
                p,
                other,
                partitions,
                exact,
                chance);
    }

    /// The effect of each draw where these words are the first targets.
    private static double[] effects(double[][] associations, double[] deviations, int[] first) {
        double[] effects = new double[associations.length];
        for (int draw = 0; draw < effects.length; draw++) {
            double[] words = associations[draw];
            double total = 0;
            for (double word : words) {
                total += word;
            }
            double sum = 0;
            for (int word : first) {
                sum += words[word];
            }
            effects[draw] = (sum / first.length - (total - sum) / (words.length - first.length)) / deviations[draw];
        }
        return effects;
    }

    /// Every choice of so many of the words where there are fewer than [#PARTITIONS], else random ones.
    private static List<int[]> partitions(int words, int ofX, SplittableRandom random) {
        List<int[]> all = new ArrayList<>();
        collect(new int[ofX], 0, 0, words, all);
        if (all.size() < PARTITIONS) {
            return all;
        }
        all.clear();
        int[] order = IntStream.range(0, words).toArray();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            DirectionFit.shuffle(order, random);
            all.add(Arrays.copyOf(order, ofX));
        }
        return all;
    }

    private static void collect(int[] chosen, int at, int next, int words, List<int[]> into) {
        if (into.size() == PARTITIONS) {
            return;
        }
        if (at == chosen.length) {
            into.add(chosen.clone());
            return;
        }
        for (int word = next; word <= words - (chosen.length - at); word++) {
            chosen[at] = word;
            collect(chosen, at + 1, word + 1, words, into);
        }
    }

    /// @param effects d_i, `[draws]`
    /// @param variances V_i, `[draws]`
    static Combination combined(double[] effects, double[] variances) {
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
        double scatter = 0;
        for (int i = 0; i < draws; i++) {
            double away = effects[i] - weighted / weights;
            scatter += away * away / variances[i];
        }
        double between = Math.max(0, (scatter - (draws - 1)) / (weights - squaredWeights / weights));
        double top = 0;
        double bottom = 0;
        for (int i = 0; i < draws; i++) {
            double weight = 1 / (variances[i] + between);
            top += weight * effects[i];
            bottom += weight;
        }
        return new Combination(top / bottom, between, scatter > 0 ? Math.max(0, (scatter - (draws - 1)) / scatter) : 0);
    }

    private static double[][] drawn(double[][][] words, SplittableRandom random) {
        double[][] drawn = new double[words.length][];
        for (int word = 0; word < words.length; word++) {
            drawn[word] = words[word][random.nextInt(words[word].length)];
        }
        return drawn;
    }
}
