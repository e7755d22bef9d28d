package org.tiltmeter.views.concepts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.RecordedDirections;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.UndoOffer;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;

/// Directions of concepts and how close texts and other concepts lie to them, layer by layer. Directions are found on
/// request; the texts' tokens follow the selected pair and the typed text by themselves. UI thread.
public final class ConceptsViewModel implements FoundDirections {

    private static final double UNKNOWN = -1;

    private final Workspace workspace;
    private final ConceptDraft draft = new ConceptDraft();
    private final ReadOnlyObjectWrapper<ConceptState> state = new ReadOnlyObjectWrapper<>(ConceptState.NO_MODEL);
    private final ReadOnlyObjectWrapper<@Nullable ConceptAnalysis> analysis = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Figure> accuracy = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Figure> similarity = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Figure> matrix = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private final ObjectProperty<DirectionMethod> method =
            new SimpleObjectProperty<>(DirectionMethod.DIFFERENCE_OF_MEANS);
    private final ObjectProperty<Pooling> pooling = new SimpleObjectProperty<>(Pooling.LAST_TOKEN);
    private final IntegerProperty layer = new SimpleIntegerProperty();
    private String recordedOrigin = "";
    private boolean following;
    private boolean ownLayer;
    private @Nullable Job job;
    private final ConceptTokens tokens;
    private final WordsLookUp words;
    private final SteeringViewModel steering;
    private final UndoOffer offer;

    /// @param workspace whose model and selection are followed
    public ConceptsViewModel(Workspace workspace) {
        this.workspace = workspace;
        offer = new UndoOffer(workspace.messages());
        tokens = new ConceptTokens(workspace, this);
        words = new WordsLookUp(workspace, this);
        steering = new SteeringViewModel(workspace, this);
        workspace.modelProperty().subscribe(ignored -> modelChanged());
        layer.addListener((observed, before, after) -> ownLayer |= !following);
        method.subscribe(ignored -> {
            followBest();
            show();
        });
        layer.subscribe(ignored -> showLayer());
        draft.chosenProperty().subscribe(ignored -> {
            followBest();
            show();
        });
        workspace.conceptsProperty().subscribe(this::take);
        workspace.recordedDirectionsProperty().subscribe(recorded -> recorded.ifPresent(this::take));
        draft.setProperty().addListener((observed, before, after) -> {
            offer.withdraw();
            workspace.conceptsProperty().set(after);
        });
    }

    /// A session or the sample brings a set; an edit comes back as the same.
    private void take(@Nullable ConceptSet next) {
        if (next == null) {
            draft.show(new ConceptSet("", "", "", List.of()));
            modelChanged();
        } else if (!next.equals(draft.setProperty().get())) {
            draft.show(next);
            show();
        }
    }

    private void take(RecordedDirections recorded) {
        LanguageModel model = workspace.modelProperty().get();
        if (model != null) {
            cancel();
            pooling.set(recorded.analysis().settings().pooling());
            show(recorded.analysis(), recorded.origin());
        }
    }

    /// The concept set being edited.
    public ConceptDraft draft() {
        return draft;
    }

    /// What can be shown.
    public ReadOnlyObjectProperty<ConceptState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Held-out accuracy per layer of the chosen concept, or null.
    public ReadOnlyObjectProperty<@Nullable Figure> accuracyProperty() {
        return accuracy.getReadOnlyProperty();
    }

    /// Similarity to the other concepts per layer, or null.
    public ReadOnlyObjectProperty<@Nullable Figure> similarityProperty() {
        return similarity.getReadOnlyProperty();
    }

    /// All concepts against each other in the chosen layer, or null.
    public ReadOnlyObjectProperty<@Nullable Figure> matrixProperty() {
        return matrix.getReadOnlyProperty();
    }

    /// How close the tokens of texts lie to the chosen concept.
    ConceptTokens tokens() {
        return tokens;
    }

    /// The words nearest to the direction.
    WordsLookUp words() {
        return words;
    }

    /// Steering along the direction and taking it out.
    public SteeringViewModel steering() {
        return steering;
    }

    /// The chosen concept's direction in the chosen layer, or in the last one that can be moved.
    Optional<ConceptDirection> movable() {
        ConceptAnalysis known = analysis.get();
        return known == null
                ? Optional.empty()
                : analysed(known)
                        .map(concept -> known.direction(
                                concept.name(), Math.min(layer.get(), known.layers() - 2), method.get()));
    }

    /// How far the work is, 0 … 1; below 0 where that is unknown.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<@Nullable ConceptAnalysis> analysisProperty() {
        return analysis.getReadOnlyProperty();
    }

    @Override
    public Optional<Concept> chosen() {
        return Optional.ofNullable(analysis.get()).flatMap(this::analysed);
    }

    @Override
    public ObjectProperty<DirectionMethod> methodProperty() {
        return method;
    }

    /// Which hidden states stand for a text.
    public ObjectProperty<Pooling> poolingProperty() {
        return pooling;
    }

    @Override
    public IntegerProperty layerProperty() {
        return layer;
    }

    /// Number of hidden states; 0 while nothing is known.
    public int layers() {
        ConceptAnalysis known = analysis.get();
        return known == null ? 0 : known.layers();
    }

    /// One layer up or down, within those there are.
    public void stepLayer(int by) {
        if (layers() > 0) {
            layer.set(Math.clamp(layer.get() + (long) by, 0, layers() - 1));
        }
    }

    /// The finding in one sentence; empty while nothing is known.
    public String sentence() {
        ConceptAnalysis known = analysis.get();
        return known == null
                ? ""
                : analysed(known)
                        .map(concept -> ConceptFigures.finding(known, concept, method.get()))
                        .orElse(Texts.get("concepts.edited"));
    }

    /// How an exported figure is called.
    public String fileName(String what) {
        return Provenance.fileName(workspace, "concept-" + draft.nameProperty().get() + "-" + what);
    }

    /// Takes the chosen concept away, unless it is the only one; a notice offers to bring it back.
    public void removeConcept() {
        ConceptSet before = draft.setProperty().get();
        int at = draft.chosenProperty().get();
        String name = draft.concept().name();
        draft.remove();
        if (!before.equals(draft.setProperty().get())) {
            offer.make("concepts.removed", () -> bringBack(before, at), name);
        }
    }

    private void bringBack(ConceptSet set, int chosen) {
        draft.replaceBy(set);
        draft.chosenProperty().set(chosen);
    }

    /// Reads a concept file on the files' worker and shows it; a notice offers the concepts back that it replaces.
    public void open(Path file) {
        workspace
                .fileJobs()
                .<ConceptSet>submit("concepts.opening", (steps, cancellation) -> ConceptFile.read(file), outcome -> {
                    Problem.of(outcome).ifPresent(workspace.messages()::report);
                    if (outcome instanceof Outcome.Done<ConceptSet> done) {
                        ConceptSet before = draft.setProperty().get();
                        int at = draft.chosenProperty().get();
                        draft.replaceBy(done.result());
                        if (before.concepts().stream()
                                .anyMatch(concept -> !concept.positive().isEmpty())) {
                            offer.make("concepts.replaced", () -> bringBack(before, at), before.name());
                        }
                    }
                });
    }

    /// Finds the directions of all concepts in every layer.
    public void run() {
        LanguageModel model = workspace.modelProperty().get();
        if (model == null || state.get() == ConceptState.BUSY) {
            return;
        }
        ConceptSet set = draft.setProperty().get();
        ConceptSettings settings = ConceptSettings.defaults()
                .withPooling(pooling.get())
                .withSeed(workspace.seedProperty().get());
        ConceptState before = state.get();
        state.set(ConceptState.BUSY);
        Job started = workspace
                .modelJobs()
                .<ConceptAnalysis>submit(
                        "concepts.running",
                        (steps, cancellation) -> ConceptAnalysis.run(model, set, settings, steps, cancellation),
                        outcome -> finish(model, before, outcome));
        progress.set(UNKNOWN);
        started.stepProperty()
                .subscribe(ignored -> progress.set(started.fraction().orElse(UNKNOWN)));
        job = started;
    }

    /// Asks the work to stop.
    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    private void finish(LanguageModel model, ConceptState before, Outcome<ConceptAnalysis> outcome) {
        if (workspace.modelProperty().get() != model) {
            return;
        }
        Problem.of(outcome).ifPresent(workspace.messages()::report);
        if (outcome instanceof Outcome.Done<ConceptAnalysis> done) {
            workspace.recordedDirectionsProperty().set(Optional.empty());
            show(done.result(), "");
        } else {
            state.set(before);
        }
    }

    private void show(ConceptAnalysis found, String origin) {
        recordedOrigin = origin;
        analysis.set(found);
        followBest();
        state.set(ConceptState.READY);
        show();
    }

    /// Looks at the layer that tells held-out texts of the chosen concept apart best, unless the user chose another.
    private void followBest() {
        ConceptAnalysis known = analysis.get();
        ownLayer &= known == null || layer.get() < known.layers();
        if (!ownLayer) {
            best().ifPresent(best -> follow(best.layer()));
        }
    }

    private void follow(int next) {
        following = true;
        layer.set(next);
        following = false;
    }

    private Optional<ConceptDirection> best() {
        ConceptAnalysis known = analysis.get();
        return known == null
                ? Optional.empty()
                : analysed(known).map(concept -> ConceptFigures.best(known, concept.name(), method.get()));
    }

    /// Why this layer is looked at, or which one tells texts apart best; empty while nothing is known.
    public String layerReason() {
        return best().map(best -> Texts.get(
                        best.layer() == layer.get() ? "concepts.layerIsBest" : "concepts.layerIsOwn",
                        Numbers.fixed(best.accuracy(), 2),
                        Numbers.fixed(best.nullHigh(), 2),
                        Integer.toString(best.layer())))
                .orElse("");
    }

    /// Where the numbers come from, for the figures of the directions.
    private String origin() {
        String line = Provenance.line(workspace);
        return recordedOrigin.isEmpty() ? line : line + " · " + recordedOrigin;
    }

    private void modelChanged() {
        cancel();
        analysis.set(null);
        ownLayer = false;
        follow(0);
        state.set(workspace.modelProperty().get() == null ? ConceptState.NO_MODEL : ConceptState.IDLE);
        show();
    }

    /// The concept that is edited, as it was when its direction was found.
    private Optional<Concept> analysed(ConceptAnalysis known) {
        return known.set().concepts().stream()
                .filter(concept -> concept.name().equals(draft.concept().name()))
                .findFirst();
    }

    private void show() {
        ConceptAnalysis known = analysis.get();
        Optional<Concept> concept = known == null ? Optional.empty() : analysed(known);
        String origin = origin();
        if (known == null || concept.isEmpty()) {
            accuracy.set(null);
            similarity.set(null);
        } else {
            accuracy.set(ConceptFigures.accuracy(known, concept.get(), method.get(), origin));
            boolean others = known.set().concepts().size() > 1;
            similarity.set(others ? ConceptFigures.similarity(known, concept.get(), method.get(), origin) : null);
        }
        showLayer();
    }

    private void showLayer() {
        ConceptAnalysis known = analysis.get();
        boolean shown = known != null && analysed(known).isPresent() && layer.get() < known.layers();
        matrix.set(known != null && shown ? ConceptMatrix.of(known, layer.get(), method.get(), origin()) : null);
        tokens.show();
        words.show();
    }
}
