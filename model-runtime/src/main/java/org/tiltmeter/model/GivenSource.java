package org.tiltmeter.model;

import java.util.List;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// An encoder-decoder together with the text that its encoder reads. Closing it changes nothing: the model belongs to
/// whoever opened it.
final class GivenSource implements LanguageModel {

    private final TorchModel model;
    private final int[] source;

    GivenSource(TorchModel model, int[] source) {
        this.model = model;
        this.source = source.clone();
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
    public Tokenizer tokenizer() {
        return model.tokenizer();
    }

    @Override
    public List<Trace> trace(List<int[]> sequences, Capture capture, Progress progress, Cancellation cancellation) {
        return model.trace(source, sequences, capture, progress, cancellation);
    }

    @Override
    public List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation) {
        return model.score(source, sequences, progress, cancellation);
    }

    @Override
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        return model.generate(source, prompt, settings, progress, cancellation);
    }

    @Override
    public LanguageModel given(int[] other) {
        return model.given(other);
    }

    @Override
    public void close() {
        // the model stays open for its opener
    }
}
