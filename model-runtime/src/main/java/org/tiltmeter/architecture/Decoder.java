package org.tiltmeter.architecture;

/// The sizes that every decoder has.
///
/// @param family the `model_type` of config.json
/// @param layers number of layers
/// @param hidden width of the residual stream
/// @param heads number of query heads
/// @param keyHeads number of key and value heads
/// @param headSize width of one head
/// @param vocabulary number of token ids
/// @param context most tokens of one text
public record Decoder(
        String family, int layers, int hidden, int heads, int keyHeads, int headSize, int vocabulary, int context) {

    Decoder withHidden(int other) {
        return new Decoder(family, layers, other, heads, keyHeads, headSize, vocabulary, context);
    }

    Decoder withContext(int other) {
        return new Decoder(family, layers, hidden, heads, keyHeads, headSize, vocabulary, other);
    }
}
