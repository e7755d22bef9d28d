package org.tiltmeter.views.model;

import java.util.List;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.OpeningWay;

/// A model that has been looked at and may be loaded.
///
/// @param summary what its files say
/// @param ways how it could be opened here, the usual way first; at least one
public record Candidate(ModelSummary summary, List<OpeningWay> ways) {

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there is no way
    public Candidate {
        ways = List.copyOf(ways);
        if (ways.isEmpty()) {
            throw new IllegalArgumentException("no way to open " + summary.folder());
        }
    }

    /// What is chosen until the user chooses.
    public OpeningWay usual() {
        return ways.getFirst();
    }
}
