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

    /// Where the model computes.
    default ComputeDevice device() {
        return ComputeDevice.CPU;
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
        throw closedInside();
    }

    /// The gradient of an answer with respect to hidden states: of `log P(positive) - log P(negative)` after the last
    /// token, `P` being the summed probability of the tokens named. Through a mixture of experts the gradient is
    /// that of the experts that were chosen; it does not see that others could be.
    ///
    /// @param ids the text; a masked model has no answer after the last token
    /// @param states which hidden states: 0 is the embedding, `layers` the last layer's output before the norm
    /// @param positive token ids, at least one
    /// @param negative token ids, at least one
    /// @return one per hidden state asked for, in that order, each `[tokens, hidden size]`, in nats per unit
    /// @throws org.tiltmeter.work.BadInputException if the model cannot give it, or lacks a token or hidden state
    default List<Matrix> gradient(
            int[] ids,
            List<Integer> states,
            int[] positive,
            int[] negative,
            Progress progress,
            Cancellation cancellation) {
        throw closedInside();
    }

    /// Direct logit attribution of the logit of one token against that of another at every position.
    ///
    /// @param sequences token ids, each of length 1 … context length
    /// @return one attribution per sequence, in order
    /// @throws org.tiltmeter.work.BadInputException if the logits of this model are not a sum of parts
    default List<Attribution> attribute(
            List<int[]> sequences, int positive, int negative, Progress progress, Cancellation cancellation) {
        throw closedInside();
    }

    /// The logit lens: logits of vectors as if they came out of the last layer, through the final norm.
    ///
    /// @param hidden vectors as they stand in the residual stream before the final norm, `[rows, hidden size]`
    /// @return `[rows, vocabulary]`, before softmax
    default Matrix unembed(Matrix hidden) {
        throw closedInside();
    }

    /// The unembedding matrix times directions, without norm, scale, cap and bias: which tokens' logits a direction in
    /// the residual stream raises.
    ///
    /// @param directions `[rows, hidden size]`
    /// @return `[rows, vocabulary]`
    default Matrix project(Matrix directions) {
        throw closedInside();
    }

    private org.tiltmeter.work.BadInputException closedInside() {
        return new org.tiltmeter.work.BadInputException(
                "What happens inside the model " + summary().name()
                        + " can be neither changed nor taken apart; open a model from a folder with its weights.");
    }

    @Override
    void close();
}
