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

    /// How much memory a model will take, part by part; nothing for a TorchScript file, which does not tell.
    ///
    /// @param place the folder, any file in it, or a TorchScript file
    /// @throws org.tiltmeter.work.BadInputException if the model cannot be opened; one sentence says why
    public static Optional<MemoryEstimate> memory(Path place, Progress progress, Cancellation cancellation) {
        if (TorchFile.is(place)) {
            return Optional.empty();
        }
        Checkpoint checkpoint = Checkpoint.read(place, progress, cancellation);
        return Optional.of(memory(checkpoint, Blueprint.of(checkpoint)));
    }

    private static MemoryEstimate memory(Checkpoint checkpoint, Blueprint blueprint) {
        boolean asStored = MemoryEstimate.computesAsStored(checkpoint.weights().mainType(), blueprint.parameters());
        return MemoryEstimate.of(blueprint, asStored, MemoryEstimate.TOKENS_AT_ONCE);
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
                memory(checkpoint, blueprint).total(),
                checkpoint.tokenizerFile(),
                blueprint.kind());
    }
}
