package org.tiltmeter.concept;

import java.util.List;

/// A concept as texts that show it and texts that do not.
///
/// @param name how it is called in results
/// @param positive texts that show it
/// @param negative texts of the same style that do not, or that show its opposite
public record Concept(String name, List<String> positive, List<String> negative) {

    /// Copies the lists.
    public Concept {
        positive = List.copyOf(positive);
        negative = List.copyOf(negative);
    }
}
