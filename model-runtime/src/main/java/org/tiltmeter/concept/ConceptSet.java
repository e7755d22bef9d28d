package org.tiltmeter.concept;

import java.util.List;

/// Concepts that are looked for in a model.
///
/// A plain value that may hold mistakes while someone edits it; [ConceptAnalysis] refuses what cannot be
/// fitted.
///
/// @param name shown as the title
/// @param description what the set is for
/// @param source where its texts come from
/// @param concepts the concepts
public record ConceptSet(String name, String description, String source, List<Concept> concepts) {

    /// Copies the list.
    public ConceptSet {
        concepts = List.copyOf(concepts);
    }
}
