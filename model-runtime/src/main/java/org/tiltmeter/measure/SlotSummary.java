package org.tiltmeter.measure;

import java.util.List;
import org.tiltmeter.statistics.Estimate;

/// One slot's words.
///
/// @param slot name of the slot
/// @param terms one summary per word, in the order of the probe set
/// @param typicalShift mean over words of |mean difference over templates|, nats: how far the model leans in
///     one
///     direction or the other for a typical word; never negative, so compare it with the control's
public record SlotSummary(String slot, List<TermSummary> terms, Estimate typicalShift) {

    /// Copies the list.
    public SlotSummary {
        terms = List.copyOf(terms);
    }
}
