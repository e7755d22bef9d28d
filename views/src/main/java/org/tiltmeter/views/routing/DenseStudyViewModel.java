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
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.routing.DenseStudy;
import org.tiltmeter.routing.DenseStudy.Comparison;
import org.tiltmeter.routing.DenseStudy.Kind;
import org.tiltmeter.routing.DenseStudy.UnitDifference;
import org.tiltmeter.routing.StudySettings;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;

/// What a model without experts has instead: groups of feed-forward neurons and attention heads, compared between the
/// groups of a whole probe set and tested as experts are. UI thread.
public final class DenseStudyViewModel {

    private final Workspace workspace;
    private final StudySettings settings;
    private final StudyRun<DenseStudy> run;
    private final ObservableList<Comparison> comparisons = FXCollections.observableArrayList();
    private final ObservableList<Comparison> shownComparisons = FXCollections.unmodifiableObservableList(comparisons);
    private final ObjectProperty<@Nullable Comparison> comparison = new SimpleObjectProperty<>();
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.NEURONS);
    private final ObservableList<UnitDifference> units = FXCollections.observableArrayList();
    private final ObservableList<UnitDifference> shownUnits = FXCollections.unmodifiableObservableList(units);
    private final ObjectProperty<@Nullable UnitDifference> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable UnitCells> cells = new ReadOnlyObjectWrapper<>();

    /// @param workspace whose model and probe set are studied
    public DenseStudyViewModel(Workspace workspace) {
        this(workspace, StudySettings.defaults());
    }

    /// @param settings all but the seed, which is the workspace's
    DenseStudyViewModel(Workspace workspace, StudySettings settings) {
        this.workspace = workspace;
        this.settings = settings;
        this.run = new StudyRun<>(workspace, DenseStudyViewModel::refused, this::show, this::forget);
        workspace.probesProperty().subscribe(ignored -> arrange());
        comparison.subscribe(ignored -> arrange());
        kind.subscribe(ignored -> arrange());
    }

    private static Optional<StudyState> refused(LanguageModel model) {
        return model.summary().experts().isPresent() ? Optional.of(StudyState.NO_MODEL) : Optional.empty();
    }

    /// What can be shown; NO_MODEL while there is no model without experts.
    public ReadOnlyObjectProperty<StudyState> stateProperty() {
        return run.stateProperty();
    }

    /// The study, or null while there is none.
    public ReadOnlyObjectProperty<@Nullable DenseStudy> studyProperty() {
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

    /// Whether neurons or heads are shown.
    public ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    /// The tests of all units of the kind, confirmed ones first.
    public ObservableList<UnitDifference> units() {
        return shownUnits;
    }

    /// The selected unit, or null.
    public ObjectProperty<@Nullable UnitDifference> selectedProperty() {
        return selected;
    }

    /// Layers × units, or null.
    ReadOnlyObjectProperty<@Nullable UnitCells> cellsProperty() {
        return cells.getReadOnlyProperty();
    }

    /// How far the study is, 0 … 1; below 0 where that is unknown.
    public ReadOnlyDoubleProperty progressProperty() {
        return run.progressProperty();
    }

    /// What was found, in plain words; empty while nothing is known.
    public String sentence() {
        DenseStudy known = run.resultProperty().get();
        Comparison shown = comparison.get();
        return known == null || shown == null ? "" : DenseWords.sentence(known, shown);
    }

    /// The selected unit in plain words.
    public String describe() {
        Comparison shown = comparison.get();
        UnitDifference one = selected.get();
        return shown == null || one == null ? Texts.get("routing.chooseUnit") : DenseWords.describe(shown, one);
    }

    /// What else must be known: what was left out, and whether it is of the present probe set.
    public String notes() {
        DenseStudy known = run.resultProperty().get();
        if (known == null) {
            return "";
        }
        String all = String.join(" ", known.notes());
        return run.isOfPresentProbes() ? all : Texts.get("routing.studyOutdated", known.probes()) + " " + all;
    }

    /// The heatmap as a figure, or null.
    public @Nullable Figure heatmap() {
        DenseStudy known = run.resultProperty().get();
        Comparison shown = comparison.get();
        UnitCells drawn = cells.get();
        return known == null || shown == null || drawn == null
                ? null
                : DenseFigures.heatmap(known, shown, kind.get(), drawn, sentence(), Provenance.line(workspace));
    }

    /// How exported files are called.
    public String fileName(String what) {
        return Provenance.fileName(workspace, what);
    }

    /// Selects the unit of a cell, if there is one.
    public void select(int row, int column) {
        UnitCells shown = cells.get();
        UnitDifference found = shown == null ? null : shown.unit(row, column);
        if (found != null) {
            selected.set(found);
        }
    }

    /// Studies the probe set.
    public void run() {
        StudySettings wanted = settings.withSeed(workspace.seedProperty().get());
        run.run(
                "routing.studyingDense",
                (model, probes, progress, cancellation) ->
                        DenseStudy.of(model, probes, wanted, progress, cancellation));
    }

    /// Asks the study to stop.
    public void cancel() {
        run.cancel();
    }

    private void show(DenseStudy found) {
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
        units.clear();
        selected.set(null);
        cells.set(null);
    }

    private void arrange() {
        Comparison shown = comparison.get();
        if (shown == null) {
            return;
        }
        selected.set(null);
        units.setAll(
                shown.units().stream().filter(one -> one.kind() == kind.get()).toList());
        cells.set(new UnitCells(shown, kind.get()));
    }
}
