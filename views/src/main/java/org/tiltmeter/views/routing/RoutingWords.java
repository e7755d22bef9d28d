package org.tiltmeter.views.routing;

import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.routing.RoutingMatrix.Quantity;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.views.Texts;

/// The words for what a routing number is.
final class RoutingWords {

    private RoutingWords() {}

    /// A quantity by name.
    static String name(Quantity quantity) {
        return switch (quantity) {
            case ROUTER_PROBABILITY -> Texts.get("routing.probability");
            case APPLIED_WEIGHT -> Texts.get("routing.weight");
            case CHOSEN -> Texts.get("routing.chosen");
            case OUTPUT_NORM -> Texts.get("routing.norm");
            case CONTRIBUTION -> Texts.get("routing.contribution");
        };
    }

    /// What exactly a quantity is: before or after softmax, renormalised or not, shared experts counted or not.
    static String definition(RoutingFinding finding, Quantity quantity) {
        return switch (quantity) {
            case ROUTER_PROBABILITY -> Texts.get("routing.probabilityDefinition");
            case APPLIED_WEIGHT -> Texts.get("routing.weightDefinition");
            case CHOSEN -> Texts.get("routing.chosenDefinition");
            case OUTPUT_NORM ->
                finding.comparison().has(quantity) ? Texts.get("routing.normDefinition") : Texts.get("routing.noNorm");
            case CONTRIBUTION ->
                finding.comparison().has(quantity)
                        ? Texts.get("routing.contributionDefinition", positive(finding), negative(finding))
                        : finding.lacking();
        };
    }

    private static String positive(RoutingFinding finding) {
        return finding.contrast().map(AnswerContrast::positiveText).orElse("");
    }

    private static String negative(RoutingFinding finding) {
        return finding.contrast().map(AnswerContrast::negativeText).orElse("");
    }

    /// A picture by name.
    static String name(RoutingPicture picture) {
        return switch (picture) {
            case EXPERTS -> Texts.get("routing.pictureExperts");
            case ENTROPY -> Texts.get("routing.pictureEntropy");
            case MARGIN -> Texts.get("routing.pictureMargin");
            case LOAD -> Texts.get("routing.pictureLoad");
            case EXPERT_LOAD -> Texts.get("routing.pictureExpertLoad");
        };
    }

    /// What a picture of layers measures, beside its colours.
    static String picture(RoutingPicture picture) {
        return switch (picture) {
            case ENTROPY -> Texts.get("routing.entropyQuantity");
            case MARGIN -> Texts.get("routing.marginQuantity");
            case LOAD -> Texts.get("routing.loadQuantity");
            case EXPERTS, EXPERT_LOAD -> Texts.get("routing.expertLoadQuantity");
        };
    }

    /// What exactly the picture shows.
    static String definition(RoutingFinding finding, RoutingPicture picture, Quantity quantity, Variant variant) {
        return switch (picture) {
            case EXPERTS ->
                definition(finding, quantity) + " "
                        + Texts.get(variant == Variant.DIFFERENCE ? "routing.dotsDifference" : "routing.dots");
            case ENTROPY -> Texts.get("routing.entropyDefinition");
            case MARGIN -> Texts.get("routing.marginDefinition");
            case LOAD -> Texts.get("routing.loadDefinition");
            case EXPERT_LOAD -> Texts.get("routing.expertLoadDefinition");
        };
    }

    /// A quantity beside its colours.
    static String quantity(RoutingFinding finding, Quantity quantity, Variant variant, int experts) {
        CounterfactualPair pair = finding.pair();
        String what =
                switch (quantity) {
                    case ROUTER_PROBABILITY -> Texts.get("routing.probabilityShort", Integer.toString(experts));
                    case APPLIED_WEIGHT -> Texts.get("routing.weightShort");
                    case CHOSEN -> Texts.get("routing.chosenShort");
                    case OUTPUT_NORM -> Texts.get("routing.normShort");
                    case CONTRIBUTION -> Texts.get("routing.contributionShort", positive(finding), negative(finding));
                };
        return variant == Variant.DIFFERENCE
                ? Texts.get("routing.differenceOf", pair.groupA(), pair.groupB(), what)
                : what;
    }

    /// Whose numbers are shown.
    static String variant(CounterfactualPair pair, Variant variant) {
        return switch (variant) {
            case A -> Texts.get("routing.variant", pair.groupA(), pair.termA());
            case B -> Texts.get("routing.variant", pair.groupB(), pair.termB());
            case DIFFERENCE -> Texts.get("routing.variantDifference", pair.groupA(), pair.groupB());
        };
    }

    /// An order by name.
    static String order(RoutingOrder order) {
        return switch (order) {
            case INDEX -> Texts.get("routing.orderIndex");
            case LOAD -> Texts.get("routing.orderLoad");
            case DIFFERENCE -> Texts.get("routing.orderDifference");
        };
    }
}
