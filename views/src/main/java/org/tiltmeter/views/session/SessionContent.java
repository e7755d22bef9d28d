package org.tiltmeter.views.session;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.probe.ProbeSet;

/// What a session remembers of the window.
///
/// @param probes the probe set, maybe with mistakes in it
/// @param concepts the concept set, if there is one
/// @param seed start of everything random
/// @param model the model, if one was loaded
/// @param fingerprint its digest; empty without a model
/// @param results audits: when saving, those that are new; when opening, the latest
public record SessionContent(
        ProbeSet probes,
        Optional<ConceptSet> concepts,
        long seed,
        Optional<ModelSummary> model,
        String fingerprint,
        List<AuditResult> results) {

    /// Copies the list.
    public SessionContent {
        results = List.copyOf(results);
    }
}
