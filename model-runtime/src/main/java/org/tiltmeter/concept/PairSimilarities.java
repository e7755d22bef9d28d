package org.tiltmeter.concept;

import java.util.List;
import org.tiltmeter.probe.TokenAlignment;

/// How close the tokens of two variants of a text lie to a concept, side by side.
///
/// @param alignment which token stands opposite which
/// @param first cosines of the first text's tokens, `[tokens]`
/// @param second cosines of the second text's tokens, `[tokens]`
/// @param differences first less second for every aligned column; NaN where one text has no
///     token, `[columns]`
public record PairSimilarities(TokenAlignment alignment, double[] first, double[] second, double[] differences) {

    /// Compares two texts in the direction's layer.
    public static PairSimilarities of(TextActivations first, TextActivations second, ConceptDirection direction) {
        TokenAlignment alignment =
                TokenAlignment.of(first.tokens().ids(), second.tokens().ids());
        double[] one = first.similarities(direction);
        double[] two = second.similarities(direction);
        List<TokenAlignment.Column> columns = alignment.columns();
        double[] differences = columns.stream()
                .mapToDouble(column -> column.inBoth() ? one[column.indexA()] - two[column.indexB()] : Double.NaN)
                .toArray();
        return new PairSimilarities(alignment, one, two, differences);
    }
}
