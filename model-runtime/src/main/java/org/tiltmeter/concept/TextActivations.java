package org.tiltmeter.concept;

import java.util.List;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Trace;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// One text's hidden states in every layer, to look at concepts token by token.
///
/// @param tokens the text as tokens
/// @param trace its hidden states
public record TextActivations(Tokenization tokens, Trace trace) {

    /// Runs a text through a model.
    public static TextActivations of(LanguageModel model, String text, Progress progress, Cancellation cancellation) {
        Tokenization tokens = model.tokenizer().encode(text);
        return new TextActivations(
                tokens,
                model.trace(List.of(tokens.ids()), Capture.HIDDEN_STATES, progress, cancellation)
                        .getFirst());
    }

    /// Similarity of every token to a concept in the direction's layer: cosine of the centred hidden state
    /// with the
    /// direction, −1 … 1, `[tokens]`.
    public double[] similarities(ConceptDirection direction) {
        return direction.cosines(trace.hiddenStates().get(direction.layer()));
    }
}
