package org.tiltmeter.views.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.ConceptTestFindings;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.benchmark.BenchmarkResult;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.session.PinnedFigure;

/// What was found in a session that was opened.
///
/// @param file where it lies
/// @param scratch whether the user has not given it a name yet
/// @param probes the probe set, if it holds one
/// @param concepts the concept set, if it holds one
/// @param tests what is asked in association tests and the like, if it holds any
/// @param findings what these found last, if it holds that
/// @param unreadFindings whether it holds that in a form that this version does not read
/// @param seed start of everything random, if it says so
/// @param modelName name of the model used last; empty if none was
/// @param modelFolder where that model lay
/// @param fingerprint that model's digest; empty if none was
/// @param result the latest audit, if there is one
/// @param benchmarks what published benchmarks found, the newest first
/// @param figures its pinned figures, in order
/// @param notes its notes by subject
public record OpenedSession(
        Path file,
        boolean scratch,
        Optional<ProbeSet> probes,
        Optional<ConceptSet> concepts,
        Optional<ConceptTestDraft> tests,
        Optional<ConceptTestFindings> findings,
        boolean unreadFindings,
        Optional<Long> seed,
        String modelName,
        Optional<Path> modelFolder,
        String fingerprint,
        Optional<AuditResult> result,
        List<BenchmarkResult> benchmarks,
        List<PinnedFigure> figures,
        Map<String, String> notes) {

    /// Copies the collections.
    public OpenedSession {
        benchmarks = List.copyOf(benchmarks);
        figures = List.copyOf(figures);
        notes = Map.copyOf(notes);
    }
}
