package org.tiltmeter.report;

import java.util.List;
import org.tiltmeter.table.Table;

/// What was asked, verbatim.
///
/// @param name the probe set's name
/// @param description what it is for
/// @param source where its words come from
/// @param templates the templates as they were written
/// @param words attributes, groups and slots with their words
/// @param texts every text that the model was given
/// @param findings what the pair check noticed
/// @param exclusions pairs that were left out, each with the reason
public record ProbeListing(
        String name,
        String description,
        String source,
        Table templates,
        Table words,
        Table texts,
        Table findings,
        List<Fact> exclusions) {

    /// Copies the list.
    public ProbeListing {
        exclusions = List.copyOf(exclusions);
    }
}
