package org.tiltmeter.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.benchmark.BenchmarkResult;
import org.tiltmeter.measure.benchmark.BenchmarkRun;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Computes a stored result again: an audit with the probes and settings it was made with, a benchmark from its file,
/// which must still be the same. Any worker's thread.
public final class Repetition {

    private Repetition() {}

    /// Runs it again and compares.
    ///
    /// @param fingerprints SHA-256 of the model's files as they are now; another file than then
    ///     is named as a
    ///     difference, and what comes out is compared all the same
    /// @param now by what it is computed this time
    /// @throws BadInputException if the session does not hold what was asked, or the
    ///     benchmark's file is gone or changed
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static Verification of(
            StoredResult stored,
            LanguageModel model,
            SortedMap<String, String> fingerprints,
            RuntimeFacts now,
            Progress progress,
            Cancellation cancellation) {
        Verification.Bound bound = stored.provenance()
                .runtime()
                .map(first -> Verification.Bound.between(first, now))
                .orElse(Verification.Bound.UNKNOWN);
        Verification compared =
                switch (stored) {
                    case StoredAudit audit -> audit(audit, model, bound, progress, cancellation);
                    case StoredBenchmark benchmark -> benchmark(benchmark, model, bound, progress, cancellation);
                };
        List<String> differences = new ArrayList<>(otherFiles(stored, fingerprints));
        differences.addAll(compared.differences());
        return new Verification(bound, compared.drifts(), differences);
    }

    private static Verification audit(
            StoredAudit stored,
            LanguageModel model,
            Verification.Bound bound,
            Progress progress,
            Cancellation cancellation) {
        ProbeSet probes = stored.probes()
                .orElseThrow(() -> new BadInputException("The session does not hold the probe set \""
                        + stored.saved().name() + "\" any more, so its result cannot be computed again."));
        AuditResult fresh = Audit.run(model, probes, stored.result().settings(), progress, cancellation);
        return Verification.of(stored.result(), fresh, bound);
    }

    private static Verification benchmark(
            StoredBenchmark stored,
            LanguageModel model,
            Verification.Bound bound,
            Progress progress,
            Cancellation cancellation) {
        String name = stored.saved().name();
        BenchmarkSource source = stored.provenance()
                .benchmark()
                .orElseThrow(() -> new BadInputException("The session does not say where the file of the benchmark \""
                        + name + "\" lies, so it cannot be computed again."));
        Path file = Path.of(source.path());
        if (!Files.exists(file)) {
            throw new BadInputException(
                    "The file of the benchmark \"" + name + "\" is no longer at " + file + "; put it back there.");
        }
        if (!BenchmarkSource.of(file).equals(source)) {
            throw new BadInputException("The file " + file + " has changed since the benchmark \"" + name
                    + "\" was run; put the old one back to compute it again.");
        }
        List<BenchmarkRun.Task> tasks =
                BenchmarkRun.plan(List.of(file), Set.of(stored.result().benchmark()));
        BenchmarkResult fresh = BenchmarkRun.run(model, tasks, stored.result().settings(), progress, cancellation)
                .getFirst();
        return Verification.of(stored.result(), fresh, bound);
    }

    private static List<String> otherFiles(StoredResult stored, SortedMap<String, String> fingerprints) {
        List<String> differences = new ArrayList<>();
        stored.provenance().fingerprints().forEach((name, digest) -> {
            String present = fingerprints.get(name);
            if (present == null) {
                differences.add("The model has no file " + name + " any more.");
            } else if (!present.equals(digest)) {
                differences.add("The model's file " + name + " is not the one of the first run.");
            }
        });
        return differences;
    }
}
