package org.tiltmeter.concept;

import java.util.Locale;

/// Which of a text's hidden states stand for the text.
public enum Pooling {
    /// That of its last token.
    LAST_TOKEN,
    /// The mean over its tokens; special tokens such as the start of text are left out.
    MEAN,
    /// The mean over the tokens of the part that stands between `[[` and `]]`, which the model
    /// is not shown.
    MARKED_SPAN,
    /// The text is a user's message in the model's chat template: the state of the last token
    /// before the answer.
    AFTER_INSTRUCTION;

    /// How it is called in files and on the command line.
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
