package org.tiltmeter.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiltmeter.measure.benchmark.BenchmarkResult;
import org.tiltmeter.session.SavedResult;
import org.tiltmeter.session.Session;

/// A benchmark's result as a session keeps it. Immutable.
///
/// @param saved what the session says of it
/// @param result what was found
/// @param provenance where it comes from
public record StoredBenchmark(SavedResult saved, BenchmarkResult result, Provenance provenance)
        implements StoredResult {

    /// The word for benchmarks among a session's results.
    public static final String KIND = "benchmark";

    /// What a benchmark's result is called in a session.
    public static String name(BenchmarkResult result) {
        return result.benchmark() + ": " + result.source();
    }

    /// All benchmarks of a session, oldest first.
    ///
    /// @throws org.tiltmeter.work.BadInputException if one is damaged or of a form that this
    ///     version does not know
    public static List<StoredBenchmark> all(Session session) {
        return session.results().list(KIND).stream()
                .map(saved -> of(session, saved))
                .toList();
    }

    /// The latest of each benchmark file, in the order in which the files first came. Files of one name are told apart
    /// by their content.
    public static List<StoredBenchmark> latest(Session session) {
        Map<List<String>, SavedResult> byFile = new LinkedHashMap<>();
        session.results().list(KIND).forEach(saved -> byFile.put(file(saved), saved));
        return byFile.values().stream().map(saved -> of(session, saved)).toList();
    }

    @Override
    public String modelName() {
        return result.model();
    }

    /// The same as a part of an audit.
    AuditRun.BenchmarkPart part() {
        return new AuditRun.BenchmarkPart(
                provenance.benchmark().orElse(new BenchmarkSource(result.source(), "not recorded")), result);
    }

    /// A result's name and the SHA-256 of what was read; empty where that is not recorded.
    private static List<String> file(SavedResult saved) {
        String digest = Provenance.read(saved.provenanceJson())
                .benchmark()
                .map(BenchmarkSource::sha256)
                .orElse("");
        return List.of(saved.name(), digest);
    }

    private static StoredBenchmark of(Session session, SavedResult saved) {
        return new StoredBenchmark(
                saved,
                ResultsJson.readBenchmark(session.results().json(saved.id())),
                Provenance.read(saved.provenanceJson()));
    }
}
