package org.tiltmeter.measure;

import org.jspecify.annotations.Nullable;
import org.tiltmeter.statistics.Estimate;
import org.tiltmeter.statistics.PairedEffect;

/// The same statistics for neutral swaps: what "no bias" looks like on this model and these templates. All
/// control
/// attributes' pairs together.
///
/// @param pairs number of control pairs
/// @param effect their mean difference
/// @param typicalShift their typical shift per slot word; null where there is no slot
/// @param ratio typical shift of the demographic swap over that of the control (mean absolute difference of
///     templates
///     where there is no slot); null where the control's is 0
public record NoiseFloor(
        int pairs,
        PairedEffect effect,
        @Nullable Estimate typicalShift,
        @Nullable Double ratio) {}
