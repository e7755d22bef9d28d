package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.statistics.SignFlipTest;
import org.tiltmeter.statistics.WestfallYoung;
import org.tiltmeter.work.Cancellation;

/// Tests of many paired differences, such as those of all experts: once on all templates, and
/// once with templates split at random into discovery and confirmation, so that what the first
/// half finds, corrected over all, the second half must confirm; and an interval of each.
final class HeldOutTests {

    private final double @Nullable [] corrected;
    private final double @Nullable [] discovery;
    private final double[] confirmation;
    private final boolean[] confirmed;
    private final List<List<Double>> intervals;

    private HeldOutTests(
            double @Nullable [] corrected,
            double @Nullable [] discovery,
            double[] confirmation,
            boolean[] confirmed,
            List<List<Double>> intervals) {
        this.corrected = corrected;
        this.discovery = discovery;
        this.confirmation = confirmation;
        this.confirmed = confirmed;
        this.intervals = intervals;
    }

    /// @param differences `[hypotheses][templates]`, at least one template
    static HeldOutTests of(double[][] differences, StudySettings settings, Cancellation cancellation) {
        int templates = differences.length == 0 ? 0 : differences[0].length;
        int[] order = shuffled(templates, settings.seed());
        boolean split = templates >= 2 * SignFlipTest.FEWEST_UNITS;
        int first = split ? (templates + 1) / 2 : templates;
        boolean enough = templates >= SignFlipTest.FEWEST_UNITS;
        double @Nullable [] corrected = enough
                ? WestfallYoung.signFlip(differences, settings.resamples(), settings.seed() + 4, cancellation)
                : null;
        double[][] half = part(differences, order, 0, first);
        double @Nullable [] discovery =
                enough ? WestfallYoung.signFlip(half, settings.resamples(), settings.seed() + 1, cancellation) : null;
        double[] confirmation = new double[differences.length];
        boolean[] confirmed = new boolean[differences.length];
        Arrays.fill(confirmation, Double.NaN);
        if (split && discovery != null) {
            double[][] other = part(differences, order, first, templates);
            confirm(discovery, half, other, settings, confirmation);
            for (int row = 0; row < confirmed.length; row++) {
                confirmed[row] = confirmation[row] <= 1 - settings.level()
                        && Samples.mean(half[row]) * Samples.mean(other[row]) > 0;
            }
        }
        return new HeldOutTests(
                corrected, discovery, confirmation, confirmed, intervals(differences, settings, cancellation));
    }

    /// Accelerated bootstrap intervals of the means over all templates, each for itself. The
    /// draws are the same for all.
    private static List<List<Double>> intervals(
            double[][] differences, StudySettings settings, Cancellation cancellation) {
        List<List<Double>> intervals = new ArrayList<>();
        for (Bootstrap.Intervals one : Bootstrap.means(
                differences, settings.resamples(), settings.level(), settings.seed() + 5, cancellation)) {
            intervals.add(Ratios.ends(one.accelerated()));
        }
        return intervals;
    }

    /// p-values of what was found on the other half; NaN stays for the rest. They are tested in
    /// a fixed order, which the
    /// first half gives (by p, then by size) and the second half knows nothing of: each at the
    /// full level, until one
    /// fails (fixed-sequence procedure, Maurer, Hothorn and Lehmacher 1995). That controls the
    /// family-wise error as
    /// Holm's correction does, but leaves the strongest a chance when few templates allow no
    /// small p. An adjusted p is
    /// the largest of those up to its place.
    private static void confirm(
            double[] found, double[][] first, double[][] other, StudySettings settings, double[] confirmation) {
        List<Integer> candidates = new ArrayList<>();
        for (int row = 0; row < found.length; row++) {
            if (found[row] <= 1 - settings.level()) {
                candidates.add(row);
            }
        }
        candidates.sort(Comparator.comparingDouble((Integer row) -> found[row])
                .thenComparing(row -> -Math.abs(Samples.mean(first[row]))));
        double largest = 0;
        for (int row : candidates) {
            double p = SignFlipTest.of(other[row], settings.resamples(), settings.seed() + 2)
                    .p();
            largest = Math.max(largest, p);
            confirmation[row] = largest;
        }
    }

    /// On all templates, corrected over all hypotheses; null with too few templates.
    @Nullable
    Double correctedP(int row) {
        return corrected == null ? null : corrected[row];
    }

    /// On the first half, corrected over all hypotheses; null with too few templates.
    @Nullable
    Double discoveryP(int row) {
        return discovery == null ? null : discovery[row];
    }

    /// On the second half, corrected over what was found; null where it was not found or there
    /// is no second half.
    @Nullable
    Double confirmationP(int row) {
        return Double.isNaN(confirmation[row]) ? null : confirmation[row];
    }

    /// Lower and upper end of the interval of the mean over all templates, uncorrected; empty with
    /// fewer than two templates.
    List<Double> interval(int row) {
        return intervals.get(row);
    }

    /// Whether it was found and confirmed, with the same sign in both halves.
    boolean isConfirmed(int row) {
        return confirmed[row];
    }

    private static double[][] part(double[][] rows, int[] order, int from, int to) {
        double[][] part = new double[rows.length][to - from];
        for (int row = 0; row < rows.length; row++) {
            for (int i = from; i < to; i++) {
                part[row][i - from] = rows[row][order[i]];
            }
        }
        return part;
    }

    private static int[] shuffled(int size, long seed) {
        int[] order = new int[size];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            int at = random.nextInt(i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }
}
