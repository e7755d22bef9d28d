package org.tiltmeter.app;

import java.nio.file.Path;
import org.tiltmeter.architecture.ModelInspection;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.checkpoint.Fingerprints;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.views.model.ModelOpener;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.FreeMemory;
import org.tiltmeter.work.Progress;

/// The runtime's models, as the window reaches them. Called on worker threads.
final class RuntimeModels implements ModelOpener {

    RuntimeModels() {}

    @Override
    public ModelSummary inspect(Path folder) {
        return ModelInspection.inspect(folder, Progress.none(), new Cancellation());
    }

    @Override
    public LanguageModel open(Path folder, Progress progress, Cancellation cancellation) {
        return LanguageModels.open(folder, OpenSettings.AUTOMATIC, progress, cancellation);
    }

    @Override
    public String fingerprint(Path folder, Progress progress, Cancellation cancellation) {
        return Fingerprints.combined(Fingerprints.of(folder, progress, cancellation));
    }

    @Override
    public long freeMemory() {
        return FreeMemory.bytes();
    }

    @Override
    public String device() {
        return "CPU";
    }
}
