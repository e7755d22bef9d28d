package org.tiltmeter.views.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.ConceptTestFindings;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.AuditOutput;
import org.tiltmeter.report.ResultsJson;
import org.tiltmeter.report.StoredAudit;
import org.tiltmeter.report.StoredBenchmark;
import org.tiltmeter.session.SavedDocument;
import org.tiltmeter.session.SavedModel;
import org.tiltmeter.session.SavedNote;
import org.tiltmeter.session.SavedResult;
import org.tiltmeter.session.Session;
import org.tiltmeter.session.SessionBundle;
import org.tiltmeter.session.SessionSearch;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;

/// Holds the one open session and moves content in and out of it. Called on the worker for
/// files only, one call at a time; closes what it opens.
final class SessionKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);

    private static final String SEED = "seed";
    private static final String PROBES_DRAFT = "probes-draft";
    private static final String CONCEPTS_DRAFT = "concepts-draft";
    private static final String TESTS_DRAFT = "concept-tests-draft";
    private static final String TESTS_FOUND = "concept-tests-found";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Refuses a number that is missing, which would otherwise count as 0.
    private static final JsonMapper COMPLETE = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private final SessionStore store;
    private @Nullable Session session;
    private String savedModel = "";
    private ConceptTestFindings savedFindings = ConceptTestFindings.NONE;

    SessionKeeper(SessionStore store) {
        this.store = store;
    }

    private Session session() {
        Session open = session;
        if (open == null) {
            open = store.createScratch();
            session = open;
            savedModel = "";
            savedFindings = ConceptTestFindings.NONE;
        }
        return open;
    }

    /// Reads or changes the open session; begins a scratch session where none is open.
    <R> R with(Function<Session, R> work) {
        return work.apply(session());
    }

    /// Saves content into the open session; begins a scratch session where none is open.
    ///
    /// @return where the session lies; empty for a scratch session
    Optional<Path> save(SessionContent content) {
        Session open = session();
        open.settings().put(PROBES_DRAFT, json(content.probes()));
        String probesFile = ProbeFile.toJson(content.probes());
        if (isReadable(() -> ProbeFile.parse(probesFile, ""))) {
            saveDocument(open, SavedDocument.Kind.PROBE_SET, content.probes().name(), probesFile);
        }
        content.concepts().ifPresent(concepts -> saveConcepts(open, concepts));
        if (!content.tests().equals(ConceptTestDraft.EMPTY)) {
            open.settings().put(TESTS_DRAFT, json(content.tests()));
        }
        saveFindings(open, content.findings());
        open.settings().put(SEED, Long.toString(content.seed()));
        content.model().ifPresent(model -> saveModel(open, model, content));
        content.runs().forEach(run -> AuditOutput.save(open, run));
        return open.isScratch() ? Optional.empty() : Optional.of(open.file());
    }

    /// These are long, and most changes of a session do not concern them.
    private void saveFindings(Session open, ConceptTestFindings findings) {
        if (!findings.equals(savedFindings)) {
            open.settings().put(TESTS_FOUND, json(findings));
            savedFindings = findings;
        }
    }

    private static void saveConcepts(Session open, ConceptSet concepts) {
        open.settings().put(CONCEPTS_DRAFT, json(concepts));
        String file = ConceptFile.toJson(concepts);
        if (isReadable(() -> ConceptFile.parse(file, ""))) {
            saveDocument(open, SavedDocument.Kind.CONCEPT_SET, concepts.name(), file);
        }
    }

    /// Whether what is being edited can be read as a file already: half-finished sets cannot,
    /// and are kept as drafts only.
    private static boolean isReadable(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (BadInputException unfinished) {
            return false;
        }
    }

    /// Keeps one document of a kind: the present one, under its present name.
    private static void saveDocument(Session open, SavedDocument.Kind kind, String name, String json) {
        String shown = name.isBlank() ? "Untitled" : name;
        if (open.documents().find(kind, shown).isEmpty()) {
            open.documents().list(kind).stream()
                    .reduce((first, second) -> second)
                    .ifPresent(last -> open.documents().rename(last.id(), shown));
        }
        open.documents().save(kind, shown, json);
    }

    private void saveModel(Session open, ModelSummary model, SessionContent content) {
        String fingerprint = content.fingerprint();
        if (!fingerprint.isEmpty() && !fingerprint.equals(savedModel)) {
            open.models().save(AuditOutput.model(model, fingerprint, content.fingerprints()));
            savedModel = fingerprint;
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Where the open session lies, if one is open.
    Optional<Path> place() {
        Session open = session;
        return open == null ? Optional.empty() : Optional.of(open.file());
    }

    /// Saves the session under another name and goes on there.
    void saveAs(Path target) {
        session().saveAs(target);
    }

    /// Searches the sessions opened lately, those beside them and those without a name.
    SessionSearch.Result search(List<Path> recent, String words, Cancellation cancellation) {
        Set<Path> files = new LinkedHashSet<>(recent);
        for (Path file : recent) {
            files.addAll(SessionStore.beside(file));
        }
        files.addAll(store.leftovers());
        Session open = session;
        if (open != null) {
            files.remove(open.file());
        }
        return SessionSearch.find(store, List.copyOf(files), words, cancellation);
    }

    /// Makes a session of a bundle and goes on there.
    OpenedSession readBundle(Path bundle, Path target) {
        SessionBundle.read(store, bundle, target).close();
        return open(target);
    }

    /// Opens a session; the one open before is closed when this one is read.
    OpenedSession open(Path file) {
        Session next = store.open(file);
        try {
            OpenedSession opened = read(next);
            close();
            session = next;
            savedModel = opened.fingerprint();
            savedFindings = opened.findings().orElse(ConceptTestFindings.NONE);
            return opened;
        } catch (RuntimeException damaged) {
            next.close();
            throw damaged;
        }
    }

    private static OpenedSession read(Session session) {
        Optional<SavedModel> model = session.models().last();
        Optional<String> found = session.settings().get(TESTS_FOUND);
        Optional<ConceptTestFindings> findings = found.flatMap(SessionKeeper::findings);
        return new OpenedSession(
                session.file(),
                session.isScratch(),
                draft(session, PROBES_DRAFT, ProbeSet.class)
                        .or(() -> latest(session, SavedDocument.Kind.PROBE_SET)
                                .map(document -> ProbeFile.parse(document.json(), document.name()))),
                draft(session, CONCEPTS_DRAFT, ConceptSet.class)
                        .or(() -> latest(session, SavedDocument.Kind.CONCEPT_SET)
                                .map(document -> ConceptFile.parse(document.json(), document.name()))),
                draft(session, TESTS_DRAFT, ConceptTestDraft.class),
                findings,
                found.isPresent() && findings.isEmpty(),
                session.settings().get(SEED).map(String::strip).map(Long::valueOf),
                model.map(SavedModel::name).orElse(""),
                model.map(SavedModel::folder).map(Path::of),
                model.map(SavedModel::fingerprint).orElse(""),
                latestAudit(session),
                StoredBenchmark.latest(session).reversed().stream()
                        .map(StoredBenchmark::result)
                        .toList(),
                session.figures().list(),
                session.notes().list().stream()
                        .collect(Collectors.toMap(SavedNote::subject, SavedNote::text, (first, second) -> second)));
    }

    /// What tests found, unless it is damaged or of another version: the rest of a session does not depend on it.
    private static Optional<ConceptTestFindings> findings(String saved) {
        try {
            return Optional.of(COMPLETE.readValue(saved, ConceptTestFindings.class));
        } catch (JsonProcessingException unknown) {
            LOG.warn("the findings of concept tests cannot be read", unknown);
            return Optional.empty();
        }
    }

    /// What was being edited, finished or not.
    private static <T> Optional<T> draft(Session session, String key, Class<T> type) {
        Optional<String> saved = session.settings().get(key);
        if (saved.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(saved.get(), type));
        } catch (JsonProcessingException unknown) {
            throw new BadInputException(
                    "What was being edited in %s (%s) is not in a form that this version reads; open it with the version that saved it."
                            .formatted(session.file(), key),
                    unknown);
        }
    }

    private static Optional<SavedDocument> latest(Session session, SavedDocument.Kind kind) {
        return session.documents().list(kind).stream()
                .max(java.util.Comparator.comparing(SavedDocument::changedAt).thenComparing(SavedDocument::id));
    }

    private static Optional<AuditResult> latestAudit(Session session) {
        List<SavedResult> audits = session.results().list(StoredAudit.KIND);
        if (audits.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                ResultsJson.read(session.results().json(audits.getLast().id())));
    }

    /// Closes the open session; a scratch session stays on the disk.
    void close() {
        Session open = session;
        session = null;
        savedModel = "";
        savedFindings = ConceptTestFindings.NONE;
        if (open != null) {
            open.close();
        }
    }

    /// Scratch sessions that were never given a name.
    List<Path> leftovers() {
        return store.leftovers();
    }
}
