package org.tiltmeter.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.session.SavedModel;
import org.tiltmeter.session.SavedNote;
import org.tiltmeter.session.Session;
import org.tiltmeter.work.BadInputException;

/// Makes the report of a saved session: the latest audit of each probe set and the latest run of
/// each benchmark, with what explains it. Any worker's
/// thread.
public final class SessionReport {

    /// Notes about these subjects fill the report's head: who answers for it, and why it was made.
    public static final String AUDITOR = "report:auditor";

    /// What it is called; where there is no such note, the session's title.
    public static final String TITLE = "report:title";

    /// On whose behalf.
    public static final String ORGANISATION = "report:organisation";

    /// What the audit is for.
    public static final String PURPOSE = "report:purpose";

    /// What the auditor adds in own words.
    public static final String REMARKS = "report:remarks";

    /// Interests in its outcome.
    public static final String CONFLICTS = "report:conflicts";

    private SessionReport() {}

    /// The report of a session.
    ///
    /// @param figures pictures of the pinned figures, in order
    /// @throws BadInputException if the session holds no audit, or one that is damaged
    public static AuditReport of(Session session, List<ReportFigure> figures) {
        List<StoredAudit> audits = StoredAudit.latest(session);
        List<StoredBenchmark> benchmarks = StoredBenchmark.latest(session);
        List<StoredResult> results = Stream.<StoredResult>concat(audits.stream(), benchmarks.stream())
                .toList();
        if (results.isEmpty()) {
            throw new BadInputException(
                    "The session " + session.file() + " holds no audit yet; run a probe set, then make the report.");
        }
        AuditRun run = run(session, audits, benchmarks, newest(results));
        AuditReport report = AuditReports.of(run, AuditReports.log(session.log().entries()), figures);
        List<Fact> notes = notes(session);
        return new AuditReport(
                report.title(),
                report.date(),
                report.responsibility(),
                report.findings(),
                report.model(),
                report.modelFiles().isEmpty() ? files(session, newest(results)) : report.modelFiles(),
                report.runtime(),
                report.probes(),
                report.statistics(),
                report.figures(),
                notes,
                limits(results, report.limits()),
                report.log(),
                report.manifest(),
                report.sections());
    }

    private static StoredResult newest(List<StoredResult> results) {
        return results.stream()
                .max(Comparator.comparing(
                                (StoredResult result) -> result.saved().createdAt())
                        .thenComparing(result -> result.saved().id()))
                .orElseThrow();
    }

    private static AuditRun run(
            Session session, List<StoredAudit> audits, List<StoredBenchmark> benchmarks, StoredResult newest) {
        List<AuditRun.Part> parts = new ArrayList<>();
        for (StoredAudit audit : audits) {
            parts.add(new AuditRun.Part(audit.probes().orElseGet(() -> unknown(audit)), audit.result()));
        }
        return new AuditRun(
                title(session, newest),
                newest.provenance().at().orElse(newest.saved().createdAt()),
                responsibility(session),
                newest.provenance().model().orElseGet(() -> model(session, newest)),
                fingerprints(session, newest),
                newest.provenance().runtime().orElseGet(RuntimeFacts::unknown),
                parts,
                benchmarks.stream().map(StoredBenchmark::part).toList());
    }

    private static String title(Session session, StoredResult newest) {
        return session.notes()
                .find(TITLE)
                .map(SavedNote::text)
                .filter(text -> !text.isBlank())
                .orElseGet(() -> session.isScratch()
                        ? "Audit of " + newest.modelName()
                        : session.heading().title());
    }

    private static ModelSummary model(Session session, StoredResult audit) {
        Optional<SavedModel> saved =
                audit.saved().modelFingerprint().flatMap(session.models()::find).or(session.models()::last);
        ModelSummary known =
                saved.map(model -> ModelJson.read(model.summaryJson())).orElse(ModelJson.read("{}"));
        return known.at(
                saved.map(SavedModel::name).orElse(audit.modelName()),
                saved.map(model -> Path.of(model.folder())).orElse(known.folder()));
    }

    private static SortedMap<String, String> fingerprints(Session session, StoredResult audit) {
        if (!audit.provenance().fingerprints().isEmpty()) {
            return audit.provenance().fingerprints();
        }
        SortedMap<String, String> digests = new TreeMap<>();
        audit.saved()
                .modelFingerprint()
                .flatMap(session.models()::find)
                .ifPresent(model -> model.files()
                        .forEach(file -> file.sha256().ifPresent(digest -> digests.put(file.name(), digest))));
        return digests;
    }

    private static List<ReportFile> files(Session session, StoredResult audit) {
        return audit
                .saved()
                .modelFingerprint()
                .map(fingerprint -> new ReportFile("whole model", Optional.empty(), fingerprint))
                .filter(file -> session.models().find(file.sha256()).isPresent())
                .stream()
                .toList();
    }

    private static ProbeSet unknown(StoredAudit audit) {
        return new ProbeSet(audit.saved().name(), "", "", List.of(), Map.of(), List.of());
    }

    private static Responsibility responsibility(Session session) {
        Responsibility unnamed = Responsibility.unnamed();
        return new Responsibility(
                note(session, AUDITOR),
                note(session, ORGANISATION),
                note(session, PURPOSE),
                note(session, CONFLICTS),
                unnamed.access());
    }

    private static String note(Session session, String subject) {
        return session.notes().find(subject).map(SavedNote::text).orElse("");
    }

    private static List<Fact> notes(Session session) {
        return session.notes().list().stream()
                .filter(note ->
                        note.subject().equals(REMARKS) || !note.subject().startsWith("report:"))
                .filter(note -> !note.text().isBlank())
                .map(note -> new Fact(note.subject().equals(REMARKS) ? "Remarks" : note.subject(), note.text()))
                .toList();
    }

    /// Says so where the audits of one report were not made in the same way.
    private static List<String> limits(List<StoredResult> audits, List<String> always) {
        List<String> limits = new ArrayList<>(always);
        if (audits.stream()
                        .map(audit -> audit.saved().modelFingerprint())
                        .distinct()
                        .count()
                > 1) {
            limits.addFirst("The audits of this report were made on different models; what is said of the model belongs"
                    + " to the latest.");
        }
        if (audits.stream().anyMatch(audit -> audit.provenance().runtime().isEmpty())) {
            limits.addFirst("For some audits of this report the engine, device and compute type were not recorded.");
        }
        return limits;
    }
}
