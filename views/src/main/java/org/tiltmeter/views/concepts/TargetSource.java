package org.tiltmeter.views.concepts;

import org.tiltmeter.views.Texts;

/// Where the targets of a comparison come from.
///
/// @param slot the probe set's word list; empty for the two other sources
/// @param words how many words it has; tells the two other sources apart
record TargetSource(String slot, int words) {

    /// The concepts of the set that are no references.
    static final TargetSource CONCEPTS = new TargetSource("", 0);

    /// Whatever the user types.
    static final TargetSource OWN = new TargetSource("", -1);

    /// In words.
    String title() {
        return equals(CONCEPTS)
                ? Texts.get("concepts.lean.fromConcepts")
                : equals(OWN)
                        ? Texts.get("concepts.lean.fromTyped")
                        : Texts.get("concepts.lean.fromSlot", slot, Integer.toString(words));
    }
}
