package org.tiltmeter.views;

import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.jobs.Jobs;

/// What every feature shares: the model, the probe set, the result, the selection, and the two workers. UI thread.
///
/// The model is closed by the feature that opens models, never by others.
public final class Workspace {

    private final Jobs modelJobs;
    private final Jobs fileJobs;
    private final Messages messages = new Messages();
    private final Selection selection = new Selection();
    private final ObjectProperty<@Nullable LanguageModel> model = new SimpleObjectProperty<>();
    private final ObjectProperty<ProbeSet> probes = new SimpleObjectProperty<>(ProbeSets.EMPTY);
    private final ObjectProperty<@Nullable ConceptSet> concepts = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable AuditResult> result = new SimpleObjectProperty<>();
    private final StringProperty fingerprint = new SimpleStringProperty("");
    private final LongProperty seed = new SimpleLongProperty(42);
    private final ObjectProperty<String> feature = new SimpleObjectProperty<>("start");

    /// @param modelJobs runs whatever asks the model; a model serves one call at a time
    /// @param fileJobs runs what reads and writes files
    public Workspace(Jobs modelJobs, Jobs fileJobs) {
        this.modelJobs = modelJobs;
        this.fileJobs = fileJobs;
    }

    /// Runs whatever asks the model.
    public Jobs modelJobs() {
        return modelJobs;
    }

    /// Runs what reads and writes files.
    public Jobs fileJobs() {
        return fileJobs;
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
    public StringProperty fingerprintProperty() {
        return fingerprint;
    }

    /// The probe set being worked on, never null; it may hold mistakes while someone edits it.
    public ObjectProperty<ProbeSet> probesProperty() {
        return probes;
    }

    /// The concept set being worked on, or null.
    public ObjectProperty<@Nullable ConceptSet> conceptsProperty() {
        return concepts;
    }

    /// The latest result, or null.
    public ObjectProperty<@Nullable AuditResult> resultProperty() {
        return result;
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
