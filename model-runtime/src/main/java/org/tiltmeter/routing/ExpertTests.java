package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.statistics.Corrections;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.statistics.SignFlipTest;
import org.tiltmeter.statistics.WestfallYoung;
import org.tiltmeter.work.Cancellation;

/// Which experts are chosen more often for one group: templates are split at random into discovery and confirmation;
/// what the first half finds, corrected over all experts of all layers, the second half must confirm.
final class ExpertTests {

    private ExpertTests() {}

    /// Tests every expert of every layer.
    ///
    /// @param templates the comparison's templates with tokens in the region
    static List<ExpertDifference> of(
            List<TemplateRouting> templates,
            List<Integer> layers,
            int[] experts,
            StudySettings settings,
            Cancellation cancellation) {
        if (templates.isEmpty()) {
            return List.of();
        }
        int[] order = shuffled(templates.size(), settings.seed());
        boolean split = templates.size() >= 2 * SignFlipTest.FEWEST_UNITS;
        int first = split ? (templates.size() + 1) / 2 : templates.size();
        double[][] all = differences(templates, experts, order);
        double[][] discovery = part(all, 0, first);
        double @Nullable [] found = first < SignFlipTest.FEWEST_UNITS
                ? null
                : WestfallYoung.signFlip(discovery, settings.resamples(), settings.seed() + 1, cancellation);
        double[] confirmation = split && found != null
                ? confirmations(part(all, first, templates.size()), found, settings)
                : new double[0];
        List<ExpertDifference> results = new ArrayList<>();
        int row = 0;
        for (int layer = 0; layer < layers.size(); layer++) {
            for (int expert = 0; expert < experts[layer]; expert++) {
                double rateA = rate(templates, layer, expert, Variant.A);
                double rateB = rate(templates, layer, expert, Variant.B);
                Double confirmed =
                        confirmation.length == 0 || Double.isNaN(confirmation[row]) ? null : confirmation[row];
                boolean sameSign = split && Samples.mean(discovery[row]) * Samples.mean(second(all[row], first)) > 0;
                results.add(new ExpertDifference(
                        layers.get(layer),
                        expert,
                        rateA,
                        rateB,
                        rateA - rateB,
                        found == null ? null : found[row],
                        confirmed,
                        confirmed != null && confirmed <= 1 - settings.level() && sameSign));
                row++;
            }
        }
        results.sort(Comparator.comparing((ExpertDifference one) -> !one.confirmed())
                .thenComparing(one -> one.discoveryP() == null ? 1.0 : one.discoveryP())
                .thenComparing(one -> -Math.abs(one.difference())));
        return results;
    }

    /// p-values of the found experts on the other half, Holm over them; NaN for the rest, `[experts of all layers]`.
    private static double[] confirmations(double[][] half, double[] found, StudySettings settings) {
        double[] confirmed = new double[found.length];
        java.util.Arrays.fill(confirmed, Double.NaN);
        List<Integer> candidates = new ArrayList<>();
        for (int row = 0; row < found.length; row++) {
            if (found[row] <= 1 - settings.level()) {
                candidates.add(row);
            }
        }
        double[] p = candidates.stream()
                .mapToDouble(row -> SignFlipTest.of(half[row], settings.resamples(), settings.seed() + 2)
                        .p())
                .toArray();
        double[] adjusted = Corrections.holm(p);
        for (int i = 0; i < adjusted.length; i++) {
            confirmed[candidates.get(i)] = adjusted[i];
        }
        return confirmed;
    }

    private static double[][] differences(List<TemplateRouting> templates, int[] experts, int[] order) {
        List<double[]> rows = new ArrayList<>();
        for (int layer = 0; layer < experts.length; layer++) {
            for (int expert = 0; expert < experts[layer]; expert++) {
                double[] row = new double[order.length];
                for (int i = 0; i < order.length; i++) {
                    TemplateRouting template = templates.get(order[i]);
                    row[i] = template.rate(layer, expert, Variant.A) - template.rate(layer, expert, Variant.B);
                }
                rows.add(row);
            }
        }
        return rows.toArray(double[][]::new);
    }

    private static double[][] part(double[][] rows, int from, int to) {
        double[][] part = new double[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            part[row] = java.util.Arrays.copyOfRange(rows[row], from, to);
        }
        return part;
    }

    private static double rate(List<TemplateRouting> templates, int layer, int expert, Variant variant) {
        return templates.stream()
                .mapToDouble(template -> template.rate(layer, expert, variant))
                .average()
                .orElse(Double.NaN);
    }

    private static double[] second(double[] row, int from) {
        return java.util.Arrays.copyOfRange(row, from, row.length);
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
