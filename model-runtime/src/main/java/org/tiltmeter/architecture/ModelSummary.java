package org.tiltmeter.architecture;

import java.nio.file.Path;
import java.util.Optional;

/// What a model is, as its files say; known before any weight is read.
///
/// @param name the folder's name
/// @param folder where it lies
/// @param family the `model_type` of config.json
/// @param layers number of layers; of an encoder-decoder, those of the decoder
/// @param hiddenSize width of the residual stream
/// @param attentionHeads number of query heads
/// @param vocabulary number of token ids
/// @param contextLength most tokens of one sequence
/// @param experts the experts, if it has any
/// @param parameters number of weights
/// @param storedType how weights are stored: float32, float16, bfloat16
/// @param weightBytes bytes of all weight files
/// @param memoryBytes estimate of what the loaded model needs, weights included
/// @param tokenizerFile the tokenizer's file, if there is one
/// @param kind how it looks at a text
public record ModelSummary(
        String name,
        Path folder,
        String family,
        int layers,
        int hiddenSize,
        int attentionHeads,
        int vocabulary,
        int contextLength,
        Optional<Experts> experts,
        long parameters,
        String storedType,
        long weightBytes,
        long memoryBytes,
        Optional<Path> tokenizerFile,
        ModelKind kind) {

    /// A model that reads from left to right.
    public ModelSummary(
            String name,
            Path folder,
            String family,
            int layers,
            int hiddenSize,
            int attentionHeads,
            int vocabulary,
            int contextLength,
            Optional<Experts> experts,
            long parameters,
            String storedType,
            long weightBytes,
            long memoryBytes,
            Optional<Path> tokenizerFile) {
        this(
                name,
                folder,
                family,
                layers,
                hiddenSize,
                attentionHeads,
                vocabulary,
                contextLength,
                experts,
                parameters,
                storedType,
                weightBytes,
                memoryBytes,
                tokenizerFile,
                ModelKind.CAUSAL);
    }

    /// The experts of a mixture-of-experts model.
    ///
    /// @param routed number of routed experts in each expert layer
    /// @param chosen number of them applied to each token
    /// @param layers number of layers that have experts, those of an encoder included
    public record Experts(int routed, int chosen, int layers) {}
}
