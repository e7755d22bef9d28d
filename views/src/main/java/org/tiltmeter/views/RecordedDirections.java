package org.tiltmeter.views;

import org.tiltmeter.concept.ConceptAnalysis;

/// Concept directions of the loaded model that were found earlier. Immutable.
///
/// @param analysis the directions
/// @param origin when and by what they were found, in words
public record RecordedDirections(ConceptAnalysis analysis, String origin) {}
