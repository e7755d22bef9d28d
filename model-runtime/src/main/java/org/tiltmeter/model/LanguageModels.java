package org.tiltmeter.model;

import java.nio.file.Path;
import org.tiltmeter.architecture.Blueprint;
import org.tiltmeter.checkpoint.Checkpoint;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Opens language models from folders.
public final class LanguageModels {

    private LanguageModels() {}

    /// Opens a model. Weights are mapped, not read: most of the time goes into starting the engine.
    ///
    /// @param place the model's folder, or any file in it
    /// @return the model, which the caller closes
    /// @throws org.tiltmeter.work.BadInputException if it cannot be opened; one sentence says why
    public static LanguageModel open(Path place, OpenSettings settings, Progress progress, Cancellation cancellation) {
        Checkpoint checkpoint = Checkpoint.read(place, progress, cancellation);
        Blueprint blueprint = Blueprint.of(checkpoint);
        return TorchModel.load(checkpoint, blueprint, settings, progress, cancellation);
    }
}
