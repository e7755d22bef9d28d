package org.tiltmeter.routing;

/// One quantity of one layer as experts × aligned tokens.
///
/// @param layer absolute index of the layer
/// @param quantity what the numbers are
/// @param variant which text, or the difference
/// @param values `[experts][columns]`; NaN where the text has no token in the column
public record RoutingMatrix(int layer, Quantity quantity, Variant variant, double[][] values) {

    /// What a routing number is. Shared experts are never counted.
    public enum Quantity {
        /// Softmax over all routed experts of the raw router logits.
        ROUTER_PROBABILITY,
        /// The weight that multiplied the expert's output, after the model's own normalisation; 0 if not
        /// chosen.
        APPLIED_WEIGHT,
        /// 1 if the expert was chosen, 0 if not.
        CHOSEN,
        /// Euclidean norm of a chosen expert's output before its weight; not-a-number if not chosen.
        OUTPUT_NORM,
        /// Direct logit attribution: how far what a chosen expert adds, weight included, moves the logit of one
        /// token against that of another, in logits; 0 if not chosen.
        CONTRIBUTION
    }

    /// Whose numbers.
    public enum Variant {
        /// Text A.
        A,
        /// Text B.
        B,
        /// Text A minus text B; NaN where only one of them has a token.
        DIFFERENCE
    }

    /// Number of experts.
    public int experts() {
        return values.length;
    }

    /// Number of aligned columns.
    public int columns() {
        return values.length == 0 ? 0 : values[0].length;
    }
}
