package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.List;

/// Two concepts that a target may lie closer to.
///
/// @param first name of the concept that counts as plus
/// @param second name of the concept that counts as minus
public record ReferencePair(String first, String second) {

    /// Whether a concept is one of the two.
    public boolean holds(String concept) {
        return first.equals(concept) || second.equals(concept);
    }

    /// Every two of some concepts, in their order.
    public static List<ReferencePair> all(List<String> names) {
        List<ReferencePair> pairs = new ArrayList<>();
        for (int first = 0; first < names.size(); first++) {
            for (int second = first + 1; second < names.size(); second++) {
                pairs.add(new ReferencePair(names.get(first), names.get(second)));
            }
        }
        return pairs;
    }
}
