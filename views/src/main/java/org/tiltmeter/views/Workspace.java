package org.tiltmeter.views;

import java.util.Optional;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.checkpoint.Fingerprints;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.ConceptTestFindings;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.benchmark.BenchmarkResult;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.AuditRun;
import org.tiltmeter.views.jobs.Jobs;

/// What every feature shares: the model, the probe set, the result, the selection, and the
/// workers. UI thread.
///
/// The model is closed by the feature that opens models, never by others.
public final class Workspace {

    private final Jobs modelJobs;
    private final Jobs fileJobs;
    private final Jobs lookJobs;
    private final Jobs fetchJobs;
    private final Messages messages = new Messages();
    private final Selection selection = new Selection();
    private final ObjectProperty<@Nullable LanguageModel> model = new SimpleObjectProperty<>();
    private final ObjectProperty<ProbeSet> probes = new SimpleObjectProperty<>(ProbeSets.EMPTY);
    private final ObjectProperty<@Nullable ConceptSet> concepts = new SimpleObjectProperty<>();
    private final ObjectProperty<Optional<RecordedDirections>> recordedDirections =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<ConceptTestDraft> conceptTests = new SimpleObjectProperty<>(ConceptTestDraft.EMPTY);
    private final ObjectProperty<ConceptTestFindings> conceptFindings =
            new SimpleObjectProperty<>(ConceptTestFindings.NONE);
    private final ObjectProperty<@Nullable AuditResult> result = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable AuditRun> run = new SimpleObjectProperty<>();
    private final ObjectProperty<ModelOrigin> origin = new SimpleObjectProperty<>(ModelOrigin.unknown());
    private final ReadOnlyStringWrapper fingerprint = new ReadOnlyStringWrapper("");
    private final ObservableList<BenchmarkResult> benchmarks = FXCollections.observableArrayList();
    private final LongProperty seed = new SimpleLongProperty(42);
    private final ObjectProperty<String> feature = new SimpleObjectProperty<>("start");

    /// A workspace whose short looks and whose network wait for files.
    ///
    /// @param modelJobs runs whatever asks the model; a model serves one call at a time
    /// @param fileJobs runs what reads and writes files
    public Workspace(Jobs modelJobs, Jobs fileJobs) {
        this(modelJobs, fileJobs, fileJobs, fileJobs);
    }

    /// @param modelJobs runs whatever asks the model; a model serves one call at a time
    /// @param fileJobs runs what reads and writes files
    /// @param lookJobs runs what looks at the probe set while it is edited, without the model
    /// @param fetchJobs runs what waits for the network
    public Workspace(Jobs modelJobs, Jobs fileJobs, Jobs lookJobs, Jobs fetchJobs) {
        this.modelJobs = modelJobs;
        this.fileJobs = fileJobs;
        this.lookJobs = lookJobs;
        this.fetchJobs = fetchJobs;
        origin.subscribe(known ->
                fingerprint.set(known.fingerprints().isEmpty() ? "" : Fingerprints.combined(known.fingerprints())));
    }

    /// Runs whatever asks the model.
    public Jobs modelJobs() {
        return modelJobs;
    }

    /// Runs what reads and writes files.
    public Jobs fileJobs() {
        return fileJobs;
    }

    /// Runs what looks at the probe set while it is edited, without the model.
    public Jobs lookJobs() {
        return lookJobs;
    }

    /// Runs what waits for the network, which may take hours; nothing runs here but on the user's word.
    public Jobs fetchJobs() {
        return fetchJobs;
    }

    /// What the window tells the user.
    public Messages messages() {
        return messages;
    }

    /// The one selection.
    public Selection selection() {
        return selection;
    }

    /// The loaded model, or null.
    public ObjectProperty<@Nullable LanguageModel> modelProperty() {
        return model;
    }

    /// One digest over all files of the loaded model; empty without a model.
    public ReadOnlyStringProperty fingerprintProperty() {
        return fingerprint.getReadOnlyProperty();
    }

    /// The probe set being worked on, never null; it may hold mistakes while someone edits it.
    public ObjectProperty<ProbeSet> probesProperty() {
        return probes;
    }

    /// The concept set being worked on, or null.
    public ObjectProperty<@Nullable ConceptSet> conceptsProperty() {
        return concepts;
    }

    /// Concept directions that were found earlier, to be shown instead of finding them here; whoever shows them takes
    /// what the property holds.
    public ObjectProperty<Optional<RecordedDirections>> recordedDirectionsProperty() {
        return recordedDirections;
    }

    /// What is asked in association tests, of sensitivities and of moral directions, never null.
    public ObjectProperty<ConceptTestDraft> conceptTestsProperty() {
        return conceptTests;
    }

    /// What these found last, never null.
    public ObjectProperty<ConceptTestFindings> conceptFindingsProperty() {
        return conceptFindings;
    }

    /// The latest result, or null.
    public ObjectProperty<@Nullable AuditResult> resultProperty() {
        return result;
    }

    /// What results of the loaded model are recorded with, never null.
    public ObjectProperty<ModelOrigin> originProperty() {
        return origin;
    }

    /// The audit run last in this window, with what it was asked and computed by; null before
    /// the first.
    public ObjectProperty<@Nullable AuditRun> runProperty() {
        return run;
    }

    /// What published benchmarks found in this session, the newest first.
    public ObservableList<BenchmarkResult> benchmarks() {
        return benchmarks;
    }

    /// Seed of everything random.
    public LongProperty seedProperty() {
        return seed;
    }

    /// Id of the feature that is shown; setting it goes there.
    public ObjectProperty<String> featureProperty() {
        return feature;
    }
}
