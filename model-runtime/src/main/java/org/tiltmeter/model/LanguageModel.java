package org.tiltmeter.model;

import java.util.List;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A loaded language model. Everything above the package `model` sees a model only through this interface.
///
/// One call at a time: callers share a model by running their work on one thread. The opener closes it; closing gives
/// back all native memory.
public interface LanguageModel extends AutoCloseable {

    /// What the model is.
    ModelSummary summary();

    /// In which type the model computes; never [ComputeType#AUTOMATIC].
    default ComputeType computeType() {
        return ComputeType.EXACT;
    }

    /// The model's tokenizer.
    ///
    /// @throws org.tiltmeter.work.BadInputException if the folder has no tokenizer that fits
    Tokenizer tokenizer();

    /// Runs each sequence through the model and returns what `capture` asks for. Sequences may differ in length; the
    /// numbers of each are those it would have alone.
    ///
    /// @param sequences token ids, each of length 1 … context length
    /// @return one trace per sequence, in order
    /// @throws org.tiltmeter.work.BadInputException if a token id or a length is outside the model
    List<Trace> trace(List<int[]> sequences, Capture capture, Progress progress, Cancellation cancellation);

    /// Log-probability of every token given those before it.
    ///
    /// @param sequences token ids, each of length 1 … context length
    /// @return one score per sequence, in order
    List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation);

    /// Continues a sequence.
    ///
    /// @param prompt token ids, at least one
    Generation generate(int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation);

    @Override
    void close();
}
