package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Span;
import org.tiltmeter.probe.TokenAlignment;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenization.Token;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The two texts of a pair token by token, aligned, with each token's log-probability.
///
/// The differences of all columns, with a missing token counted as 0, sum to the pair's difference.
///
/// @param columns aligned tokens from left to right
public record TokenStrip(List<Column> columns) {

    /// Copies the list.
    public TokenStrip {
        columns = List.copyOf(columns);
    }

    /// One token of one text.
    ///
    /// @param index its position in the sequence
    /// @param id index into the vocabulary
    /// @param text the characters it stands for, or the vocabulary's spelling for a special token
    /// @param logProbability given the tokens before, nats; 0 for the first
    /// @param changed whether it lies in what the pair exchanges
    public record Cell(int index, int id, String text, double logProbability, boolean changed) {}

    /// Tokens that stand opposite each other.
    ///
    /// @param a token of text A, or null
    /// @param b token of text B, or null
    /// @param part where the column stands in relation to what was edited
    public record Column(@Nullable Cell a, @Nullable Cell b, TokenAlignment.Part part) {

        /// log P(A's token) − log P(B's token), nats; a missing token counts as 0.
        public double difference() {
            return (a == null ? 0 : a.logProbability()) - (b == null ? 0 : b.logProbability());
        }
    }

    /// Scores one pair's two texts.
    public static TokenStrip of(
            LanguageModel model, CounterfactualPair pair, Progress progress, Cancellation cancellation) {
        Tokenization a = model.tokenizer().encode(pair.textA());
        Tokenization b = model.tokenizer().encode(pair.textB());
        List<SequenceScore> scores = model.score(List.of(a.ids(), b.ids()), progress, cancellation);
        return of(pair, a, scores.get(0), b, scores.get(1));
    }

    /// Puts known scores side by side.
    public static TokenStrip of(
            CounterfactualPair pair, Tokenization a, SequenceScore scoreA, Tokenization b, SequenceScore scoreB) {
        List<Column> columns = new ArrayList<>();
        for (TokenAlignment.Column column : TokenAlignment.of(a.ids(), b.ids()).columns()) {
            columns.add(new Column(
                    cell(a, scoreA, column.indexA(), pair.changedA()),
                    cell(b, scoreB, column.indexB(), pair.changedB()),
                    column.part()));
        }
        return new TokenStrip(columns);
    }

    private static @Nullable Cell cell(Tokenization text, SequenceScore score, int index, List<Span> changed) {
        if (index < 0) {
            return null;
        }
        Token token = text.tokens().get(index);
        String shown = token.end() > token.start() ? text.text().substring(token.start(), token.end()) : token.piece();
        return new Cell(
                index,
                token.id(),
                shown,
                score.logProbabilities()[index],
                changed.stream().anyMatch(span -> span.overlaps(token.start(), token.end())));
    }
}
