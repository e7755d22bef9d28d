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
        };
    }

    /// What exactly a quantity is: before or after softmax, renormalised or not, shared experts counted or not.
    static String definition(Quantity quantity) {
        return switch (quantity) {
            case ROUTER_PROBABILITY -> Texts.get("routing.probabilityDefinition");
            case APPLIED_WEIGHT -> Texts.get("routing.weightDefinition");
            case CHOSEN -> Texts.get("routing.chosenDefinition");
        };
    }

    /// A picture by name.
    static String name(RoutingPicture picture) {
        return switch (picture) {
            case EXPERTS -> Texts.get("routing.pictureExperts");
            case ENTROPY -> Texts.get("routing.pictureEntropy");
            case MARGIN -> Texts.get("routing.pictureMargin");
        };
    }

    /// What a picture of layers measures, beside its colours.
    static String picture(RoutingPicture picture) {
        return picture == RoutingPicture.MARGIN
                ? Texts.get("routing.marginQuantity")
                : Texts.get("routing.entropyQuantity");
    }

    /// What exactly the picture shows.
    static String definition(RoutingPicture picture, Quantity quantity, Variant variant) {
        return switch (picture) {
            case EXPERTS ->
                definition(quantity) + " "
                        + Texts.get(variant == Variant.DIFFERENCE ? "routing.dotsDifference" : "routing.dots");
            case ENTROPY -> Texts.get("routing.entropyDefinition");
            case MARGIN -> Texts.get("routing.marginDefinition");
        };
    }

    /// A quantity beside its colours.
    static String quantity(CounterfactualPair pair, Quantity quantity, Variant variant, int experts) {
        String what =
                switch (quantity) {
                    case ROUTER_PROBABILITY -> Texts.get("routing.probabilityShort", Integer.toString(experts));
                    case APPLIED_WEIGHT -> Texts.get("routing.weightShort");
                    case CHOSEN -> Texts.get("routing.chosenShort");
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
