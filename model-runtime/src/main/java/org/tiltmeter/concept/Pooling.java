package org.tiltmeter.concept;

/// Which of a text's hidden states stand for the text.
public enum Pooling {
    /// That of its last token.
    LAST_TOKEN,
    /// The mean over its tokens; special tokens such as the start of text are left out.
    MEAN
}
