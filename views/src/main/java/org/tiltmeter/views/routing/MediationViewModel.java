package org.tiltmeter.views.routing;

import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
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
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// How much of a difference between the texts of pairs goes through the routers: one text's routing, experts'
/// inputs or whole feed-forward branch is imposed on the other. UI thread.
public final class MediationViewModel {

    private final Workspace workspace;
    private final InterventionSettings settings;
    private final Patching patching;
    private final StudyRun<RouterMediation> run;
    private final ObservableList<Comparison> comparisons = FXCollections.observableArrayList();
    private final ObservableList<Comparison> shownComparisons = FXCollections.unmodifiableObservableList(comparisons);
    private final ObjectProperty<@Nullable Comparison> comparison = new SimpleObjectProperty<>();
    private final ObservableList<PatchedPlace> places = FXCollections.observableArrayList();
    private final ObservableList<PatchedPlace> shownPlaces = FXCollections.unmodifiableObservableList(places);
    private final ReadOnlyObjectWrapper<@Nullable Figure> figure = new ReadOnlyObjectWrapper<>();

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
        this.run = new StudyRun<>(workspace, StudyRun::needsExperts, this::show, this::forget);
        workspace.probesProperty().subscribe(ignored -> arrange());
        comparison.subscribe(ignored -> arrange());
    }

    /// What can be shown.
    public ReadOnlyObjectProperty<StudyState> stateProperty() {
        return run.stateProperty();
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
        return run.progressProperty();
    }

    /// What was found, in plain words; empty while nothing is known.
    public String sentence() {
        Comparison shown = comparison.get();
        return shown == null ? "" : MediationWords.sentence(shown, settings.level());
    }

    /// What else must be known: how it was done, and whether it is of the present probe set.
    public String notes() {
        RouterMediation known = run.resultProperty().get();
        Comparison shown = comparison.get();
        if (known == null || shown == null) {
            return "";
        }
        String all = MediationWords.left(shown) + " " + String.join(" ", known.notes());
        return run.isOfPresentProbes() ? all.strip() : MediationWords.outdated(known) + " " + all.strip();
    }

    /// How the exported figure is called.
    public String fileName() {
        return Provenance.fileName(workspace, "routing-patching");
    }

    /// Patches the probe set's pairs.
    public void run() {
        InterventionSettings wanted = settings.withSeed(workspace.seedProperty().get());
        run.run(
                "routing.patching",
                (model, probes, progress, cancellation) -> patching.of(model, probes, wanted, progress, cancellation));
    }

    /// Asks patching to stop.
    public void cancel() {
        run.cancel();
    }

    private void show(RouterMediation found) {
        List<Comparison> ordered = found.comparisons().stream()
                .sorted(Comparator.comparing(Comparison::control))
                .toList();
        comparisons.setAll(ordered);
        comparison.set(ordered.isEmpty() ? null : ordered.getFirst());
        arrange();
    }

    private void forget() {
        comparison.set(null);
        comparisons.clear();
    }

    private void arrange() {
        RouterMediation known = run.resultProperty().get();
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
