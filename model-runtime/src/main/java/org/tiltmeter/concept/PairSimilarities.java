package org.tiltmeter.concept;

import java.util.List;
import org.tiltmeter.probe.TokenAlignment;
import org.tiltmeter.tokenizer.Tokenization;

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
        return of(first.tokens(), first.similarities(direction), second.tokens(), second.similarities(direction));
    }

    /// Compares two texts whose cosines are known.
    ///
    /// @param one cosines of the first text's tokens, `[tokens]`
    /// @param two those of the second text's
    public static PairSimilarities of(Tokenization first, double[] one, Tokenization second, double[] two) {
        TokenAlignment alignment = TokenAlignment.of(first.ids(), second.ids());
        List<TokenAlignment.Column> columns = alignment.columns();
        double[] differences = columns.stream()
                .mapToDouble(column -> column.inBoth() ? one[column.indexA()] - two[column.indexB()] : Double.NaN)
                .toArray();
        return new PairSimilarities(alignment, one, two, differences);
    }
}
