package org.tiltmeter.tokenizer;

/// Text to tokens and back, as the model's own tokenizer files say. Implementations are safe
/// for use by several threads.
public interface Tokenizer extends AutoCloseable {

    /// Encodes a text as the model expects a document, with the special tokens that its files add (start of text).
    Tokenization encode(String text);

    /// Encodes a text as it stands, without any special token.
    Tokenization encodeBare(String text);

    /// The text of these tokens, special tokens left out.
    String decode(int[] ids);

    /// The token as the vocabulary spells it, or an empty string for an id it does not hold.
    String piece(int id);

    /// Number of ids, added tokens included; at most the model's vocabulary.
    int size();

    @Override
    void close();
}
