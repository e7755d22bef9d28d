package org.tiltmeter.concept;

import java.util.List;

/// What association tests, sensitivities and moral directions found last. Immutable.
///
/// @param associations of an association test
/// @param sensitivities of a sensitivity
/// @param moral of a moral direction
public record ConceptTestFindings(
        Found<ModelAssociation> associations, Found<Sensitivity> sensitivities, Found<MoralDirection> moral) {

    /// Nothing yet.
    public static final ConceptTestFindings NONE =
            new ConceptTestFindings(Found.nothing(), Found.nothing(), Found.nothing());

    /// What one of them found.
    ///
    /// @param <T> what there is for each layer
    /// @param rows in order of layers; none where nothing was found yet
    /// @param asked what was asked, in words, where the rows do not say it
    /// @param basis by what and with what it was computed, in words
    /// @param model fingerprint of the model; empty where that is not known
    public record Found<T>(List<T> rows, String asked, String basis, String model) {

        /// Copies the list.
        public Found {
            rows = List.copyOf(rows);
        }

        /// Nothing.
        public static <T> Found<T> nothing() {
            return new Found<>(List.of(), "", "", "");
        }
    }

    /// The same with another association test.
    public ConceptTestFindings withAssociations(Found<ModelAssociation> other) {
        return new ConceptTestFindings(other, sensitivities, moral);
    }

    /// The same with another sensitivity.
    public ConceptTestFindings withSensitivities(Found<Sensitivity> other) {
        return new ConceptTestFindings(associations, other, moral);
    }

    /// The same with another moral direction.
    public ConceptTestFindings withMoral(Found<MoralDirection> other) {
        return new ConceptTestFindings(associations, sensitivities, other);
    }
}
