package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.architecture.ModelKind;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.Generation;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.model.Trace;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Two routings of one model set against each other: logits (1 + b) z_strong − b z_weak (SCMoE).
/// Closing it changes nothing. For one thread.
final class ContrastModel implements LanguageModel {

    private final LanguageModel strong;
    private final LanguageModel weak;
    private final double penalty;

    ContrastModel(LanguageModel strong, LanguageModel weak, double penalty) {
        if (strong.summary().kind() == ModelKind.MASKED) {
            throw new BadInputException("The model " + strong.summary().name()
                    + " is a masked model; strong and weak routing are set against each other in models that continue"
                    + " texts.");
        }
        this.strong = strong;
        this.weak = weak;
        this.penalty = penalty;
    }

    @Override
    public ModelSummary summary() {
        return strong.summary();
    }

    @Override
    public Tokenizer tokenizer() {
        return strong.tokenizer();
    }

    /// The strong run's trace with the logits of both set against each other.
    @Override
    public List<Trace> trace(List<int[]> sequences, Capture capture, Progress progress, Cancellation cancellation) {
        List<Trace> traces = strong.trace(sequences, capture, progress, cancellation);
        if (!capture.logits()) {
            return traces;
        }
        List<Trace> weakly = weak.trace(sequences, Capture.NOTHING.withLogits(true), Progress.none(), cancellation);
        List<Trace> both = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            Trace trace = traces.get(i);
            Matrix logits = contrast(
                    trace.logits().orElseThrow(), weakly.get(i).logits().orElseThrow());
            both.add(new Trace(
                    trace.ids(),
                    Optional.of(logits),
                    trace.hiddenStates(),
                    trace.lastLayerOutput(),
                    trace.routing(),
                    trace.branches(),
                    trace.attention(),
                    trace.neurons(),
                    trace.attentionRouting(),
                    trace.source()));
        }
        return both;
    }

    private Matrix contrast(Matrix first, Matrix second) {
        float[] values = new float[first.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((1 + penalty) * first.values()[i] - penalty * second.values()[i]);
        }
        return new Matrix(first.rows(), first.columns(), values);
    }

    @Override
    public List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation) {
        List<SequenceScore> scores = new ArrayList<>();
        for (NextTokens.Call call : NextTokens.calls(this, sequences)) {
            for (Trace trace : trace(call.texts(), Capture.NOTHING.withLogits(true), Progress.none(), cancellation)) {
                scores.add(new SequenceScore(trace.ids(), NextTokens.logProbabilities(trace)));
            }
            progress.report(new Progress.Step(Progress.Phase.SCORING, scores.size(), sequences.size()));
        }
        return scores;
    }

    @Override
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        throw new BadInputException(
                "With strong set against weak routing texts are scored, not written; ask for another measure.");
    }

    @Override
    public void close() {
        // the model stays open for its opener
    }
}
