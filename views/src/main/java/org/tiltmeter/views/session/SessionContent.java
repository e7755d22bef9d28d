package org.tiltmeter.views.session;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.ConceptTestFindings;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.AuditRun;

/// What a session remembers of the window.
///
/// @param probes the probe set, maybe with mistakes in it
/// @param concepts the concept set, if there is one
/// @param tests what is asked in association tests, of sensitivities and of moral directions
/// @param findings what these found last
/// @param seed start of everything random
/// @param model the model, if one was loaded
/// @param fingerprint its digest; empty without a model
/// @param fingerprints SHA-256 of each of its files
/// @param runs audits that are new
public record SessionContent(
        ProbeSet probes,
        Optional<ConceptSet> concepts,
        ConceptTestDraft tests,
        ConceptTestFindings findings,
        long seed,
        Optional<ModelSummary> model,
        String fingerprint,
        SortedMap<String, String> fingerprints,
        List<AuditRun> runs) {

    /// Copies the collections.
    public SessionContent {
        fingerprints = Collections.unmodifiableSortedMap(new TreeMap<>(fingerprints));
        runs = List.copyOf(runs);
    }
}
