package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.work.Cancellation;

/// Which experts are chosen more often for one group.
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
        HeldOutTests tests = HeldOutTests.of(differences(templates, experts), settings, cancellation);
        List<ExpertDifference> results = new ArrayList<>();
        int row = 0;
        for (int layer = 0; layer < layers.size(); layer++) {
            for (int expert = 0; expert < experts[layer]; expert++) {
                double rateA = rate(templates, layer, expert, Variant.A);
                double rateB = rate(templates, layer, expert, Variant.B);
                results.add(new ExpertDifference(
                        layers.get(layer),
                        expert,
                        rateA,
                        rateB,
                        rateA - rateB,
                        tests.interval(row),
                        tests.correctedP(row),
                        tests.discoveryP(row),
                        tests.confirmationP(row),
                        tests.isConfirmed(row)));
                row++;
            }
        }
        results.sort(Comparator.comparing((ExpertDifference one) -> !one.confirmed())
                .thenComparing(one -> one.discoveryP() == null ? 1.0 : one.discoveryP())
                .thenComparing(one -> -Math.abs(one.difference())));
        return results;
    }

    private static double[][] differences(List<TemplateRouting> templates, int[] experts) {
        List<double[]> rows = new ArrayList<>();
        for (int layer = 0; layer < experts.length; layer++) {
            for (int expert = 0; expert < experts[layer]; expert++) {
                double[] row = new double[templates.size()];
                for (int i = 0; i < row.length; i++) {
                    TemplateRouting template = templates.get(i);
                    row[i] = template.rate(layer, expert, Variant.A) - template.rate(layer, expert, Variant.B);
                }
                rows.add(row);
            }
        }
        return rows.toArray(double[][]::new);
    }

    private static double rate(List<TemplateRouting> templates, int layer, int expert, Variant variant) {
        return templates.stream()
                .mapToDouble(template -> template.rate(layer, expert, variant))
                .average()
                .orElse(Double.NaN);
    }
}
