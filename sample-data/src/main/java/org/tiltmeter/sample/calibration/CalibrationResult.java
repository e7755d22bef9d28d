package org.tiltmeter.sample.calibration;

import java.util.List;
import org.tiltmeter.statistics.Estimate;

/// What a calibration found.
///
/// @param settings how it was computed
/// @param recoveries one per planted association
/// @param covered over all of them, the share of audits whose interval contains the planted
///     difference
/// @param coveredModel the same for the model's own difference over all sentences and words
/// @param falseAlarms of the balanced model and of controls
/// @param seconds how long it took
public record CalibrationResult(
        CalibrationSettings settings,
        List<Recovery> recoveries,
        Estimate covered,
        Estimate coveredModel,
        List<FalseAlarms> falseAlarms,
        double seconds) {

    /// Copies the lists.
    public CalibrationResult {
        recoveries = List.copyOf(recoveries);
        falseAlarms = List.copyOf(falseAlarms);
    }
}
