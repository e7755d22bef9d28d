package org.tiltmeter.report;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.measure.AuditResult;
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
public record AuditRun(
        String title,
        Instant date,
        Responsibility responsibility,
        ModelSummary model,
        SortedMap<String, String> fingerprints,
        RuntimeFacts runtime,
        List<Part> parts) {

    /// Copies the collections.
    public AuditRun {
        fingerprints = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(fingerprints));
        parts = List.copyOf(parts);
    }

    /// What was asked, and what came out.
    public record Part(ProbeSet probes, AuditResult result) {}
}
