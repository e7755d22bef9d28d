package org.tiltmeter.architecture;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.checkpoint.TorchFile;

/// What a model is, as its files say; known before any weight is read.
///
/// @param name the folder's name
/// @param folder where it lies; of a TorchScript file, the file
/// @param family the `model_type` of config.json, or `torchscript`
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
/// @param unused what its weight files hold beside what it computes with
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
        ModelKind kind,
        Unused unused) {

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
                ModelKind.CAUSAL,
                Unused.NONE);
    }

    /// The same model found again under another name or in another place.
    public ModelSummary at(String otherName, Path otherFolder) {
        return new ModelSummary(
                otherName,
                otherFolder,
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
                kind,
                unused);
    }

    /// What can be said of a TorchScript file before it is run: numbers that only running it tells are 0.
    public static ModelSummary of(TorchFile file) {
        return new ModelSummary(
                String.valueOf(file.file().getFileName()),
                file.file(),
                TorchFile.FAMILY,
                0,
                0,
                0,
                0,
                file.longestText(),
                Optional.empty(),
                0,
                "as in the file",
                file.bytes(),
                file.memoryBytes(),
                file.tokenizerFile());
    }

    /// Whether opening the model runs code that comes with it.
    public boolean containsCode() {
        return family.equals(TorchFile.FAMILY);
    }

    /// The experts of a mixture-of-experts model.
    ///
    /// @param routed number of routed experts in each expert layer
    /// @param chosen number of them applied to each token; 0 where the model does not tell
    /// @param layers number of layers that have experts, those of an encoder included
    public record Experts(int routed, int chosen, int layers) {}

    /// Tensors in the weight files that take no part in what the model computes: tables that are computed anew, heads
    /// of training or of other tasks.
    ///
    /// @param number how many there are
    /// @param first names of the first few, in the order of the alphabet
    public record Unused(int number, List<String> first) {

        /// No such tensor.
        public static final Unused NONE = new Unused(0, List.of());

        private static final int NAMED = 5;

        /// Copies the list.
        public Unused {
            first = List.copyOf(first);
        }

        /// What is to be said of tensors by their names.
        static Unused of(List<String> names) {
            return new Unused(names.size(), names.stream().sorted().limit(NAMED).toList());
        }
    }
}
