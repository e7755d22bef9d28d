package org.tiltmeter.model;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.tokenizer.FrameTokens;

/// The questions that score texts with a masked model: each text once per token, with that token hidden. Tokens that
/// frame a text are neither hidden nor scored.
///
/// @param texts the texts with one token hidden, one per question
/// @param questions which text and token each of them asks for
record HiddenTokens(List<int[]> texts, List<Question> questions) {

    HiddenTokens {
        texts = List.copyOf(texts);
        questions = List.copyOf(questions);
    }

    /// @param sequence index of the text in the caller's list
    /// @param position of the hidden token
    /// @param id the token that was there
    record Question(int sequence, int position, int id) {}

    /// @param first index of the first sequence in the caller's list
    static HiddenTokens of(List<int[]> sequences, int first, FrameTokens frame) {
        List<int[]> texts = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < sequences.size(); i++) {
            int[] ids = sequences.get(i);
            for (int position = 0; position < ids.length; position++) {
                if (!frame.frames(ids[position])) {
                    int[] hidden = ids.clone();
                    hidden[position] = frame.mask();
                    texts.add(hidden);
                    questions.add(new Question(first + i, position, ids[position]));
                }
            }
        }
        return new HiddenTokens(texts, questions);
    }
}
