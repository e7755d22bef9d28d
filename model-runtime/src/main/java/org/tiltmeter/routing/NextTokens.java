package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.architecture.ModelKind;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.model.Trace;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// How well a model tells the next token of texts.
///
/// @param perplexity exp of the mean negative log-probability of every token after the first; of
///     a masked model, which sees the whole text, of every token given all others
/// @param accuracy share of tokens after the first that the model held for the most probable
///     one; NaN for a masked model
/// @param tokens number of these tokens
record NextTokens(double perplexity, double accuracy, long tokens) {

    private static final long LOGIT_BYTES = 64L << 20;

    /// Texts that are run at once.
    record Call(List<int[]> texts) {}

    /// Reads texts, a few at a time.
    ///
    /// @param texts token ids of each
    static NextTokens of(LanguageModel model, List<int[]> texts, Cancellation cancellation) {
        double sum = 0;
        long right = 0;
        long tokens = 0;
        boolean masked = model.summary().kind() == ModelKind.MASKED;
        for (Call call : calls(model, texts)) {
            cancellation.throwIfRequested();
            if (masked) {
                for (SequenceScore score : model.score(call.texts(), Progress.none(), cancellation)) {
                    sum -= score.total();
                    tokens += Math.max(0, score.ids().length - 1);
                }
                continue;
            }
            for (Trace trace :
                    model.trace(call.texts(), Capture.NOTHING.withLogits(true), Progress.none(), cancellation)) {
                double[] logProbabilities = logProbabilities(trace);
                for (int token = 1; token < logProbabilities.length; token++) {
                    sum -= logProbabilities[token];
                    tokens++;
                    right += isMostProbable(trace, token) ? 1 : 0;
                }
                trace.release();
            }
        }
        return new NextTokens(Math.exp(sum / tokens), masked ? Double.NaN : (double) right / tokens, tokens);
    }

    /// So many texts at once that their logits stay small.
    static List<Call> calls(LanguageModel model, List<int[]> texts) {
        long most = Math.max(1, LOGIT_BYTES / Math.max(1, 4L * model.summary().vocabulary()));
        List<Call> calls = new ArrayList<>();
        List<int[]> now = new ArrayList<>();
        long tokens = 0;
        for (int[] text : texts) {
            if (!now.isEmpty() && tokens + text.length > most) {
                calls.add(new Call(List.copyOf(now)));
                now.clear();
                tokens = 0;
            }
            now.add(text);
            tokens += text.length;
        }
        if (!now.isEmpty()) {
            calls.add(new Call(List.copyOf(now)));
        }
        return calls;
    }

    /// Log-probability of each token given those before it, nats, `[tokens]`; 0 for the first.
    static double[] logProbabilities(Trace trace) {
        Matrix logits = trace.logits().orElseThrow();
        double[] logProbabilities = new double[trace.tokens()];
        for (int token = 1; token < logProbabilities.length; token++) {
            float[] before = logits.row(token - 1);
            double largest = Double.NEGATIVE_INFINITY;
            for (float logit : before) {
                largest = Math.max(largest, logit);
            }
            double sum = 0;
            for (float logit : before) {
                sum += Math.exp(logit - largest);
            }
            logProbabilities[token] = before[trace.ids()[token]] - largest - Math.log(sum);
        }
        return logProbabilities;
    }

    private static boolean isMostProbable(Trace trace, int token) {
        float[] before = trace.logits().orElseThrow().row(token - 1);
        float own = before[trace.ids()[token]];
        for (float logit : before) {
            if (logit > own) {
                return false;
            }
        }
        return true;
    }
}
