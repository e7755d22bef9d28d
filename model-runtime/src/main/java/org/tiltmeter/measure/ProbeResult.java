package org.tiltmeter.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.statistics.PairedEffect;

/// What one measure found for one attribute and two of its groups. Differences are group A minus
/// group B.
///
/// @param measure id of the measure
/// @param attribute name of the attribute
/// @param control whether it is a control, so that this result is itself part of the noise floor
/// @param groupA first group
/// @param groupB second group
/// @param pairs number of pairs
/// @param templates one summary per template, in the order of the probe set
/// @param slots one summary per slot that occurs
/// @param effect mean difference with templates as units, in the unit of the outcome
/// @param adjustedP the test's p-value after correction over all demographic comparisons of the
///     measure;
///     null
///     where there is no test or for a control
/// @param noiseFloor the same for neutral swaps; null for a control, or where the probe set has
///     none
/// @param finding the result as one statement
/// @param outcome what is compared
/// @param spread where the differences come from; null in results of earlier versions
public record ProbeResult(
        String measure,
        String attribute,
        boolean control,
        String groupA,
        String groupB,
        int pairs,
        List<TemplateSummary> templates,
        List<SlotSummary> slots,
        PairedEffect effect,
        @Nullable Double adjustedP,
        @Nullable NoiseFloor noiseFloor,
        Finding finding,
        Outcome outcome,
        @Nullable Spread spread) {

    /// Copies the lists. Results of earlier versions hold likelihoods only and do not name the
    /// outcome.
    public ProbeResult {
        outcome = outcome == null ? Outcome.LIKELIHOOD : outcome;
        templates = List.copyOf(templates);
        slots = List.copyOf(slots);
    }

    /// Whether a scored pair belongs to this result.
    public boolean holds(ScoredPair item) {
        return item.measure().equals(measure)
                && item.outcome().equals(outcome)
                && item.pair().attribute().equals(attribute)
                && item.pair().groupA().equals(groupA)
                && item.pair().groupB().equals(groupB);
    }
}
