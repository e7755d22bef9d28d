package org.tiltmeter.measure.benchmark;

import java.nio.file.Path;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A published benchmark with its own files and its own measure.
public interface Benchmark {

    /// Names the measure in settings, on the command line and in results.
    String id();

    /// Asks a model the benchmark and computes its measure.
    ///
    /// @param source the authors' file or folder
    /// @param settings seed, resamples and level; its list of measures is not looked at
    /// @throws org.tiltmeter.work.BadInputException if the source is not what the benchmark distributes
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    BenchmarkResult run(
            LanguageModel model, Path source, AuditSettings settings, Progress progress, Cancellation cancellation);
}
