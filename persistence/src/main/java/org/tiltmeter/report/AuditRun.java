package org.tiltmeter.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.benchmark.BenchmarkResult;
import org.tiltmeter.probe.ProbeSet;

/// An audit of one model, as it was computed, with what explains it. Immutable.
///
/// @param title what the user calls it
/// @param date when it was made
/// @param responsibility who answers for it
/// @param model what the model is
/// @param fingerprints SHA-256 of each of its files by name; empty if not computed
/// @param runtime by what it was computed
/// @param parts one for each probe set
/// @param benchmarks one for each published benchmark
public record AuditRun(
        String title,
        Instant date,
        Responsibility responsibility,
        ModelSummary model,
        SortedMap<String, String> fingerprints,
        RuntimeFacts runtime,
        List<Part> parts,
        List<BenchmarkPart> benchmarks) {

    /// Copies the collections.
    public AuditRun {
        fingerprints = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(fingerprints));
        parts = List.copyOf(parts);
        benchmarks = List.copyOf(benchmarks);
    }

    /// An audit with probe sets only.
    public AuditRun(
            String title,
            Instant date,
            Responsibility responsibility,
            ModelSummary model,
            SortedMap<String, String> fingerprints,
            RuntimeFacts runtime,
            List<Part> parts) {
        this(title, date, responsibility, model, fingerprints, runtime, parts, List.of());
    }

    /// How its parts were computed, probe sets first.
    List<AuditSettings> settings() {
        return java.util.stream.Stream.concat(
                        parts.stream().map(part -> part.result().settings()),
                        benchmarks.stream().map(part -> part.result().settings()))
                .toList();
    }

    /// The settings of its first part, which name seed, resamples and level of all.
    Optional<AuditSettings> firstSettings() {
        return settings().stream().findFirst();
    }

    /// What was asked, and what came out.
    public record Part(ProbeSet probes, AuditResult result) {}

    /// A published benchmark, and what came out.
    ///
    /// @param source the file or folder that was read
    public record BenchmarkPart(BenchmarkSource source, BenchmarkResult result) {}
}
