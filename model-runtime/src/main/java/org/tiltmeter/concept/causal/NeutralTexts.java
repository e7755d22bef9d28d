package org.tiltmeter.concept.causal;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.model.Trace;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Texts that have nothing to do with a concept: what a change of the model does to them is damage. Keeps what the
/// unchanged model predicts for each token.
final class NeutralTexts {

    private static final long MOST_LOGITS = 40_000_000;
    private static final int TEXTS_PER_CALL = 16;

    private final List<int[]> texts = new ArrayList<>();
    private final List<float[]> predictions = new ArrayList<>();
    private final List<List<Matrix>> states = new ArrayList<>();
    private final Cancellation cancellation;

    /// What a change does to neutral texts.
    ///
    /// @param perplexity exp of the mean of −log P(token | tokens before) over all tokens after the first
    /// @param divergence mean Kullback-Leibler divergence of the predictions of the changed model from those of the
    ///     unchanged one, nats per token
    record Damage(double perplexity, double divergence) {}

    /// Runs the unchanged model. Where the predictions of all texts are too many to hold, the first texts are kept.
    ///
    /// @throws BadInputException if no text is left or one does not fit the model
    NeutralTexts(LanguageModel model, List<String> neutral, Cancellation cancellation) {
        this.cancellation = cancellation;
        long held = 0;
        for (String text : neutral) {
            Tokenization tokens = model.tokenizer().encode(text);
            long more = (long) tokens.ids().length * model.summary().vocabulary();
            if (tokens.ids().length > model.summary().contextLength()) {
                throw new BadInputException(
                        "The neutral text \"%s\" has %d tokens, but the model takes at most %d; shorten it."
                                .formatted(
                                        text.length() <= 60 ? text : text.substring(0, 60) + "…",
                                        tokens.ids().length,
                                        model.summary().contextLength()));
            }
            if (tokens.ids().length < 2 || held + more > MOST_LOGITS) {
                continue;
            }
            held += more;
            texts.add(tokens.ids());
        }
        if (texts.isEmpty()) {
            throw new BadInputException(
                    "There is no neutral text of at least two tokens; give some to see what steering damages.");
        }
        for (int start = 0; start < texts.size(); start += TEXTS_PER_CALL) {
            for (Trace trace : traced(model, start, Capture.HIDDEN_STATES.withLogits(true))) {
                predictions.add(logProbabilities(trace.logits().orElseThrow()));
                states.add(trace.hiddenStates());
            }
        }
    }

    int size() {
        return texts.size();
    }

    /// Median length of the residual stream that goes into a layer, over all tokens but the first of each text, whose
    /// length is often out of the ordinary.
    double medianNorm(int layer) {
        List<Double> norms = new ArrayList<>();
        for (List<Matrix> layers : states) {
            Matrix matrix = layers.get(layer);
            for (int token = 1; token < matrix.rows(); token++) {
                double squares = 0;
                for (int i = 0; i < matrix.columns(); i++) {
                    squares += (double) matrix.get(token, i) * matrix.get(token, i);
                }
                norms.add(Math.sqrt(squares));
            }
        }
        return Samples.median(norms.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// What a change does.
    Damage under(LanguageModel changed) {
        double surprise = 0;
        double divergence = 0;
        long scored = 0;
        long predicted = 0;
        for (int start = 0; start < texts.size(); start += TEXTS_PER_CALL) {
            List<int[]> batch = texts.subList(start, Math.min(texts.size(), start + TEXTS_PER_CALL));
            for (SequenceScore score : changed.score(batch, Progress.none(), cancellation)) {
                surprise -= score.total();
                scored += score.ids().length - 1;
            }
            List<Trace> traces = traced(changed, start, Capture.NOTHING.withLogits(true));
            for (int i = 0; i < traces.size(); i++) {
                float[] before = predictions.get(start + i);
                float[] after = logProbabilities(traces.get(i).logits().orElseThrow());
                for (int k = 0; k < before.length; k++) {
                    divergence += Math.exp(before[k]) * ((double) before[k] - after[k]);
                }
                predicted += traces.get(i).tokens();
            }
        }
        return new Damage(Math.exp(surprise / scored), Math.max(0, divergence / predicted));
    }

    private List<Trace> traced(LanguageModel model, int start, Capture capture) {
        cancellation.throwIfRequested();
        return model.trace(
                texts.subList(start, Math.min(texts.size(), start + TEXTS_PER_CALL)),
                capture,
                Progress.none(),
                cancellation);
    }

    /// Logarithm of the softmax of every row, `[tokens * vocabulary]`. The logits are released.
    private static float[] logProbabilities(Matrix logits) {
        int columns = logits.columns();
        float[] result = new float[Math.multiplyExact(logits.rows(), columns)];
        for (int row = 0; row < logits.rows(); row++) {
            float[] values = logits.row(row);
            double largest = Double.NEGATIVE_INFINITY;
            for (float value : values) {
                largest = Math.max(largest, value);
            }
            double sum = 0;
            for (float value : values) {
                sum += Math.exp(value - largest);
            }
            double shift = largest + Math.log(sum);
            for (int i = 0; i < columns; i++) {
                // A token that the model rules out altogether counts as very improbable, so that sums stay finite.
                result[row * columns + i] = (float) Math.max(-1e6, values[i] - shift);
            }
        }
        logits.release();
        return result;
    }
}
