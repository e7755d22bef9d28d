package org.tiltmeter.routing;

import java.util.Arrays;
import org.tiltmeter.statistics.Samples;

/// Numbers that describe experts, from counts. Pure functions.
public final class ExpertStatistics {

    /// With fewer experts no value can lie above 99.5 % of all.
    public static final int FEWEST_FOR_SUPER = 200;

    private static final double SUPER_QUANTILE = 0.995;

    private ExpertStatistics() {}

    /// Normalised pointwise mutual information of "the token stands for the concept" and "the
    /// expert is chosen for it": PMI = log2 [p(e|x) / p(e)], divided by −log2 p(x, e) (RICE,
    /// arXiv 2505.14681; Bouma 2009). −1 where they never meet, 0 where they are independent, 1
    /// where each comes only with the other.
    ///
    /// @param together tokens of the concept for which the expert was chosen
    /// @param concept tokens of the concept
    /// @param expert tokens for which the expert was chosen
    /// @param tokens all tokens
    /// @return NaN where concept or expert do not occur
    public static double normalisedInformation(long together, long concept, long expert, long tokens) {
        if (concept == 0 || expert == 0) {
            return Double.NaN;
        }
        if (together == 0) {
            return -1;
        }
        double joint = (double) together / tokens;
        if (joint == 1) {
            return 0;
        }
        double information = Math.log(joint * tokens / concept * tokens / expert);
        return Math.clamp(information / -Math.log(joint), -1.0, 1.0);
    }

    /// Load balance in the form of the Switch transformer, N Σ f P, with f an expert's share of
    /// all choices and P its mean router probability: 1 where all are equal, N where one takes
    /// everything.
    ///
    /// @param loads shares of all choices, `[experts]`, summing to 1
    /// @param probabilities mean router probabilities, `[experts]`
    public static double balance(double[] loads, double[] probabilities) {
        double sum = 0;
        for (int expert = 0; expert < loads.length; expert++) {
            sum += loads[expert] * probabilities[expert];
        }
        return loads.length * sum;
    }

    /// Gini coefficient of the loads, Σ (2 i − n − 1) f₍ᵢ₎ / (n Σ f) with i from 1 in ascending
    /// order: 0 where all are equal, 1 − 1/n where one takes everything.
    ///
    /// @param loads 0 or more, `[experts]`
    public static double gini(double[] loads) {
        double[] sorted = Samples.sorted(loads);
        double weighted = 0;
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
            sum += sorted[i];
        }
        return sum == 0 ? 0 : weighted / (sorted.length * sum);
    }

    /// The fewest most probable experts whose probabilities together pass a mass (dynamic
    /// routing by mass, ZhenweiAn/Dynamic_MoE).
    ///
    /// @param probabilities of one token, `[experts]`
    /// @param mass between 0 and 1
    public static int expertsToMass(double[] probabilities, double mass) {
        double[] sorted = Samples.sorted(probabilities);
        double sum = 0;
        for (int i = sorted.length - 1; i >= 0; i--) {
            sum += sorted[i];
            if (sum > mass) {
                return sorted.length - i;
            }
        }
        return sorted.length;
    }

    /// Which experts are super experts: their largest output lies above 99.5 % of all experts'
    /// and above a tenth of the largest one, rounded down (ZunhaiSu/Super-Experts-Profilling).
    /// Here outputs are measured by their norm, not by their largest component: our
    /// reconstruction.
    ///
    /// @param largest each expert's largest output, over the first three quarters of the layers;
    ///     NaN where unused
    /// @return as long; all false where there are fewer than [#FEWEST_FOR_SUPER]
    public static boolean[] superExperts(double[] largest) {
        boolean[] marked = new boolean[largest.length];
        double[] known =
                Arrays.stream(largest).filter(value -> !Double.isNaN(value)).toArray();
        if (known.length < FEWEST_FOR_SUPER) {
            return marked;
        }
        double[] sorted = Samples.sorted(known);
        double above = Samples.quantile(sorted, SUPER_QUANTILE);
        double tenth = Math.floor(sorted[sorted.length - 1] / 10);
        for (int i = 0; i < largest.length; i++) {
            marked[i] = largest[i] > above && largest[i] > tenth;
        }
        return marked;
    }

    /// 1 − cos of the angle between a vector and its sum with another, not below 0: how far the
    /// addition turns it.
    ///
    /// @param before `[width]`
    /// @param added `[width]`
    static double turn(float[] before, float[] added) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < before.length; i++) {
            double after = (double) before[i] + added[i];
            product += before[i] * after;
            first += (double) before[i] * before[i];
            second += after * after;
        }
        return first == 0 || second == 0 ? 0 : Math.max(0, 1 - product / Math.sqrt(first * second));
    }
}
