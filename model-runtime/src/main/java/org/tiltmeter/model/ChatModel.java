package org.tiltmeter.model;

import java.util.Arrays;
import java.util.List;
import org.tiltmeter.architecture.ModelKind;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.tokenizer.chat.ChatFrame;
import org.tiltmeter.tokenizer.chat.ChatTemplate;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A model to which every text is a user's message: its tokenizer puts the model's own chat template around a text, and
/// the tokens of that frame score 0, as the tokens that frame a text for a masked model do. What it writes is its
/// answer.
///
/// Closing it changes nothing: the model belongs to whoever opened it.
public final class ChatModel implements LanguageModel {

    private final LanguageModel model;
    private final ChatFrame frame;

    private ChatModel(LanguageModel model, ChatFrame frame) {
        this.model = model;
        this.frame = frame;
    }

    /// The same model, asked through its chat template.
    ///
    /// @param system what the model is told before each message; empty for nothing
    /// @throws BadInputException if the model has no chat template, or is not asked that way
    public static ChatModel of(LanguageModel model, String system) {
        ModelSummary summary = model.summary();
        if (summary.kind() != ModelKind.CAUSAL) {
            throw new BadInputException("The model " + summary.name()
                    + " does not read a conversation from left to right; leave out --chat.");
        }
        ChatTemplate template = ChatTemplate.of(summary.folder())
                .orElseThrow(() -> new BadInputException("The folder " + summary.folder()
                        + " has no chat template; leave out --chat, or put the model's chat_template.jinja there."));
        return new ChatModel(model, new ChatFrame(template, system, model.tokenizer()));
    }

    /// SHA-256 of the template.
    public String templateSha256() {
        return frame.sha256();
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
        return new Framing(model.tokenizer(), frame);
    }

    @Override
    public List<Trace> trace(List<int[]> sequences, Capture capture, Progress progress, Cancellation cancellation) {
        return model.trace(sequences, capture, progress, cancellation);
    }

    @Override
    public List<SequenceScore> score(List<int[]> sequences, Progress progress, Cancellation cancellation) {
        List<SequenceScore> scores = model.score(sequences, progress, cancellation);
        for (SequenceScore score : scores) {
            int[] own = frame.range(score.ids());
            Arrays.fill(score.logProbabilities(), 0, own[0], 0);
            Arrays.fill(score.logProbabilities(), own[1], score.ids().length, 0);
        }
        return scores;
    }

    @Override
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        return model.generate(frame.answering(prompt), settings, progress, cancellation);
    }

    @Override
    public LanguageModel with(Interventions interventions) {
        return new ChatModel(model.with(interventions), frame);
    }

    @Override
    public void close() {
        // the model stays open for its opener
    }

    /// The model's tokenizer, with the frame around every text that is encoded as a whole.
    private record Framing(Tokenizer tokenizer, ChatFrame frame) implements Tokenizer {

        @Override
        public Tokenization encode(String text) {
            return frame.encode(text);
        }

        @Override
        public Tokenization encodeBare(String text) {
            return tokenizer.encodeBare(text);
        }

        @Override
        public String decode(int[] ids) {
            return tokenizer.decode(ids);
        }

        @Override
        public String piece(int id) {
            return tokenizer.piece(id);
        }

        @Override
        public int size() {
            return tokenizer.size();
        }

        @Override
        public void close() {
            // the tokenizer is the model's
        }
    }
}
