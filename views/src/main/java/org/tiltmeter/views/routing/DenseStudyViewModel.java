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
import org.tiltmeter.routing.DenseStudy;
import org.tiltmeter.routing.DenseStudy.Comparison;
import org.tiltmeter.routing.DenseStudy.Kind;
import org.tiltmeter.routing.DenseStudy.UnitDifference;
import org.tiltmeter.routing.StudySettings;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;

/// What a model without experts has instead: groups of feed-forward neurons and attention heads, compared between the
/// groups of a whole probe set and tested as experts are. UI thread.
public final class DenseStudyViewModel {

    private static final double UNKNOWN = -1;

    private final Workspace workspace;
    private final StudySettings settings;
    private final ReadOnlyObjectWrapper<StudyState> state = new ReadOnlyObjectWrapper<>(StudyState.NO_MODEL);
    private final ReadOnlyObjectWrapper<@Nullable DenseStudy> study = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Comparison> comparisons = FXCollections.observableArrayList();
    private final ObservableList<Comparison> shownComparisons = FXCollections.unmodifiableObservableList(comparisons);
    private final ObjectProperty<@Nullable Comparison> comparison = new SimpleObjectProperty<>();
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.NEURONS);
    private final ObservableList<UnitDifference> units = FXCollections.observableArrayList();
    private final ObservableList<UnitDifference> shownUnits = FXCollections.unmodifiableObservableList(units);
    private final ObjectProperty<@Nullable UnitDifference> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable UnitCells> cells = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private @Nullable LanguageModel studiedModel;
    private @Nullable LanguageModel asked;
    private @Nullable ProbeSet studiedProbes;
    private @Nullable Job job;

    /// @param workspace whose model and probe set are studied
    public DenseStudyViewModel(Workspace workspace) {
        this(workspace, StudySettings.defaults());
    }

    /// @param settings all but the seed, which is the workspace's
    DenseStudyViewModel(Workspace workspace, StudySettings settings) {
        this.workspace = workspace;
        this.settings = settings;
        workspace.modelProperty().subscribe(ignored -> follow());
        workspace.probesProperty().subscribe(ignored -> follow());
        comparison.subscribe(ignored -> arrange());
        kind.subscribe(ignored -> arrange());
    }

    /// What can be shown; NO_MODEL while there is no model without experts.
    public ReadOnlyObjectProperty<StudyState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The study, or null while there is none.
    public ReadOnlyObjectProperty<@Nullable DenseStudy> studyProperty() {
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
        return progress.getReadOnlyProperty();
    }

    /// What was found, in plain words; empty while nothing is known.
    public String sentence() {
        DenseStudy known = study.get();
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
        DenseStudy known = study.get();
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
        DenseStudy known = study.get();
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
        LanguageModel model = workspace.modelProperty().get();
        if (model == null || state.get() == StudyState.BUSY) {
            return;
        }
        ProbeSet probes = workspace.probesProperty().get();
        StudySettings wanted = settings.withSeed(workspace.seedProperty().get());
        asked = model;
        state.set(StudyState.BUSY);
        Job started = workspace
                .modelJobs()
                .<DenseStudy>submit(
                        "routing.studyingDense",
                        (steps, cancellation) -> DenseStudy.of(model, probes, wanted, steps, cancellation),
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

    private void show(LanguageModel model, ProbeSet probes, Outcome<DenseStudy> outcome) {
        Problem.of(outcome).ifPresent(workspace.messages()::report);
        job = null;
        if (outcome instanceof Outcome.Done<DenseStudy> done
                && model == workspace.modelProperty().get()) {
            studiedModel = model;
            studiedProbes = probes;
            study.set(done.result());
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
        if (model != studiedModel) {
            forget();
        }
        if (state.get() == StudyState.BUSY) {
            if (model != asked) {
                cancel();
            }
            return;
        }
        if (model == null || model.summary().experts().isPresent()) {
            state.set(StudyState.NO_MODEL);
        } else if (study.get() != null) {
            state.set(StudyState.READY);
            arrange();
        } else {
            state.set(workspace.probesProperty().get().templates().isEmpty() ? StudyState.NO_PROBES : StudyState.OPEN);
        }
    }

    private void forget() {
        studiedModel = null;
        studiedProbes = null;
        study.set(null);
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
