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

    /// Log-probability of every token given those before it; a masked model, which sees the whole text at once, hides
    /// one token after the other and gives the log-probability of each given all others (the sum is the text's
    /// pseudo-log-likelihood, Salazar et al. 2020), and 0 for the tokens that frame a text.
    ///
    /// @param sequences token ids, each of length 1 … context length
    /// @return one score per sequence, in order
    List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation);

    /// Continues a sequence.
    ///
    /// @param prompt token ids, at least one
    /// @throws org.tiltmeter.work.BadInputException if the model is masked and cannot continue a text
    Generation generate(int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation);

    /// An encoder-decoder that has read this first text with its encoder: sequences given to the model returned are
    /// what its decoder writes. Without a first text it reads an empty one, just the token that ends a text.
    ///
    /// A decoder's text begins with the model's start token; where a sequence does not, the token is put before it
    /// for computing and left out of what is returned. So the first token of such a sequence has a log-probability
    /// as well, and a prompt may be empty. The trace of an empty sequence is that of the start token.
    ///
    /// @param source token ids of the first text
    /// @return the same model; closing it changes nothing
    /// @throws org.tiltmeter.work.BadInputException if the model has no encoder
    default LanguageModel given(int[] source) {
        throw new org.tiltmeter.work.BadInputException("The model " + summary().name()
                + " has no encoder that could read a first text; give the whole text as one.");
    }

    /// The same model with changes made in every forward pass, of [#trace], [#score] and [#generate] alike, at the same
    /// layers and positions of every sequence. Of an encoder-decoder, the decoder is changed. The weights stay as
    /// they are, and this model computes as before.
    ///
    /// @param interventions replace those that a model returned by this method has
    /// @return the same model under these changes; closing it changes nothing
    /// @throws org.tiltmeter.work.BadInputException if an intervention does not suit the model
    default LanguageModel with(Interventions interventions) {
        if (interventions.isEmpty()) {
            return this;
        }
        throw new org.tiltmeter.work.BadInputException(
                "The model " + summary().name() + " cannot be changed while it runs.");
    }

    @Override
    void close();
}
