package org.tiltmeter.views.routing;

import java.util.List;
import java.util.Optional;
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
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.routing.RoutingStudies;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.RoutingStudy.Comparison;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.routing.StudySettings;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.HeatmapCells;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;

/// The routing of a whole probe set: divergence per layer beside neutral swaps, and a test of
/// every expert. UI thread.
public final class RoutingStudyViewModel {

    private static final double UNKNOWN = -1;

    private final Workspace workspace;
    private final StudySettings settings;
    private final ReadOnlyObjectWrapper<StudyState> state = new ReadOnlyObjectWrapper<>(StudyState.NO_MODEL);
    private final ReadOnlyObjectWrapper<@Nullable RoutingStudy> study = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Comparison> comparisons = FXCollections.observableArrayList();
    private final ObservableList<Comparison> shownComparisons = FXCollections.unmodifiableObservableList(comparisons);
    private final ObjectProperty<@Nullable Comparison> comparison = new SimpleObjectProperty<>();
    private final ObjectProperty<Region> region = new SimpleObjectProperty<>(Region.LATER);
    private final ObjectProperty<Variant> variant = new SimpleObjectProperty<>(Variant.DIFFERENCE);
    private final ObservableList<ExpertDifference> experts = FXCollections.observableArrayList();
    private final ObservableList<ExpertDifference> shownExperts = FXCollections.unmodifiableObservableList(experts);
    private final ReadOnlyObjectWrapper<@Nullable ExpertDifference> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Figure> divergences = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable HeatmapCells> cells = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private @Nullable LanguageModel studiedModel;
    private @Nullable ProbeSet studiedProbes;
    private @Nullable Job job;

    /// @param workspace whose model and probe set are studied
    public RoutingStudyViewModel(Workspace workspace) {
        this(workspace, StudySettings.defaults());
    }

    /// @param settings all but the seed, which is the workspace's
    RoutingStudyViewModel(Workspace workspace, StudySettings settings) {
        this.workspace = workspace;
        this.settings = settings;
        workspace.modelProperty().subscribe(ignored -> follow());
        workspace.probesProperty().subscribe(ignored -> follow());
        comparison.subscribe(ignored -> arrange());
        region.subscribe(ignored -> arrange());
        variant.subscribe(ignored -> arrange());
        workspace.selection().layerProperty().subscribe(ignored -> showSelected());
        workspace.selection().expertProperty().subscribe(ignored -> showSelected());
    }

    /// What can be shown.
    public ReadOnlyObjectProperty<StudyState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The study, or null while there is none.
    public ReadOnlyObjectProperty<@Nullable RoutingStudy> studyProperty() {
        return study.getReadOnlyProperty();
    }

    /// The comparisons of the study, those of controls last.
    public ObservableList<Comparison> comparisons() {
        return shownComparisons;
    }

    /// The comparison that is shown, or null.
    public ObjectProperty<@Nullable Comparison> comparisonProperty() {
        return comparison;
    }

    /// Over which tokens the divergence is shown.
    public ObjectProperty<Region> regionProperty() {
        return region;
    }

    /// Whose rates the heatmap of layers and experts shows.
    public ObjectProperty<Variant> variantProperty() {
        return variant;
    }

    /// Every expert's test, confirmed ones first.
    public ObservableList<ExpertDifference> experts() {
        return shownExperts;
    }

    /// The test of the selected expert, or null.
    public ReadOnlyObjectProperty<@Nullable ExpertDifference> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// Divergence per layer as a ratio to neutral swaps, or null.
    public ReadOnlyObjectProperty<@Nullable Figure> divergencesProperty() {
        return divergences.getReadOnlyProperty();
    }

    /// Layers × experts, or null.
    public ReadOnlyObjectProperty<@Nullable HeatmapCells> cellsProperty() {
        return cells.getReadOnlyProperty();
    }

    /// How far the study is, 0 … 1; below 0 where that is unknown.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// What was found, in plain words; empty while nothing is known.
    public String sentence() {
        RoutingStudy known = study.get();
        Comparison shown = comparison.get();
        return known == null || shown == null ? "" : StudyWords.sentence(known, shown, region.get());
    }

    /// What else must be known of the study: what was left out, and whether it is of the present
    /// probe set.
    public String notes() {
        RoutingStudy known = study.get();
        if (known == null) {
            return "";
        }
        String all = String.join(" ", known.notes());
        return workspace.probesProperty().get().equals(studiedProbes)
                ? all
                : Texts.get("routing.studyOutdated", known.probes()) + " " + all;
    }

    /// The heatmap as a figure, or null.
    public @Nullable Figure heatmap() {
        RoutingStudy known = study.get();
        Comparison shown = comparison.get();
        HeatmapCells drawn = cells.get();
        return known == null || shown == null || drawn == null
                ? null
                : StudyFigures.heatmap(known, shown, drawn, sentence(), Provenance.line(workspace));
    }

    /// How exported figures are called.
    public String fileName(String what) {
        return Provenance.fileName(workspace, what);
    }

    /// An expert's test in plain words.
    public String describe(ExpertDifference one) {
        Comparison shown = comparison.get();
        return shown == null ? "" : StudyWords.describe(shown, one);
    }

    /// The row of an expert's layer among the layers that have experts, or -1.
    public int rowOf(ExpertDifference one) {
        RoutingStudy known = study.get();
        return known == null ? -1 : known.layers().indexOf(one.layer());
    }

    /// Selects an expert everywhere.
    public void select(ExpertDifference one) {
        workspace.selection().layerProperty().set(one.layer());
        workspace.selection().expertProperty().set(one.expert());
    }

    /// Selects the expert of a cell of layers × experts.
    ///
    /// @param row index of the expert layer
    /// @param expert its index
    public void select(int row, int expert) {
        RoutingStudy known = study.get();
        if (known != null && row >= 0 && row < known.layers().size() && expert >= 0) {
            workspace.selection().layerProperty().set(known.layers().get(row));
            workspace.selection().expertProperty().set(expert);
        }
    }

    /// Studies the probe set.
    public void run() {
        LanguageModel model = workspace.modelProperty().get();
        ProbeSet probes = workspace.probesProperty().get();
        StudySettings wanted = settings.withSeed(workspace.seedProperty().get());
        if (model == null || state.get() == StudyState.BUSY) {
            return;
        }
        state.set(StudyState.BUSY);
        Job started = workspace
                .modelJobs()
                .<RoutingStudy>submit(
                        "routing.studying",
                        (steps, cancellation) -> RoutingStudies.of(model, probes, wanted, steps, cancellation),
                        outcome -> show(model, probes, outcome));
        job = started;
        started.stepProperty()
                .subscribe(ignored -> progress.set(started.fraction().orElse(UNKNOWN)));
    }

    /// Asks the study to stop.
    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    private void show(LanguageModel model, ProbeSet probes, Outcome<RoutingStudy> outcome) {
        Problem.of(outcome).ifPresent(workspace.messages()::report);
        job = null;
        if (outcome instanceof Outcome.Done<RoutingStudy> done
                && model == workspace.modelProperty().get()) {
            studiedModel = model;
            studiedProbes = probes;
            study.set(done.result());
            List<Comparison> ordered = done.result().comparisons().stream()
                    .sorted(java.util.Comparator.comparing(Comparison::control))
                    .toList();
            comparisons.setAll(ordered);
            comparison.set(ordered.isEmpty() ? null : ordered.getFirst());
        }
        state.set(StudyState.OPEN);
        follow();
    }

    private void follow() {
        LanguageModel model = workspace.modelProperty().get();
        if (model != studiedModel) {
            forget();
        }
        if (state.get() == StudyState.BUSY) {
            return;
        }
        if (model == null) {
            state.set(StudyState.NO_MODEL);
        } else if (model.summary().experts().isEmpty()) {
            state.set(StudyState.DENSE);
        } else if (study.get() != null) {
            state.set(StudyState.READY);
            arrange();
        } else {
            state.set(workspace.probesProperty().get().templates().isEmpty() ? StudyState.NO_PROBES : StudyState.OPEN);
        }
    }

    private void forget() {
        cancel();
        studiedModel = null;
        studiedProbes = null;
        study.set(null);
        comparison.set(null);
        comparisons.clear();
        experts.clear();
        divergences.set(null);
        cells.set(null);
    }

    private void arrange() {
        RoutingStudy known = study.get();
        Comparison shown = comparison.get();
        if (known == null || shown == null) {
            return;
        }
        experts.setAll(shown.experts());
        divergences.set(StudyFigures.divergences(known, shown, region.get(), sentence(), Provenance.line(workspace)));
        cells.set(StudyFigures.cells(known, shown, variant.get()));
        showSelected();
    }

    private void showSelected() {
        int layer = workspace.selection().layerProperty().get();
        int expert = workspace.selection().expertProperty().get();
        Optional<ExpertDifference> found = experts.stream()
                .filter(one -> one.layer() == layer && one.expert() == expert)
                .findFirst();
        selected.set(found.orElse(null));
    }
}
