package org.tiltmeter.model;

import java.util.List;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A model under conditions: with the text that its encoder reads, or with interventions. Closing it changes nothing:
/// the model belongs to whoever opened it.
final class ConditionedModel implements LanguageModel {

    private final TorchModel model;
    private final Conditions conditions;

    ConditionedModel(TorchModel model, Conditions conditions) {
        this.model = model;
        this.conditions = conditions;
    }

    @Override
    public ModelSummary summary() {
        return model.summary();
    }

    @Override
    public ComputeType computeType() {
        return model.computeType();
    }

    @Override
    public ComputeDevice device() {
        return model.device();
    }

    @Override
    public Tokenizer tokenizer() {
        return model.tokenizer();
    }

    @Override
    public List<Trace> trace(List<int[]> sequences, Capture capture, Progress progress, Cancellation cancellation) {
        return model.trace(conditions, sequences, capture, progress, cancellation);
    }

    @Override
    public List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation) {
        return model.score(conditions, sequences, progress, cancellation);
    }

    @Override
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        return model.generate(conditions, prompt, settings, progress, cancellation);
    }

    @Override
    public List<Matrix> gradient(
            int[] ids,
            List<Integer> states,
            int[] positive,
            int[] negative,
            Progress progress,
            Cancellation cancellation) {
        return model.gradient(conditions, ids, states, positive, negative, progress, cancellation);
    }

    @Override
    public List<Attribution> attribute(
            List<int[]> sequences, int positive, int negative, Progress progress, Cancellation cancellation) {
        return model.attribute(conditions, sequences, positive, negative, progress, cancellation);
    }

    @Override
    public Matrix unembed(Matrix hidden) {
        return model.unembed(hidden);
    }

    @Override
    public Matrix project(Matrix directions) {
        return model.project(directions);
    }

    @Override
    public LanguageModel given(int[] source) {
        return model.under(conditions.given(source));
    }

    @Override
    public LanguageModel with(Interventions interventions) {
        return model.under(conditions.with(interventions));
    }

    @Override
    public void close() {
        // the model stays open for its opener
    }

    /// What a pass depends on besides the text.
    ///
    /// @param source what the encoder reads; empty for a model without one
    record Conditions(int[] source, Interventions interventions) {

        Conditions given(int[] text) {
            return new Conditions(text.clone(), interventions);
        }

        Conditions with(Interventions others) {
            return new Conditions(source, others);
        }
    }
}
