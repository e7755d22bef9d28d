package org.tiltmeter.views.routing;

import java.util.EnumMap;
import java.util.Map;
import org.tiltmeter.routing.RoutingComparison;
import org.tiltmeter.routing.RoutingMatrix.Quantity;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The colour ranges of a comparison: one for each quantity, the same in every layer and for both texts, so that what
/// is looked at one after the other can be compared.
///
/// @param amounts largest number of each quantity in any layer of either text
/// @param differences largest difference of each quantity in any layer
record RoutingRanges(Map<Quantity, Double> amounts, Map<Quantity, Double> differences) {

    /// Copies the maps.
    RoutingRanges {
        amounts = Map.copyOf(amounts);
        differences = Map.copyOf(differences);
    }

    /// Looks through all layers; the worker's thread.
    static RoutingRanges of(RoutingComparison comparison, Progress progress, Cancellation cancellation) {
        Map<Quantity, Double> amounts = new EnumMap<>(Quantity.class);
        Map<Quantity, Double> differences = new EnumMap<>(Quantity.class);
        int done = 0;
        for (int layer : comparison.layers()) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(
                    Progress.Phase.COMPUTING_STATISTICS,
                    done,
                    comparison.layers().size()));
            for (Quantity quantity : Quantity.values()) {
                if (quantity != Quantity.CHOSEN) {
                    double a = comparison.matrix(layer, quantity, Variant.A).largestMagnitude();
                    double b = comparison.matrix(layer, quantity, Variant.B).largestMagnitude();
                    double difference = comparison
                            .matrix(layer, quantity, Variant.DIFFERENCE)
                            .largestMagnitude();
                    amounts.merge(quantity, Math.max(a, b), Math::max);
                    differences.merge(quantity, difference, Math::max);
                }
            }
            done++;
        }
        return new RoutingRanges(amounts, differences);
    }

    /// End of the colour range for one quantity: round, above 0.
    double limit(Quantity quantity, Variant variant) {
        if (quantity == Quantity.CHOSEN) {
            return 1;
        }
        double largest = (variant == Variant.DIFFERENCE ? differences : amounts).getOrDefault(quantity, 1.0);
        return largest > 0 ? roundedUp(largest) : 1;
    }

    /// The next number with two significant digits.
    static double roundedUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)) - 1);
        return Math.round(Math.ceil(value / power - 1e-9)) * power;
    }
}
