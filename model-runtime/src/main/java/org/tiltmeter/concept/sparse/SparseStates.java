package org.tiltmeter.concept.sparse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.Trace;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The hidden states of texts' tokens in one layer; special tokens are left out.
///
/// @param states `[tokens][hidden size]`
/// @param tokens each token as it stands in its text, in the same order
/// @param texts index of each token's text, `[tokens]`
public record SparseStates(float[][] states, List<String> tokens, int[] texts) {

    private static final int TEXTS_PER_CALL = 16;
    private static final long MOST_FLOATS = 64_000_000;

    /// Copies the list.
    public SparseStates {
        tokens = List.copyOf(tokens);
    }

    /// Runs texts through a model, as many as there is room for.
    ///
    /// @param layer which hidden state: 0 is the embedding
    /// @param most tokens at most; further texts are left out
    /// @param progress hears TRACING in texts
    /// @throws BadInputException if a text does not fit the model
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static SparseStates of(
            LanguageModel model,
            List<String> texts,
            int layer,
            int most,
            Progress progress,
            Cancellation cancellation) {
        long room = Math.min(most, MOST_FLOATS / model.summary().hiddenSize());
        List<String> distinct = List.copyOf(new LinkedHashSet<>(texts));
        List<float[]> states = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        for (int start = 0; start < distinct.size() && states.size() < room; start += TEXTS_PER_CALL) {
            cancellation.throwIfRequested();
            progress.report(new Progress.Step(Progress.Phase.TRACING, start, distinct.size()));
            List<Tokenization> batch = new ArrayList<>();
            for (String text : distinct.subList(start, Math.min(distinct.size(), start + TEXTS_PER_CALL))) {
                batch.add(tokenized(model, text));
            }
            List<Trace> traces = model.trace(
                    batch.stream().map(Tokenization::ids).toList(),
                    Capture.HIDDEN_STATES,
                    Progress.none(),
                    cancellation);
            for (int i = 0; i < batch.size(); i++) {
                Matrix hidden = traces.get(i).hiddenStates().get(layer);
                for (int row = 0; row < hidden.rows() && states.size() < room; row++) {
                    Tokenization.Token token = batch.get(i).tokens().get(row);
                    if (!token.special()) {
                        states.add(hidden.row(row));
                        tokens.add(shown(batch.get(i), token));
                        owners.add(start + i);
                    }
                }
                traces.get(i).release();
            }
        }
        return new SparseStates(
                states.toArray(new float[0][]),
                tokens,
                owners.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Tokenization tokenized(LanguageModel model, String text) {
        Tokenization tokens = model.tokenizer().encode(text);
        int context = model.summary().contextLength();
        if (tokens.ids().length > context) {
            throw new BadInputException("The text \"%s\" has %d tokens, but the model takes %d; shorten it."
                    .formatted(text.substring(0, Math.min(60, text.length())), tokens.ids().length, context));
        }
        return tokens;
    }

    private static String shown(Tokenization text, Tokenization.Token token) {
        return token.end() > token.start()
                ? text.text().substring(token.start(), token.end()).strip()
                : token.piece();
    }

    /// The states of every so-manieth text, or those of the others.
    ///
    /// @param every such as 10 for each tenth text
    /// @param those whether these texts are wanted, or else the others
    public float[][] part(int every, boolean those) {
        List<float[]> wanted = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            if ((texts[i] % every == 0) == those) {
                wanted.add(states[i]);
            }
        }
        return wanted.toArray(new float[0][]);
    }
}
