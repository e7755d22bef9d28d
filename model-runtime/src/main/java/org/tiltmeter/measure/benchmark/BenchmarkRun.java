package org.tiltmeter.measure.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.benchmark.BenchmarkForm;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Several benchmarks run on one model, with Holm's correction over all their tests. The window
/// and the command line
/// both run this. Any worker's thread.
public final class BenchmarkRun {

    private BenchmarkRun() {}

    /// One benchmark and its file.
    ///
    /// @param benchmark what is measured
    /// @param source the authors' file or folder
    public record Task(Benchmark benchmark, Path source) {}

    /// Which benchmarks to run on which files. A file takes every named measure that fits its
    /// form; where no measure
    /// was named, the most likely one.
    ///
    /// @param sources files and folders of benchmarks, see [BenchmarkForm]
    /// @param measures the ids that were named; none to recognise each file
    /// @throws BadInputException naming the file and the ids that would fit it
    public static List<Task> plan(List<Path> sources, Set<String> measures) {
        List<Task> tasks = new ArrayList<>();
        for (Path source : sources) {
            List<String> fitting = BenchmarkForm.idsOf(source);
            if (fitting.isEmpty() && measures.size() == 1) {
                // The reader of the one that was named says what is wrong with the file.
                fitting = measures.stream()
                        .filter(id -> Benchmarks.of(id).isPresent())
                        .toList();
            }
            if (fitting.isEmpty()) {
                throw new BadInputException(source + " has the form of no benchmark that is known; known are "
                        + String.join(", ", Benchmarks.ids()) + ".");
            }
            List<String> chosen = measures.isEmpty()
                    ? List.of(fitting.getFirst())
                    : fitting.stream().filter(measures::contains).toList();
            if (chosen.isEmpty()) {
                throw new BadInputException("%s is not a file for %s; it fits %s."
                        .formatted(source, String.join(", ", measures), String.join(", ", fitting)));
            }
            chosen.forEach(id -> tasks.add(new Task(Benchmarks.of(id).orElseThrow(), source)));
        }
        return tasks.stream().distinct().toList();
    }

    /// Runs them one after the other and corrects their p-values together.
    ///
    /// @param settings seed, resamples and level; each result names its own measure
    /// @throws BadInputException if a source is not what its benchmark distributes
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static List<BenchmarkResult> run(
            LanguageModel model,
            List<Task> tasks,
            AuditSettings settings,
            Progress progress,
            Cancellation cancellation) {
        Map<Task, BenchmarkResult> results = new LinkedHashMap<>();
        for (Task task : new LinkedHashSet<>(tasks)) {
            cancellation.throwIfRequested();
            AuditSettings own = settings.withMeasures(List.of(task.benchmark().id()));
            results.put(task, task.benchmark().run(model, task.source(), own, progress, cancellation));
        }
        return corrected(List.copyOf(results.values()));
    }

    /// The same results with every test corrected (Holm) over all tests of all of them.
    static List<BenchmarkResult> corrected(List<BenchmarkResult> results) {
        List<MeasureRow> all = MeasureRow.corrected(
                results.stream().flatMap(result -> result.measures().stream()).toList());
        List<BenchmarkResult> corrected = new ArrayList<>();
        int next = 0;
        for (BenchmarkResult result : results) {
            int end = next + result.measures().size();
            corrected.add(result.withMeasures(all.subList(next, end)));
            next = end;
        }
        return corrected;
    }
}
