package org.tiltmeter.views.routing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.routing.RoutingStudies;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.RoutingStudy.Comparison;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.routing.StudySettings;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.HeatmapCells;
import org.tiltmeter.views.figures.Provenance;

/// The routing of a whole probe set: divergence per layer beside neutral swaps, and a test of
/// every expert. UI thread.
public final class RoutingStudyViewModel {

    private final Workspace workspace;
    private final StudySettings settings;
    private final StudyRun<RoutingStudy> run;
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

    /// @param workspace whose model and probe set are studied
    public RoutingStudyViewModel(Workspace workspace) {
        this(workspace, StudySettings.defaults());
    }

    /// @param settings all but the seed, which is the workspace's
    RoutingStudyViewModel(Workspace workspace, StudySettings settings) {
        this.workspace = workspace;
        this.settings = settings;
        this.run = new StudyRun<>(workspace, StudyRun::needsExperts, this::show, this::forget);
        workspace.probesProperty().subscribe(ignored -> arrange());
        comparison.subscribe(ignored -> arrange());
        region.subscribe(ignored -> arrange());
        variant.subscribe(ignored -> arrange());
        workspace.selection().layerProperty().subscribe(ignored -> showSelected());
        workspace.selection().expertProperty().subscribe(ignored -> showSelected());
    }

    /// What can be shown.
    public ReadOnlyObjectProperty<StudyState> stateProperty() {
        return run.stateProperty();
    }

    /// The study, or null while there is none.
    public ReadOnlyObjectProperty<@Nullable RoutingStudy> studyProperty() {
        return run.resultProperty();
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
        return run.progressProperty();
    }

    /// What was found, in plain words; empty while nothing is known.
    public String sentence() {
        RoutingStudy known = run.resultProperty().get();
        Comparison shown = comparison.get();
        return known == null || shown == null ? "" : StudyWords.sentence(known, shown, region.get());
    }

    /// What else must be known of the study: what was left out, and whether it is of the present
    /// probe set.
    public String notes() {
        RoutingStudy known = run.resultProperty().get();
        if (known == null) {
            return "";
        }
        String all = String.join(" ", known.notes());
        return run.isOfPresentProbes() ? all : Texts.get("routing.studyOutdated", known.probes()) + " " + all;
    }

    /// The heatmap as a figure, or null.
    public @Nullable Figure heatmap() {
        RoutingStudy known = run.resultProperty().get();
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
        RoutingStudy known = run.resultProperty().get();
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
        RoutingStudy known = run.resultProperty().get();
        if (known != null && row >= 0 && row < known.layers().size() && expert >= 0) {
            workspace.selection().layerProperty().set(known.layers().get(row));
            workspace.selection().expertProperty().set(expert);
        }
    }

    /// Studies the probe set.
    public void run() {
        StudySettings wanted = settings.withSeed(workspace.seedProperty().get());
        run.run(
                "routing.studying",
                (model, probes, progress, cancellation) ->
                        RoutingStudies.of(model, probes, wanted, progress, cancellation));
    }

    /// Asks the study to stop.
    public void cancel() {
        run.cancel();
    }

    private void show(RoutingStudy found) {
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
        experts.clear();
        divergences.set(null);
        cells.set(null);
    }

    private void arrange() {
        RoutingStudy known = run.resultProperty().get();
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
