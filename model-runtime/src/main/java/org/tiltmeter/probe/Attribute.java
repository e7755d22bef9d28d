package org.tiltmeter.probe;

import java.util.List;

/// What is exchanged between the two texts of a pair, such as gender.
///
/// @param name how templates refer to it
/// @param control whether exchanging it should change nothing, so that it measures the noise floor
/// @param groups at least two
public record Attribute(String name, boolean control, List<Group> groups) {

    /// Copies the list.
    public Attribute {
        groups = List.copyOf(groups);
    }
}
