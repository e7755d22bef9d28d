package org.tiltmeter.tokenizer;

import java.util.List;

/// One text as tokens.
///
/// @param text the text that was encoded
/// @param tokens its tokens in order, special tokens included where they were asked for
public record Tokenization(String text, List<Token> tokens) {

    /// Copies the list.
    public Tokenization {
        tokens = List.copyOf(tokens);
    }

    /// The token ids, `[tokens]`.
    public int[] ids() {
        return tokens.stream().mapToInt(Token::id).toArray();
    }

    /// One token and where it stands in the text.
    ///
    /// @param id index into the vocabulary
    /// @param piece the token as the vocabulary spells it
    /// @param start first character (UTF-16 index) in the text; equal to `end` for special tokens
    /// @param end index after the last character
    /// @param special whether the tokenizer added it (start of text, end of text …)
    public record Token(int id, String piece, int start, int end, boolean special) {}
}
