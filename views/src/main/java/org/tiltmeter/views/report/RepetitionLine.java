package org.tiltmeter.views.report;

import java.util.List;
import org.tiltmeter.report.Verification;

/// What computing one audit again has shown. Immutable.
///
/// @param audit its name
/// @param verification how far each measure moved
public record RepetitionLine(String audit, Verification verification) {

    /// Whether everything lies within its bound.
    public boolean repeats() {
        return verification.repeats();
    }

    /// The largest drift of each measure.
    public List<Verification.Drift> drifts() {
        return verification.drifts();
    }
}
