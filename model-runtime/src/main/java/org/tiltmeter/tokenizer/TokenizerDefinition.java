package org.tiltmeter.tokenizer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.tiltmeter.checkpoint.JsonFiles;
import org.tiltmeter.checkpoint.TokenizerFiles;

/// A tokenizer in the form of a tokenizer.json, whatever files the model came with. Nothing is written.
final class TokenizerDefinition {

    private TokenizerDefinition() {}

    /// @param file tokenizer.json, a SentencePiece model, the vocabulary of a byte-level pair encoding (its merges
    ///     beside it), or a list of word pieces
    /// @throws org.tiltmeter.work.BadInputException if it cannot be read or is of a kind that is not known
    static ObjectNode read(Path file) {
        return switch (TokenizerFiles.form(file)) {
            case COMPLETE -> JsonFiles.read(file);
            case SENTENCE_PIECE ->
                SentencePieceJson.of(SentencePieceModel.read(file), TokenizerSettings.beside(file), file);
            case BYTE_PAIRS -> BytePairJson.of(file, TokenizerFiles.merges(file), TokenizerSettings.beside(file));
            case WORD_PIECE -> WordPieceJson.of(file, TokenizerSettings.beside(file));
        };
    }
}
