package org.tiltmeter.views.routing;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.measure.AskedText;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.routing.RoutingMatrix.Quantity;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Selection;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.HeatmapCells;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;

/// Which experts take the tokens of the selected pair, layer by layer. Traces a pair when it is looked at for the first
/// time; layer, quantity, text and order then only choose what is shown. UI thread.
public final class RoutingViewModel {

    private static final double UNKNOWN = -1;

    private final Workspace workspace;
    private final BooleanProperty active = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<RoutingState> state = new ReadOnlyObjectWrapper<>(RoutingState.NO_MODEL);
    private final ReadOnlyObjectWrapper<@Nullable RoutingFinding> finding = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable HeatmapCells> cells = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Figure> divergences = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Quantity> quantity = new SimpleObjectProperty<>(Quantity.ROUTER_PROBABILITY);
    private final ObjectProperty<Variant> variant = new SimpleObjectProperty<>(Variant.DIFFERENCE);
    private final ObjectProperty<RoutingOrder> order = new SimpleObjectProperty<>(RoutingOrder.INDEX);
    private final ObjectProperty<RoutingPicture> picture = new SimpleObjectProperty<>(RoutingPicture.EXPERTS);
    private final IntegerProperty layerIndex = new SimpleIntegerProperty();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private final IntegerProperty row = new SimpleIntegerProperty(Selection.NONE);
    private final IntegerProperty column = new SimpleIntegerProperty(Selection.NONE);
    private @Nullable LanguageModel tracedModel;
    private @Nullable CounterfactualPair tracedPair;
    private @Nullable Job job;

    /// @param workspace whose model and selection are followed
    public RoutingViewModel(Workspace workspace) {
        this.workspace = workspace;
        active.subscribe(ignored -> follow());
        workspace.modelProperty().subscribe(ignored -> follow());
        workspace.selection().pairProperty().subscribe(ignored -> follow());
        quantity.subscribe(ignored -> arrange());
        variant.subscribe(ignored -> arrange());
        order.subscribe(ignored -> arrange());
        picture.subscribe(ignored -> arrange());
        layerIndex.subscribe(ignored -> layerChosen());
        row.subscribe(ignored -> rowChosen());
        column.subscribe(ignored -> columnChosen());
        workspace.selection().tokenProperty().subscribe(ignored -> showColumn());
        workspace.selection().layerProperty().subscribe(ignored -> selectedLayerChanged());
        workspace.selection().expertProperty().subscribe(ignored -> showRow());
    }

    /// Whether anyone looks; nothing is traced otherwise.
    public BooleanProperty activeProperty() {
        return active;
    }

    /// What can be shown.
    public ReadOnlyObjectProperty<RoutingState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The heatmap's cells, or null while there are none.
    public ReadOnlyObjectProperty<@Nullable HeatmapCells> cellsProperty() {
        return cells.getReadOnlyProperty();
    }

    /// Divergence per layer as a figure, or null while there is none.
    public ReadOnlyObjectProperty<@Nullable Figure> divergencesProperty() {
        return divergences.getReadOnlyProperty();
    }

    /// What is known about the pair, or null.
    ReadOnlyObjectProperty<@Nullable RoutingFinding> findingProperty() {
        return finding.getReadOnlyProperty();
    }

    /// What the numbers are.
    public ObjectProperty<Quantity> quantityProperty() {
        return quantity;
    }

    /// Whose numbers.
    public ObjectProperty<Variant> variantProperty() {
        return variant;
    }

    /// In which order experts stand.
    public ObjectProperty<RoutingOrder> orderProperty() {
        return order;
    }

    /// What the heatmap's rows are.
    public ObjectProperty<RoutingPicture> pictureProperty() {
        return picture;
    }

    /// What exactly the heatmap shows, in a sentence.
    public String definition() {
        return Optional.ofNullable(finding.get())
                .map(known -> RoutingWords.definition(known, picture.get(), quantity.get(), variant.get()))
                .orElse("");
    }

    /// How the heatmap is read; empty while there is none.
    public String howToRead() {
        return Optional.ofNullable(cells.get()).map(RoutingFigures::howToRead).orElse("");
    }

    /// Which expert layer is shown, counted from 0 among those that have experts.
    public IntegerProperty layerIndexProperty() {
        return layerIndex;
    }

    /// The selected row of the heatmap, or -1.
    public IntegerProperty rowProperty() {
        return row;
    }

    /// The selected column of the heatmap, or -1; a token is shared with the token strip.
    public IntegerProperty columnProperty() {
        return column;
    }

    /// Absolute indices of the layers that have experts; empty while nothing is known.
    public List<Integer> layers() {
        return Optional.ofNullable(finding.get())
                .map(known -> known.comparison().layers())
                .orElse(List.of());
    }

    /// The layer shown, absolute.
    public int layer() {
        List<Integer> layers = layers();
        return layers.isEmpty() ? 0 : layers.get(Math.clamp(layerIndex.get(), 0, layers.size() - 1));
    }

    /// One layer up or down, within those there are.
    public void stepLayer(int by) {
        if (!layers().isEmpty()) {
            layerIndex.set(Math.clamp(layerIndex.get() + (long) by, 0, layers().size() - 1));
        }
    }

    /// The finding in one sentence; empty while nothing is known.
    public String sentence() {
        return Optional.ofNullable(finding.get()).map(RoutingFigures::finding).orElse("");
    }

    /// The heatmap as a figure with the whole layer, for export; null while nothing is known.
    public @Nullable Figure heatmap() {
        RoutingFinding known = finding.get();
        HeatmapCells shown = cells.get();
        if (known == null || shown == null) {
            return null;
        }
        String whose = RoutingWords.variant(known.pair(), variant.get());
        String title = picture.get() == RoutingPicture.EXPERTS
                ? Texts.get("routing.heatmapTitle", Integer.toString(layer()), whose)
                : Texts.get("routing.layersTitle", RoutingWords.name(picture.get()), whose);
        return RoutingFigures.heatmap(known, shown, title, definition(), Provenance.line(workspace));
    }

    /// How an exported heatmap is called.
    public String heatmapFileName() {
        return Provenance.fileName(
                workspace,
                switch (picture.get()) {
                    case EXPERTS -> "routing-layer-" + layer();
                    case ENTROPY -> "routing-entropy";
                    case MARGIN -> "routing-margin";
                    case LOAD -> "routing-load";
                    case EXPERT_LOAD -> "routing-expert-load";
                });
    }

    /// How an exported chart of divergences is called.
    public String divergencesFileName() {
        return Provenance.fileName(workspace, "routing-divergence");
    }

    /// How far the tracing is, 0 … 1; below 0 where that is unknown.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// Traces the pair again after it was stopped.
    public void retry() {
        tracedPair = null;
        follow();
    }

    /// Asks the tracing to stop.
    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    private void follow() {
        LanguageModel model = workspace.modelProperty().get();
        CounterfactualPair pair = workspace.selection().pairProperty().get();
        if (model == null || pair == null || model.summary().experts().isEmpty()) {
            forget();
            state.set(
                    model == null
                            ? RoutingState.NO_MODEL
                            : model.summary().experts().isEmpty() ? RoutingState.DENSE : RoutingState.NO_PAIR);
        } else if (active.get() && (!pair.equals(tracedPair) || model != tracedModel)) {
            forget();
            trace(model, pair);
        }
    }

    private void trace(LanguageModel model, CounterfactualPair pair) {
        tracedModel = model;
        tracedPair = pair;
        state.set(RoutingState.BUSY);
        AuditResult result = workspace.resultProperty().get();
        List<AskedText> asked = RoutingFinding.asked(result, pair);
        List<CounterfactualPair> neutral = RoutingFinding.neutralSwaps(result, pair);
        job = workspace
                .modelJobs()
                .<RoutingFinding>submit(
                        "routing.tracing",
                        (progress, cancellation) ->
                                RoutingFinding.of(model, pair, asked, neutral, progress, cancellation),
                        outcome -> show(model, pair, outcome));
    }

    private void show(LanguageModel model, CounterfactualPair pair, Outcome<RoutingFinding> outcome) {
        if (!pair.equals(tracedPair) || model != tracedModel) {
            return;
        }
        Problem.of(outcome).ifPresent(workspace.messages()::report);
        if (outcome instanceof Outcome.Done<RoutingFinding> done) {
            finding.set(done.result());
            int known = layers().indexOf(workspace.selection().layerProperty().get());
            layerIndex.set(Math.max(0, known));
            divergences.set(RoutingFigures.divergences(done.result(), Provenance.line(workspace)));
            state.set(RoutingState.READY);
            arrange();
        } else {
            state.set(RoutingState.STOPPED);
        }
    }

    private void forget() {
        cancel();
        job = null;
        tracedModel = null;
        tracedPair = null;
        finding.set(null);
        cells.set(null);
        divergences.set(null);
        if (state.get() == RoutingState.BUSY || state.get() == RoutingState.READY) {
            state.set(RoutingState.NO_PAIR);
        }
    }

    private void layerChosen() {
        if (!layers().isEmpty()) {
            workspace.selection().layerProperty().set(layer());
        }
        arrange();
    }

    private void selectedLayerChanged() {
        int index = layers().indexOf(workspace.selection().layerProperty().get());
        if (index >= 0) {
            layerIndex.set(index);
        }
    }

    private void rowChosen() {
        HeatmapCells shown = cells.get();
        if (shown == null || row.get() < 0 || row.get() >= shown.rows()) {
            return;
        }
        if (shown instanceof RoutingCells experts) {
            workspace.selection().expertProperty().set(experts.expert(row.get()));
        } else {
            layerIndex.set(row.get());
        }
    }

    private void columnChosen() {
        HeatmapCells shown = cells.get();
        if (shown == null || column.get() >= shown.columns()) {
            return;
        }
        if (picture.get().isOverTokens()) {
            workspace.selection().tokenProperty().set(column.get());
        } else if (column.get() >= 0) {
            workspace.selection().expertProperty().set(column.get());
        }
    }

    private void showRow() {
        int expert = workspace.selection().expertProperty().get();
        if (cells.get() instanceof RoutingCells shown) {
            row.set(IntStream.range(0, shown.rows())
                    .filter(at -> expert >= 0 && shown.expert(at) == expert)
                    .findFirst()
                    .orElse(Selection.NONE));
        } else if (cells.get() != null) {
            row.set(layerIndex.get());
        }
        showColumn();
    }

    private void showColumn() {
        column.set(
                picture.get().isOverTokens()
                        ? workspace.selection().tokenProperty().get()
                        : workspace.selection().expertProperty().get());
    }

    private void arrange() {
        RoutingFinding known = finding.get();
        if (known == null) {
            return;
        }
        int index = layers().indexOf(layer());
        RoutingCells layerCells = new RoutingCells(
                known,
                layer(),
                quantity.get(),
                variant.get(),
                known.ranges().order(order.get(), quantity.get(), index));
        cells.set(
                switch (picture.get()) {
                    case EXPERTS -> layerCells;
                    case ENTROPY, MARGIN, LOAD -> new LayerCells(known, picture.get(), variant.get(), layerCells);
                    case EXPERT_LOAD ->
                        new ExpertLoadCells(
                                layers(),
                                known.ranges().loadsA(),
                                known.ranges().loadsB(),
                                new ExpertLoadCells.Names(
                                        known.pair().groupA(), known.pair().groupB()),
                                variant.get(),
                                known.ranges().limit(picture.get(), variant.get()));
                });
        showRow();
    }
}
