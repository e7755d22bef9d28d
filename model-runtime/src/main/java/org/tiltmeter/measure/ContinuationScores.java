package org.tiltmeter.measure;

import java.util.LinkedHashSet;
import java.util.Set;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenization.Token;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// How probable texts are after a context: log P(text | context) = Σ log P(token | context,
/// tokens before).
///
/// Context and text are joined by a space and encoded together, as the model would read them; the
/// tokens that
/// reach into
/// the text count as the text's. Ask first, then score all at once. For one thread.
public final class ContinuationScores {

    private final LanguageModel model;
    private final TextScores scores;
    private final Set<String> asked = new LinkedHashSet<>();

    /// Begins with nothing known.
    public ContinuationScores(LanguageModel model) {
        this(model, new TextScores());
    }

    /// Takes what is known from `scores` and adds what is asked to it.
    public ContinuationScores(LanguageModel model, TextScores scores) {
        this.model = model;
        this.scores = scores;
    }

    /// A text's score.
    ///
    /// @param logProbability nats, summed over its tokens
    /// @param tokens number of its tokens
    public record Score(double logProbability, int tokens) {

        /// Mean log-probability per token, nats.
        public double perToken() {
            return tokens == 0 ? Double.NaN : logProbability / tokens;
        }
    }

    /// Notes that a text's probability will be wanted.
    ///
    /// @param context what comes before; may be empty
    public void ask(String context, String text) {
        asked.add(joined(context, text));
    }

    /// Scores everything that was asked.
    public void score(Progress progress, Cancellation cancellation) {
        scores.score(model, asked, progress, cancellation);
    }

    /// The score of a text that was asked and scored.
    public Score of(String context, String text) {
        String whole = joined(context, text);
        SequenceScore score = scores.of(whole).orElseThrow();
        Tokenization tokens = model.tokenizer().encode(whole);
        double sum = 0;
        int count = 0;
        for (int i = 1; i < tokens.tokens().size(); i++) {
            Token token = tokens.tokens().get(i);
            if (!token.special() && token.end() > context.length()) {
                sum += score.logProbabilities()[i];
                count++;
            }
        }
        return new Score(sum, count);
    }

    private static String joined(String context, String text) {
        return context.isEmpty() ? text : context + " " + text;
    }
}
