package org.tiltmeter.views.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.ConceptTestFindings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.report.AuditRun;
import org.tiltmeter.session.Session;
import org.tiltmeter.session.SessionBundle;
import org.tiltmeter.session.SessionSearch;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.ProbeSets;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.UndoOffer;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.views.jobs.Work;
import org.tiltmeter.views.settings.Settings;
import org.tiltmeter.work.Cancellation;

/// The session of the window: saved continuously, new, opened, saved under a name. Owns the
/// open session. UI thread.
public final class SessionViewModel {

    private final Workspace workspace;
    private final SessionKeeper keeper;
    private final Settings settings;
    private final Consumer<Path> loadModel;
    private final ReadOnlyObjectWrapper<Optional<Path>> file = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<Path> leftovers = FXCollections.observableArrayList();
    private final SessionSaving saving;
    private final PinnedFigureList figures;
    private final ReportWords words;
    private final UndoOffer offer;
    private String expectedFingerprint = "";
    private String expectedModel = "";
    private boolean restoring;

    /// @param loadModel opens the model that a session was made with
    public SessionViewModel(Workspace workspace, SessionStore store, Settings settings, Consumer<Path> loadModel) {
        this.workspace = workspace;
        this.keeper = new SessionKeeper(store);
        this.saving = new SessionSaving(workspace, keeper);
        this.settings = settings;
        this.loadModel = loadModel;
        this.offer = new UndoOffer(workspace.messages());
        this.figures = new PinnedFigureList(workspace, keeper, this::noteChange);
        this.words = new ReportWords(workspace, keeper, this::noteChange);
        workspace.probesProperty().subscribe((before, after) -> noteChange());
        workspace.conceptsProperty().subscribe((before, after) -> noteChange());
        workspace.conceptTestsProperty().subscribe((before, after) -> noteChange());
        workspace.conceptFindingsProperty().subscribe((before, after) -> noteChange());
        workspace.seedProperty().subscribe((before, after) -> noteChange());
        workspace.runProperty().subscribe((before, after) -> noteRun(after));
        workspace.modelProperty().subscribe((before, after) -> noteModel(after));
    }

    private void noteRun(@Nullable AuditRun run) {
        if (run != null) {
            saving.take(run);
            noteChange();
        }
    }

    private void noteModel(@Nullable LanguageModel model) {
        if (model == null) {
            return;
        }
        warnOfOtherModel(model.summary().name());
        if (saving.stateProperty().get() != SaveState.EMPTY) {
            noteChange();
        }
    }

    private void warnOfOtherModel(String loaded) {
        String fingerprint = workspace.fingerprintProperty().get();
        if (!expectedFingerprint.isEmpty() && !fingerprint.equals(expectedFingerprint)) {
            workspace.messages().report(Problem.of("session.otherModel", expectedModel, loaded));
        }
        expectedFingerprint = "";
    }

    private void noteChange() {
        if (!restoring) {
            offer.withdraw();
            saving.noteChange();
        }
    }

    /// Tries again to save what could not be saved.
    public void retry() {
        noteChange();
    }

    /// What remains when a session has been put away.
    private record PutAway(Optional<Path> place, List<Path> leftovers) {}

    /// Begins an empty session; the present one is on the disk already, and a notice leads back to it.
    public void begin() {
        workspace
                .fileJobs()
                .submit(
                        "job.closingSession",
                        (progress, cancellation) -> {
                            Optional<Path> place = keeper.place();
                            keeper.close();
                            return new PutAway(place, keeper.leftovers());
                        },
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<PutAway> done) {
                                leftovers.setAll(done.result().leftovers());
                                restore(Optional.empty());
                                done.result()
                                        .place()
                                        .ifPresent(place -> offer.make("session.putAway", () -> open(place)));
                            }
                        });
    }

    /// Writes a copy of the session and goes on in this one.
    public void duplicate(Path target) {
        write("job.savingSession", target, session -> session.copyTo(target));
    }

    /// Writes the session as one JSON file.
    public void exportBundle(Path target) {
        write("job.exporting", target, session -> SessionBundle.write(session, target));
    }

    private void write(String titleKey, Path target, Consumer<Session> writing) {
        saving.saveAnd(
                titleKey,
                () -> keeper.with(session -> {
                    writing.accept(session);
                    return target;
                }),
                () -> tellSaved(target));
    }

    /// Makes a session of a JSON file that a session was written as, and goes on there.
    ///
    /// @param target the new session file
    public void importBundle(Path bundle, Path target) {
        opening((progress, cancellation) -> keeper.readBundle(bundle, target));
    }

    /// Looks for words in the sessions opened lately, those in the same folders and those
    /// without a name.
    public Job search(String words, Consumer<Outcome<SessionSearch.Result>> sink) {
        List<Path> recent = List.copyOf(settings.recentSessions());
        return workspace
                .fileJobs()
                .submit("job.searching", (progress, cancellation) -> keeper.search(recent, words, cancellation), sink);
    }

    /// Opens a session; the present one stays if that fails.
    public void open(Path path) {
        opening((progress, cancellation) -> keeper.open(path));
    }

    private void opening(Work<OpenedSession> work) {
        workspace.fileJobs().submit("job.openingSession", work, outcome -> {
            Problem.of(outcome).ifPresent(workspace.messages()::report);
            if (outcome instanceof Outcome.Done<OpenedSession> done) {
                workspace.messages().clearProblem();
                restore(Optional.of(done.result()));
                refreshLeftovers();
            }
        });
    }

    private void restore(Optional<OpenedSession> opened) {
        offer.withdraw();
        restoring = true;
        try {
            workspace.selection().clear();
            workspace.probesProperty().set(opened.flatMap(OpenedSession::probes).orElse(ProbeSets.EMPTY));
            workspace
                    .conceptsProperty()
                    .set(opened.flatMap(OpenedSession::concepts).orElse(null));
            workspace
                    .conceptTestsProperty()
                    .set(opened.flatMap(OpenedSession::tests).orElse(ConceptTestDraft.EMPTY));
            workspace
                    .conceptFindingsProperty()
                    .set(opened.flatMap(OpenedSession::findings).orElse(ConceptTestFindings.NONE));
            workspace.resultProperty().set(opened.flatMap(OpenedSession::result).orElse(null));
            workspace.benchmarks().setAll(opened.map(OpenedSession::benchmarks).orElse(List.of()));
            opened.flatMap(OpenedSession::seed)
                    .ifPresent(seed -> workspace.seedProperty().set(seed));
            figures.show(opened.map(OpenedSession::figures).orElse(List.of()));
            words.show(opened.map(OpenedSession::notes).orElse(Map.of()));
            file.set(opened.filter(session -> !session.scratch()).map(OpenedSession::file));
            saving.beginAnew(opened.isPresent() ? SaveState.SAVED : SaveState.EMPTY);
        } finally {
            restoring = false;
        }
        opened.ifPresent(this::goOn);
        opened.filter(OpenedSession::unreadFindings)
                .ifPresent(session -> workspace
                        .messages()
                        .report(Problem.of(
                                "session.unreadTests",
                                String.valueOf(session.file().getFileName()))));
        if (opened.isEmpty()) {
            workspace.featureProperty().set("start");
        }
    }

    private void goOn(OpenedSession opened) {
        file.get().ifPresent(settings::rememberSession);
        workspace
                .featureProperty()
                .set(opened.result().isPresent() ? "results" : opened.probes().isPresent() ? "probes" : "start");
        if (opened.fingerprint().isEmpty()
                || opened.fingerprint().equals(workspace.fingerprintProperty().get())) {
            return;
        }
        expectedFingerprint = opened.fingerprint();
        expectedModel = opened.modelName();
        Optional<Path> folder = opened.modelFolder().filter(Files::isDirectory);
        if (folder.isPresent()) {
            loadModel.accept(folder.get());
        } else {
            workspace
                    .messages()
                    .report(Problem.of(
                            "session.modelMissing",
                            opened.modelName(),
                            opened.modelFolder().map(Path::toString).orElse("")));
        }
    }

    /// Saves the session under a name and goes on there.
    public void saveAs(Path target) {
        saving.saveAnd("job.savingSession", () -> keeper.saveAs(target), () -> {
            file.set(Optional.of(target));
            settings.rememberSession(target);
            tellSaved(target);
        });
    }

    /// Says that everything is saved; a session without a name needs one first.
    ///
    /// @return whether the session has a name
    public boolean confirmSaved() {
        file.get().ifPresent(this::tellSaved);
        return file.get().isPresent();
    }

    private void tellSaved(Path where) {
        workspace.messages().tell(Notice.of(Notice.Kind.SUCCESS, "file.saved", String.valueOf(where.getFileName())));
    }

    /// Looks for sessions that never got a name.
    public void refreshLeftovers() {
        workspace.fileJobs().submit("job.openingSession", (progress, cancellation) -> keeper.leftovers(), outcome -> {
            Problem.of(outcome).ifPresent(workspace.messages()::report);
            if (outcome instanceof Outcome.Done<List<Path>> done) {
                leftovers.setAll(done.result());
            }
        });
    }

    /// Closes the session after what is being saved. Call when the window closes.
    public void close() {
        saving.save();
        workspace
                .fileJobs()
                .submit(
                        "job.closingSession",
                        (progress, cancellation) -> {
                            keeper.close();
                            return true;
                        },
                        outcome -> Problem.of(outcome).ifPresent(workspace.messages()::report));
    }

    /// The pinned figures.
    public PinnedFigureList figures() {
        return figures;
    }

    /// What the user writes for the report.
    public ReportWords words() {
        return words;
    }

    /// Reads something from the open session on the files' worker.
    ///
    /// @param titleKey key of the words that say what is being done
    /// @param reading runs on the worker; must not keep the session
    /// @param sink hears the outcome on the UI thread
    /// @return the job, to watch and to cancel
    public <R> Job read(String titleKey, Reading<R> reading, Consumer<Outcome<R>> sink) {
        return workspace
                .fileJobs()
                .submit(
                        titleKey,
                        (progress, cancellation) -> keeper.with(session -> reading.of(session, cancellation)),
                        sink);
    }

    /// Takes something from a session.
    @FunctionalInterface
    public interface Reading<R> {

        /// Runs on a worker.
        R of(Session session, Cancellation cancellation);
    }

    /// Where the session lies; empty while it has no name.
    public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /// How safe the present content is.
    public ReadOnlyObjectProperty<SaveState> stateProperty() {
        return saving.stateProperty();
    }

    /// Sessions that never got a name, newest first.
    public ObservableList<Path> leftovers() {
        return leftovers;
    }

    /// Session files opened lately.
    public ObservableList<Path> recent() {
        return settings.recentSessions();
    }
}
