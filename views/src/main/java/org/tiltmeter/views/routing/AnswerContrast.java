package org.tiltmeter.views.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.measure.AskedText;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenizer;

/// The two tokens whose logits an expert's contribution is measured by: the first at which two answers of the probe
/// differ, else the first at which the two texts differ.
///
/// @param positive id of the token whose logit counts
/// @param negative id of the token whose logit is taken away
/// @param positiveText the first token as the tokenizer writes it
/// @param negativeText the second token as the tokenizer writes it
record AnswerContrast(int positive, int negative, String positiveText, String negativeText) {

    /// Finds the two tokens; empty where one text merely goes on after the other's end.
    ///
    /// @param asked what a measure asked about the pair; empty for likelihood
    static Optional<AnswerContrast> of(Tokenizer tokenizer, CounterfactualPair pair, List<AskedText> asked) {
        for (AskedText first : asked) {
            for (AskedText second : asked) {
                boolean sameQuestion =
                        first.side().equals(second.side()) && first.text().equals(second.text());
                if (sameQuestion && !first.answer().equals(second.answer())) {
                    return between(
                            tokenizer.encode(first.text() + " " + first.answer()),
                            tokenizer.encode(second.text() + " " + second.answer()));
                }
            }
        }
        return between(tokenizer.encode(pair.textA()), tokenizer.encode(pair.textB()));
    }

    private static Optional<AnswerContrast> between(Tokenization a, Tokenization b) {
        int at = Arrays.mismatch(a.ids(), b.ids());
        if (at < 0 || at >= a.ids().length || at >= b.ids().length) {
            return Optional.empty();
        }
        return Optional.of(new AnswerContrast(a.ids()[at], b.ids()[at], shown(a, at), shown(b, at)));
    }

    private static String shown(Tokenization text, int at) {
        Tokenization.Token token = text.tokens().get(at);
        String characters = text.text().substring(token.start(), token.end());
        return (characters.isEmpty() ? token.piece() : characters).strip();
    }
}
