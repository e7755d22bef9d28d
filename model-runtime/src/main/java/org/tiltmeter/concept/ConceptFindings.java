package org.tiltmeter.concept;

import java.util.List;

/// Everything that was found about a set of concepts in one model, to be exported together.
///
/// @param analysis the directions
/// @param stability how much they depend on texts and seed
/// @param vocabulary the tokens nearest to them
/// @param asymmetries targets towards references
/// @param associations association tests
/// @param agreements with audits
/// @param maps where the texts lie on the plane in which they vary most
/// @param sensitivities how answers respond to concepts
/// @param moral axes of good and bad actions
public record ConceptFindings(
        ConceptAnalysis analysis,
        List<Stability> stability,
        List<DirectionTokens> vocabulary,
        List<AsymmetryStudy> asymmetries,
        List<ModelAssociation> associations,
        List<RepresentationAgreement> agreements,
        List<TextMap> maps,
        List<Sensitivity> sensitivities,
        List<MoralFinding> moral) {

    /// What must stand beside every export.
    public static final List<String> CAUTIONS = List.of(
            "Similarity is not cause: what lies close to a direction is associated with it in this model and these"
                    + " texts; whether the model acts on it only an intervention shows.",
            "A direction whose held-out accuracy is below 0.8, or not above that of every random split, is not"
                    + " reliable: read nothing into its similarities.",
            "Texts of different style share a direction of style; both sides of a concept should be written alike.");

    /// Copies the lists.
    public ConceptFindings {
        stability = List.copyOf(stability);
        vocabulary = List.copyOf(vocabulary);
        asymmetries = List.copyOf(asymmetries);
        associations = List.copyOf(associations);
        agreements = List.copyOf(agreements);
        maps = List.copyOf(maps);
        sensitivities = List.copyOf(sensitivities);
        moral = List.copyOf(moral);
    }

    /// The tokens nearest to one direction.
    public record DirectionTokens(String concept, int layer, DirectionMethod method, NearestVocabulary tokens) {}

    /// The axis of one list of actions in one layer.
    public record MoralFinding(String name, MoralDirection direction) {}
}
