package org.tiltmeter.views.routing;

import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.routing.InterventionSettings;
import org.tiltmeter.routing.RouterMediation;
import org.tiltmeter.routing.RouterMediation.Comparison;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// How much of a difference between the texts of pairs goes through the routers: one text's routing, experts'
/// inputs or whole feed-forward branch is imposed on the other. UI thread.
public final class MediationViewModel {

    private static final double UNKNOWN = -1;

    private final Workspace workspace;
    private final InterventionSettings settings;
    private final Patching patching;
    private final ReadOnlyObjectWrapper<StudyState> state = new ReadOnlyObjectWrapper<>(StudyState.NO_MODEL);
    private final ReadOnlyObjectWrapper<@Nullable RouterMediation> mediation = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Comparison> comparisons = FXCollections.observableArrayList();
    private final ObservableList<Comparison> shownComparisons = FXCollections.unmodifiableObservableList(comparisons);
    private final ObjectProperty<@Nullable Comparison> comparison = new SimpleObjectProperty<>();
    private final ObservableList<PatchedPlace> places = FXCollections.observableArrayList();
    private final ObservableList<PatchedPlace> shownPlaces = FXCollections.unmodifiableObservableList(places);
    private final ReadOnlyObjectWrapper<@Nullable Figure> figure = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private @Nullable LanguageModel patchedModel;
    private @Nullable ProbeSet patchedProbes;
    private @Nullable Job job;

    /// Patches the pairs of a probe set.
    @FunctionalInterface
    interface Patching {
        RouterMediation of(
                LanguageModel model,
                ProbeSet probes,
                InterventionSettings settings,
                Progress progress,
                Cancellation cancellation);
    }

    /// @param workspace whose model and probe set are patched
    public MediationViewModel(Workspace workspace) {
        this(workspace, InterventionSettings.defaults(), RouterMediation::of);
    }

    /// @param settings all but the seed, which is the workspace's
    /// @param patching what patches the pairs
    MediationViewModel(Workspace workspace, InterventionSettings settings, Patching patching) {
        this.workspace = workspace;
        this.settings = settings;
        this.patching = patching;
        workspace.modelProperty().subscribe(ignored -> follow());
        workspace.probesProperty().subscribe(ignored -> follow());
        comparison.subscribe(ignored -> arrange());
    }

    /// What can be shown.
    public ReadOnlyObjectProperty<StudyState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The comparisons that were patched, those of controls last.
    public ObservableList<Comparison> comparisons() {
        return shownComparisons;
    }

    /// The comparison that is shown, or null.
    public ObjectProperty<@Nullable Comparison> comparisonProperty() {
        return comparison;
    }

    /// What patching did: all layers together first, then each alone.
    public ObservableList<PatchedPlace> places() {
        return shownPlaces;
    }

    /// Effects per layer, or null.
    public ReadOnlyObjectProperty<@Nullable Figure> figureProperty() {
        return figure.getReadOnlyProperty();
    }

    /// How far patching is, 0 … 1; below 0 where that is unknown.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// What was found, in plain words; empty while nothing is known.
    public String sentence() {
        Comparison shown = comparison.get();
        return shown == null ? "" : MediationWords.sentence(shown, settings.level());
    }

    /// What else must be known: how it was done, and whether it is of the present probe set.
    public String notes() {
        RouterMediation known = mediation.get();
        Comparison shown = comparison.get();
        if (known == null || shown == null) {
            return "";
        }
        String all = MediationWords.left(shown) + " " + String.join(" ", known.notes());
        return workspace.probesProperty().get().equals(patchedProbes)
                ? all.strip()
                : MediationWords.outdated(known) + " " + all.strip();
    }

    /// How the exported figure is called.
    public String fileName() {
        return Provenance.fileName(workspace, "routing-patching");
    }

    /// Patches the probe set's pairs.
    public void run() {
        LanguageModel model = workspace.modelProperty().get();
        ProbeSet probes = workspace.probesProperty().get();
        InterventionSettings wanted = settings.withSeed(workspace.seedProperty().get());
        if (model == null || state.get() == StudyState.BUSY) {
            return;
        }
        state.set(StudyState.BUSY);
        progress.set(UNKNOWN);
        Job started = workspace
                .modelJobs()
                .<RouterMediation>submit(
                        "routing.patching",
                        (steps, cancellation) -> patching.of(model, probes, wanted, steps, cancellation),
                        outcome -> show(model, probes, outcome));
        job = started;
        started.stepProperty()
                .subscribe(ignored -> progress.set(started.fraction().orElse(UNKNOWN)));
    }

    /// Asks patching to stop.
    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    private void show(LanguageModel model, ProbeSet probes, Outcome<RouterMediation> outcome) {
        Problem.of(outcome).ifPresent(workspace.messages()::report);
        job = null;
        if (outcome instanceof Outcome.Done<RouterMediation> done
                && model == workspace.modelProperty().get()) {
            patchedModel = model;
            patchedProbes = probes;
            mediation.set(done.result());
            List<Comparison> ordered = done.result().comparisons().stream()
                    .sorted(Comparator.comparing(Comparison::control))
                    .toList();
            comparisons.setAll(ordered);
            comparison.set(ordered.isEmpty() ? null : ordered.getFirst());
        }
        state.set(StudyState.OPEN);
        follow();
    }

    private void follow() {
        LanguageModel model = workspace.modelProperty().get();
        if (model != patchedModel) {
            forget();
        }
        if (state.get() == StudyState.BUSY) {
            return;
        }
        if (model == null) {
            state.set(StudyState.NO_MODEL);
        } else if (model.summary().experts().isEmpty()) {
            state.set(StudyState.DENSE);
        } else if (mediation.get() != null) {
            arrange();
            state.set(StudyState.READY);
        } else {
            state.set(workspace.probesProperty().get().templates().isEmpty() ? StudyState.NO_PROBES : StudyState.OPEN);
        }
    }

    private void forget() {
        cancel();
        patchedModel = null;
        patchedProbes = null;
        mediation.set(null);
        comparison.set(null);
        comparisons.clear();
    }

    private void arrange() {
        RouterMediation known = mediation.get();
        Comparison shown = comparison.get();
        if (known == null || shown == null) {
            places.clear();
            figure.set(null);
        } else {
            places.setAll(PatchedPlace.of(shown));
            figure.set(MediationFigures.layers(known, shown, sentence(), Provenance.line(workspace)));
        }
    }
}
