package org.tiltmeter.views.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.model.ComputeDevice;
import org.tiltmeter.model.Devices;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.UndoOffer;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.hub.HubViewModel;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.views.jobs.Phase;
import org.tiltmeter.views.model.ModelViewModel;
import org.tiltmeter.views.probes.ProbesViewModel;
import org.tiltmeter.views.results.AuditRunner;
import org.tiltmeter.views.session.SessionViewModel;
import org.tiltmeter.views.settings.Settings;
import org.tiltmeter.views.settings.SettingsFile;
import org.tiltmeter.views.settings.ThemeChoice;

/// The window's frame and what its features are made of. UI thread.
public final class ShellViewModel {

    /// Id of the help, which is no feature of the sidebar.
    static final String HELP = "help";

    /// Id of the settings, which are no feature of the sidebar.
    static final String SETTINGS = "settings";

    private final Services services;
    private final Workspace workspace;
    private final Settings settings;
    private final ModelViewModel model;
    private final ProbesViewModel probes;
    private final AuditRunner runner;
    private final SessionViewModel session;
    private final JobsViewModel modelJobs;
    private final JobsViewModel fileJobs;
    private final JobsViewModel fetchJobs;
    private final Optional<HubViewModel> hub;
    private final ReadOnlyStringWrapper runNote = new ReadOnlyStringWrapper("");
    private final UndoOffer forgotten;
    private String featureBefore = "start";
    private boolean runWhenReady;

    public ShellViewModel(Services services, Workspace workspace, Settings settings) {
        this.services = services;
        this.workspace = workspace;
        this.settings = settings;
        this.forgotten = new UndoOffer(workspace.messages());
        this.model = new ModelViewModel(workspace, services.models(), settings);
        this.probes = new ProbesViewModel(workspace, services.sampleProbes());
        this.runner = new AuditRunner(workspace, probes.problemProperty());
        this.session = new SessionViewModel(workspace, services.sessions(), settings, model::chooseAndLoad);
        this.modelJobs = new JobsViewModel(workspace.modelJobs());
        this.fileJobs = new JobsViewModel(workspace.fileJobs());
        this.fetchJobs = new JobsViewModel(workspace.fetchJobs());
        this.hub = services.hub().map(source -> new HubViewModel(workspace, source, model::choose));
        for (ObservableValue<?> kept : List.of(
                settings.themeProperty(),
                settings.deviceProperty(),
                settings.threadsProperty(),
                settings.lessonRecordingsProperty(),
                settings.cacheFolderProperty())) {
            kept.addListener((observed, before, after) -> saveSettings());
        }
        runner.obstacle().subscribe(obstacle -> {
            runNote.set(note(obstacle));
            if (runWhenReady && obstacle.isEmpty()) {
                runWhenReady = false;
                runner.run();
            }
        });
    }

    private String note(Optional<Problem> obstacle) {
        return workspace.modelJobs().phaseProperty().get() == Phase.IDLE
                ? obstacle.map(Problem::text).orElse("")
                : "";
    }

    /// Runs the audit, or says what is missing.
    public void run() {
        runner.run();
    }

    /// Stops what is running; where nothing is, puts the problem or the offered model away.
    public void escape() {
        if (modelJobs.canCancelProperty().get()) {
            modelJobs.cancel();
        } else if (workspace.messages().problemProperty().get() != null) {
            workspace.messages().clearProblem();
        } else if (workspace.featureProperty().get().equals(HELP)
                || workspace.featureProperty().get().equals(SETTINGS)) {
            aside(workspace.featureProperty().get());
        } else {
            model.dismiss();
        }
    }

    /// Opens whatever a path is: a session, a probe file, or else a model.
    public void open(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (Files.isRegularFile(path) && name.endsWith(SessionStore.SUFFIX)) {
            session.open(path);
        } else if (Files.isRegularFile(path) && name.endsWith(".probes.json")) {
            probes.open(path);
        } else {
            model.choose(path);
        }
    }

    /// Takes a model or a session off the list of those opened lately; a notice offers to put it back.
    public void forget(Path path) {
        Runnable back = settings.forget(path);
        saveSettings();
        forgotten.make(
                "start.forgotten",
                () -> {
                    back.run();
                    saveSettings();
                },
                String.valueOf(path.getFileName()));
    }

    /// Loads the sample model and the sample probe set, so that one click gives a result.
    public void openSample() {
        services.sampleProbes().ifPresent(this::takeProbes);
        if (workspace.conceptsProperty().get() == null) {
            services.readyConcepts().stream().findFirst().ifPresent(workspace.conceptsProperty()::set);
        }
        services.sampleModel().ifPresent(model::chooseAndLoad);
        workspace.featureProperty().set("results");
    }

    /// Loads the sample, and runs it as soon as its model is there.
    public void runSample() {
        openSample();
        runWhenReady = true;
    }

    private void takeProbes(ProbeSet sample) {
        if (!workspace.probesProperty().get().equals(sample)) {
            probes.useSample();
        }
    }

    /// Whether there is a sample to open.
    public boolean hasSample() {
        return services.sampleModel().isPresent();
    }

    /// Shows the help, or goes back from it.
    public void help() {
        aside(HELP);
    }

    /// Shows the settings, or goes back from them.
    public void showSettings() {
        aside(SETTINGS);
    }

    private void aside(String id) {
        String now = workspace.featureProperty().get();
        if (now.equals(id)) {
            workspace.featureProperty().set(featureBefore);
        } else {
            if (!now.equals(HELP) && !now.equals(SETTINGS)) {
                featureBefore = now;
            }
            workspace.featureProperty().set(id);
        }
    }

    /// Asks which devices models can be opened on here; the first time that takes a moment.
    void findDevices(Consumer<List<ComputeDevice>> sink) {
        workspace
                .fileJobs()
                .submit(
                        "job.findingDevices",
                        (progress, cancellation) -> Devices.ofThisMachine().usable(),
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<List<ComputeDevice>> done) {
                                sink.accept(done.result());
                            }
                        });
    }

    /// Takes these colours.
    void chooseTheme(ThemeChoice choice) {
        settings.themeProperty().set(choice);
    }

    /// Light colours and large type for a projector, or as before.
    void toggleProjector() {
        settings.projectorProperty().set(!settings.projectorProperty().get());
    }

    /// Light, dark, or as the system is: the next of these.
    public void nextTheme() {
        chooseTheme(settings.themeProperty().get().next());
    }

    /// Takes a new seed; words that are no whole number change nothing.
    public void setSeed(String words) {
        try {
            workspace.seedProperty().set(Long.parseLong(words.strip()));
        } catch (NumberFormatException notANumber) {
            workspace.messages().report(Problem.of("shell.seedNotANumber", words));
        }
    }

    /// Writes the settings.
    public void saveSettings() {
        SettingsFile file = settings.toFile();
        workspace
                .fileJobs()
                .submit(
                        "job.savingSettings",
                        (progress, cancellation) -> {
                            file.write(services.settingsFolder());
                            return true;
                        },
                        outcome -> Problem.of(outcome).ifPresent(workspace.messages()::report));
    }

    /// Saves what is still to be saved and gives everything back; the workers are ended by whoever made them.
    public void close() {
        saveSettings();
        session.close();
        workspace.modelJobs().cancelAll();
        model.close();
    }

    /// What models run on here.
    public String device() {
        return model.device();
    }

    /// What the run still needs; empty when it can be run or is running.
    public ReadOnlyStringProperty runNoteProperty() {
        return runNote.getReadOnlyProperty();
    }

    /// Version of the program.
    public String version() {
        return services.version();
    }

    /// What every feature shares.
    public Workspace workspace() {
        return workspace;
    }

    /// What the user has set.
    public Settings settings() {
        return settings;
    }

    /// The model.
    public ModelViewModel model() {
        return model;
    }

    /// The probe set.
    public ProbesViewModel probes() {
        return probes;
    }

    /// The audit.
    public AuditRunner runner() {
        return runner;
    }

    /// The session.
    public SessionViewModel session() {
        return session;
    }

    /// Work on the model.
    public JobsViewModel modelJobs() {
        return modelJobs;
    }

    /// Work on files.
    public JobsViewModel fileJobs() {
        return fileJobs;
    }

    /// Concept sets to choose among.
    List<ConceptSet> readyConcepts() {
        return services.readyConcepts();
    }

    /// Work that waits for the network.
    public JobsViewModel fetchJobs() {
        return fetchJobs;
    }

    /// Getting a model from a hub, where there is one.
    public Optional<HubViewModel> hub() {
        return hub;
    }
}
