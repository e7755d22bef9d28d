package org.tiltmeter.measure;

import org.jspecify.annotations.Nullable;
import org.tiltmeter.statistics.Estimate;

/// What one group's texts got, on their own rather than compared.
///
/// @param measure id of the measure
/// @param answer the answer whose share this is
/// @param attribute name of the attribute
/// @param group name of the group; `all` where it is about no group
/// @param share mean share of the answer, 0 … 1, templates as units
/// @param texts number of texts of this group
/// @param selected number of them in which the answer was the more probable one; −1 where there
///     is no such
///     decision
/// @param impactRatio rate of selection over that of the group with the highest; null where none
///     is reported
/// @param suppressed whether the ratio is withheld because the group has too few texts or
///     templates
public record GroupSummary(
        String measure,
        String answer,
        String attribute,
        String group,
        Estimate share,
        int texts,
        int selected,
        @Nullable Double impactRatio,
        boolean suppressed) {

    /// With fewer texts than this a group's ratio is withheld.
    public static final int FEWEST_TEXTS = 10;

    /// What must stand beside every impact ratio.
    public static final String NOTE = "Probes are not applicants: this is not a Local Law 144 bias audit. 0.80 is the"
            + " four-fifths convention of the EEOC, not a pass mark. Groups with fewer than " + FEWEST_TEXTS
            + " texts are counted, but their ratio is withheld.";
}
