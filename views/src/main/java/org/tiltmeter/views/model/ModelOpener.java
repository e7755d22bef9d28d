package org.tiltmeter.views.model;

import java.nio.file.Path;
import java.util.List;
import org.tiltmeter.architecture.FoundModels;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.model.OpeningWay;
import org.tiltmeter.views.ModelOrigin;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// How the window reaches models. Implementations are called on worker threads.
public interface ModelOpener {

    /// Reads what a folder or a TorchScript file says about its model, without its weights, and runs nothing of it.
    ///
    /// @throws org.tiltmeter.work.BadInputException if there is no model that can be opened
    ModelSummary inspect(Path folder);

    /// Finds the models below a folder that is none itself.
    FoundModels search(Path folder, Progress progress, Cancellation cancellation);

    /// How a model could be opened here, the usual way first, each with the memory it needs and what is free now.
    ///
    /// @throws org.tiltmeter.work.BadInputException if it cannot be opened
    List<OpeningWay> ways(Path folder);

    /// Loads a model; the caller closes it. The code of a TorchScript file is run: the user has agreed to it.
    ///
    /// @throws org.tiltmeter.work.BadInputException if it cannot be opened
    LanguageModel open(Path folder, OpenSettings settings, Progress progress, Cancellation cancellation);

    /// What results of a loaded model are recorded with: the digests of its files, and by what it is computed.
    ModelOrigin origin(LanguageModel model, Progress progress, Cancellation cancellation);
}
