package org.tiltmeter.views.model;

import java.nio.file.Path;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.views.ModelOrigin;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// How the window reaches models. Implementations are called on worker threads.
public interface ModelOpener {

    /// Reads what a folder or a TorchScript file says about its model, without its weights, and runs nothing of it.
    ///
    /// @throws org.tiltmeter.work.BadInputException if there is no model that can be opened
    ModelSummary inspect(Path folder);

    /// Loads a model; the caller closes it. The code of a TorchScript file is run: the user has agreed to it.
    ///
    /// @throws org.tiltmeter.work.BadInputException if it cannot be opened
    LanguageModel open(Path folder, Progress progress, Cancellation cancellation);

    /// What results of a loaded model are recorded with: the digests of its files, and by what it is computed.
    ModelOrigin origin(LanguageModel model, Progress progress, Cancellation cancellation);

    /// Bytes of memory free now.
    long freeMemory();

    /// What the model will run on, such as `CPU`.
    String device();
}
