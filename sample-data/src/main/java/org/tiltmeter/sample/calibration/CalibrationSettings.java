package org.tiltmeter.sample.calibration;

import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.work.BadInputException;

/// How a calibration computes.
///
/// @param subsamples audits of each planted word, each with other sentences and words
/// @param tests audits for false alarms, of the balanced model and of controls each
/// @param templates sentences in an audit
/// @param words words for each group in an audit, where a group has several
/// @param audit seed, resamples and level of every audit
public record CalibrationSettings(int subsamples, int tests, int templates, int words, AuditSettings audit) {

    /// @throws BadInputException if a number is too small to mean anything
    public CalibrationSettings {
        if (subsamples < 1 || tests < 1) {
            throw new BadInputException("A calibration needs at least one subsample and one test.");
        }
    }

    /// 20 subsamples, 1,000 tests, 8 sentences and 8 words a group, 2,000 resamples, seed 42.
    public static CalibrationSettings defaults() {
        AuditSettings audit = AuditSettings.defaults();
        return new CalibrationSettings(
                20, 1_000, 8, 8, new AuditSettings(audit.seed(), 2_000, audit.level(), audit.measures()));
    }
}
