package org.tiltmeter.tokenizer.chat;

/// A part of a template's source.
///
/// @param kind what it is
/// @param text the text itself, the name, the sign, or a string with its escapes resolved
/// @param line where it stands, from 1 on
record Token(Kind kind, String text, int line) {

    /// What a token is.
    enum Kind {
        TEXT,
        OUTPUT_BEGIN,
        OUTPUT_END,
        BLOCK_BEGIN,
        BLOCK_END,
        NAME,
        STRING,
        INTEGER,
        DECIMAL,
        SIGN,
        END
    }

    boolean is(Kind other, String spelled) {
        return kind == other && text.equals(spelled);
    }
}
