package org.tiltmeter.architecture;

import java.nio.file.Path;
import java.util.Optional;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.checkpoint.StoredType;
import org.tiltmeter.checkpoint.TorchFile;
import org.tiltmeter.tokenizer.Vocabulary;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What a model folder holds, said before any weight is read.
public final class ModelInspection {

    private ModelInspection() {}

    /// Whether models of a family, by the `model_type` of their config.json, can be opened as far as that tells.
    public static boolean knows(String family) {
        return Families.find(family).isPresent();
    }

    /// Inspects a model.
    ///
    /// @param place the folder, or any file in it; a TorchScript file stands for itself and is not run
    /// @throws org.tiltmeter.work.BadInputException if the model cannot be opened; one sentence says why
    public static ModelSummary inspect(Path place, Progress progress, Cancellation cancellation) {
        if (TorchFile.is(place)) {
            return ModelSummary.of(TorchFile.read(place));
        }
        Checkpoint checkpoint = Checkpoint.read(place, progress, cancellation);
        Blueprint blueprint = Blueprint.of(checkpoint);
        checkpoint
                .tokenizerFile()
                .ifPresent(file ->
                        Vocabulary.read(file).requireFit(file, blueprint.sizes().vocabulary()));
        return summary(checkpoint, blueprint);
    }

    /// How much memory a model will take, by the type in which it computes.
    ///
    /// @param exact in float32
    /// @param asStored in the type of its weights, where that is half precision
    /// @param usuallyAsStored whether that is the usual way for this model
    public record Estimates(MemoryEstimate exact, Optional<MemoryEstimate> asStored, boolean usuallyAsStored) {

        /// The estimate for the usual way.
        public MemoryEstimate usual() {
            return asStored.filter(ignored -> usuallyAsStored).orElse(exact);
        }

        private static Estimates of(Checkpoint checkpoint, Blueprint blueprint) {
            StoredType stored = checkpoint.weights().mainType();
            boolean half = stored == StoredType.BF16 || stored == StoredType.F16;
            return new Estimates(
                    MemoryEstimate.of(blueprint, false, MemoryEstimate.TOKENS_AT_ONCE),
                    half
                            ? Optional.of(MemoryEstimate.of(blueprint, true, MemoryEstimate.TOKENS_AT_ONCE))
                            : Optional.empty(),
                    MemoryEstimate.computesAsStored(stored, blueprint.parameters()));
        }
    }

    /// How much memory a model will take, part by part.
    ///
    /// @param folder the model's folder, or any file in it; not a TorchScript file, which does not tell
    /// @throws org.tiltmeter.work.BadInputException if the model cannot be opened; one sentence says why
    public static Estimates estimates(Path folder, Progress progress, Cancellation cancellation) {
        Checkpoint checkpoint = Checkpoint.read(folder, progress, cancellation);
        return Estimates.of(checkpoint, Blueprint.of(checkpoint));
    }

    /// The summary of a model whose blueprint is known.
    public static ModelSummary summary(Checkpoint checkpoint, Blueprint blueprint) {
        Decoder sizes = blueprint.sizes();
        long weightBytes = checkpoint.weights().bytes();
        StoredType stored = checkpoint.weights().mainType();
        return new ModelSummary(
                String.valueOf(checkpoint.folder().toAbsolutePath().normalize().getFileName()),
                checkpoint.folder(),
                sizes.family(),
                sizes.layers(),
                sizes.hidden(),
                sizes.heads(),
                sizes.vocabulary(),
                sizes.context(),
                blueprint.experts() == 0
                        ? Optional.empty()
                        : Optional.of(new ModelSummary.Experts(
                                blueprint.experts(),
                                blueprint.chosen(),
                                blueprint.expertLayers().size()
                                        + blueprint
                                                .encoder()
                                                .map(encoder ->
                                                        encoder.expertLayers().size())
                                                .orElse(0))),
                blueprint.parameters(),
                stored.label(),
                weightBytes,
                Estimates.of(checkpoint, blueprint).usual().total(),
                checkpoint.tokenizerFile(),
                blueprint.kind(),
                ModelSummary.Unused.of(blueprint.unused()));
    }
}
