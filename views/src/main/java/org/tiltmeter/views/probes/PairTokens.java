package org.tiltmeter.views.probes;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.TokenAlignment;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenizer;

/// The tokens of a pair, set side by side.
///
/// @param columns from left to right
/// @param tokensA number of tokens of text A, the start of text among them
/// @param tokensB the same of text B
public record PairTokens(List<Column> columns, int tokensA, int tokensB) {

    /// Copies the list.
    public PairTokens {
        columns = List.copyOf(columns);
    }

    /// One position.
    ///
    /// @param a the token of text A as its vocabulary spells it, if it has one here
    /// @param b the token of text B, if it has one here
    /// @param edited whether they differ
    public record Column(Optional<String> a, Optional<String> b, boolean edited) {}

    /// Takes both texts of a pair apart.
    ///
    /// @param tokenizer of the model that will be asked; it stays the caller's
    static PairTokens of(CounterfactualPair pair, Tokenizer tokenizer) {
        Tokenization a = tokenizer.encode(pair.textA());
        Tokenization b = tokenizer.encode(pair.textB());
        return new PairTokens(
                TokenAlignment.of(a.ids(), b.ids()).columns().stream()
                        .map(column -> new Column(
                                text(a, column.indexA()),
                                text(b, column.indexB()),
                                column.part() == TokenAlignment.Part.EDITED))
                        .toList(),
                a.tokens().size(),
                b.tokens().size());
    }

    private static Optional<String> text(Tokenization text, int index) {
        if (index < 0) {
            return Optional.empty();
        }
        Tokenization.Token token = text.tokens().get(index);
        return Optional.of(
                token.special() || token.end() <= token.start()
                        ? token.piece()
                        : text.text().substring(token.start(), token.end()));
    }
}
