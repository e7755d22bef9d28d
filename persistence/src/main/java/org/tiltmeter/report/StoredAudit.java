package org.tiltmeter.report;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.session.SavedDocument;
import org.tiltmeter.session.SavedResult;
import org.tiltmeter.session.Session;

/// An audit as a session keeps it. Immutable.
///
/// @param saved what the session says of it
/// @param result what was found
/// @param probes what was asked, as it was then; empty if neither the result nor the session
///     holds it
/// @param provenance where it comes from
public record StoredAudit(SavedResult saved, AuditResult result, Optional<ProbeSet> probes, Provenance provenance)
        implements StoredResult {

    /// The word for audits among a session's results.
    public static final String KIND = "audit";

    /// All audits of a session, oldest first.
    ///
    /// @throws org.tiltmeter.work.BadInputException if one is damaged or of a form that this
    ///     version does not know
    public static List<StoredAudit> all(Session session) {
        return session.results().list(KIND).stream()
                .map(saved -> of(session, saved))
                .toList();
    }

    /// The latest audit of each name, in the order in which the names first came.
    public static List<StoredAudit> latest(Session session) {
        return session.results().list(KIND).stream()
                .collect(java.util.stream.Collectors.toMap(
                        SavedResult::name, saved -> saved, (first, second) -> second, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .map(saved -> of(session, saved))
                .toList();
    }

    @Override
    public String modelName() {
        return result.model();
    }

    private static StoredAudit of(Session session, SavedResult saved) {
        AuditResult result = ResultsJson.read(session.results().json(saved.id()));
        Provenance provenance = Provenance.read(saved.provenanceJson());
        Optional<ProbeSet> probes = provenance
                .probes()
                .or(() -> session.documents()
                        .find(SavedDocument.Kind.PROBE_SET, saved.name())
                        .map(document -> ProbeFile.parse(document.json(), document.name())));
        return new StoredAudit(saved, result, probes, provenance);
    }
}
