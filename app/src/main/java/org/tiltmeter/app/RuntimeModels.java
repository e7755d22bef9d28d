package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.List;
import org.tiltmeter.architecture.FolderSearch;
import org.tiltmeter.architecture.FoundModels;
import org.tiltmeter.architecture.ModelInspection;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.model.OpeningWay;
import org.tiltmeter.model.OpeningWays;
import org.tiltmeter.report.FingerprintCache;
import org.tiltmeter.views.ModelOrigin;
import org.tiltmeter.views.model.ModelOpener;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The runtime's models, as the window reaches them. Called on worker threads.
final class RuntimeModels implements ModelOpener {

    private final FingerprintCache fingerprints;

    /// @param fingerprints knows the digests of models that have not changed since
    RuntimeModels(FingerprintCache fingerprints) {
        this.fingerprints = fingerprints;
    }

    @Override
    public ModelSummary inspect(Path folder) {
        return ModelInspection.inspect(folder, Progress.none(), new Cancellation());
    }

    @Override
    public FoundModels search(Path folder, Progress progress, Cancellation cancellation) {
        return FolderSearch.below(folder, progress, cancellation);
    }

    @Override
    public List<OpeningWay> ways(Path folder) {
        return OpeningWays.ofThisMachine().of(folder, Progress.none(), new Cancellation());
    }

    @Override
    public LanguageModel open(Path folder, OpenSettings settings, Progress progress, Cancellation cancellation) {
        return LanguageModels.openTrusted(folder, settings, progress, cancellation);
    }

    @Override
    public ModelOrigin origin(LanguageModel model, Progress progress, Cancellation cancellation) {
        return new ModelOrigin(
                fingerprints.of(model.summary().folder(), progress, cancellation), AuditWork.runtime(model));
    }
}
