package org.tiltmeter.views.concepts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
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
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.UndoOffer;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.views.tokens.TokenCells;

/// Directions of concepts and how close texts and other concepts lie to them, layer by layer. Directions are found on
/// request; the texts' tokens follow the selected pair and the typed text by themselves. UI thread.
public final class ConceptsViewModel implements FoundDirections {

    private static final double UNKNOWN = -1;

    private final Workspace workspace;
    private final ConceptDraft draft = new ConceptDraft();
    private final BooleanProperty active = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<ConceptState> state = new ReadOnlyObjectWrapper<>(ConceptState.NO_MODEL);
    private final ReadOnlyObjectWrapper<@Nullable ConceptAnalysis> analysis = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<TokenSimilarities> similarities =
            new ReadOnlyObjectWrapper<>(TokenSimilarities.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Figure> accuracy = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Figure> similarity = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Figure> matrix = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<NearestWords.Row>> words = new ReadOnlyObjectWrapper<>(List.of());
    private final BooleanProperty wordsWanted = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<List<TokenCells>> strips = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Figure> pair = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);
    private final ObjectProperty<DirectionMethod> method =
            new SimpleObjectProperty<>(DirectionMethod.DIFFERENCE_OF_MEANS);
    private final ObjectProperty<Pooling> pooling = new SimpleObjectProperty<>(Pooling.LAST_TOKEN);
    private final IntegerProperty layer = new SimpleIntegerProperty();
    private final StringProperty typedText = new SimpleStringProperty("");
    private @Nullable LanguageModel analysedModel;
    private @Nullable Job job;
    private List<String> tracedTexts = List.of();
    private @Nullable NearestWords nearest;
    private final SteeringViewModel steering;
    private final UndoOffer offer;

    /// @param workspace whose model and selection are followed
    public ConceptsViewModel(Workspace workspace) {
        this.workspace = workspace;
        offer = new UndoOffer(workspace.messages());
        steering = new SteeringViewModel(workspace, this);
        workspace.modelProperty().subscribe(ignored -> modelChanged());
        workspace.selection().pairProperty().subscribe(ignored -> followTexts());
        active.subscribe(ignored -> followTexts());
        method.subscribe(ignored -> show());
        layer.subscribe(ignored -> {
            showTokens();
            showLayer();
        });
        wordsWanted.subscribe(ignored -> showLayer());
        draft.chosenProperty().subscribe(ignored -> show());
        workspace.conceptsProperty().subscribe(this::take);
        draft.setProperty().addListener((observed, before, after) -> {
            offer.withdraw();
            workspace.conceptsProperty().set(after);
        });
    }

    /// A session or the sample brings a set; an edit comes back as the same.
    private void take(@Nullable ConceptSet next) {
        if (next == null) {
            draft.show(new ConceptSet("", "", "", List.of()));
        } else if (!next.equals(draft.setProperty().get())) {
            draft.show(next);
            show();
        }
    }

    /// The concept set being edited.
    public ConceptDraft draft() {
        return draft;
    }

    /// Whether anyone looks; texts are not followed otherwise.
    public BooleanProperty activeProperty() {
        return active;
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

    /// Whether the words nearest to the direction are looked at; they are not looked up otherwise.
    public BooleanProperty wordsWantedProperty() {
        return wordsWanted;
    }

    /// The words nearest to the direction in the chosen layer; empty while they are not known.
    ReadOnlyObjectProperty<List<NearestWords.Row>> wordsProperty() {
        return words.getReadOnlyProperty();
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

    /// The tokens of each text with their cosines in the chosen layer: the pair's two texts, then the typed one.
    public ReadOnlyObjectProperty<List<TokenCells>> stripsProperty() {
        return strips.getReadOnlyProperty();
    }

    /// The selected pair's texts above each other with their difference, or null.
    ReadOnlyObjectProperty<@Nullable Figure> pairProperty() {
        return pair.getReadOnlyProperty();
    }

    /// The words nearest to the direction as a figure; null while they are not known.
    @Nullable
    Figure wordsFigure() {
        NearestWords known = nearest;
        return known == null || words.get().isEmpty() ? null : known.figure(layer.get(), Provenance.line(workspace));
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

    /// A text of the user's own; followed when [#followTexts] is called.
    public StringProperty typedTextProperty() {
        return typedText;
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
            nearest = null;
            analysis.set(done.result());
            analysedModel = model;
            analysed(done.result())
                    .ifPresent(concept -> layer.set(ConceptFigures.best(done.result(), concept.name(), method.get())
                            .layer()));
            tracedTexts = List.of();
            similarities.set(TokenSimilarities.NONE);
            state.set(ConceptState.READY);
            show();
            followTexts();
        } else {
            state.set(before);
        }
    }

    private void modelChanged() {
        cancel();
        analysis.set(null);
        analysedModel = null;
        tracedTexts = List.of();
        similarities.set(TokenSimilarities.NONE);
        state.set(workspace.modelProperty().get() == null ? ConceptState.NO_MODEL : ConceptState.IDLE);
        show();
    }

    /// Traces the pair's texts and the typed one, unless that has been done.
    public void followTexts() {
        ConceptAnalysis known = analysis.get();
        LanguageModel model = analysedModel;
        List<String> texts = texts();
        if (known == null || model == null || !active.get() || texts.equals(tracedTexts)) {
            return;
        }
        tracedTexts = texts;
        workspace
                .modelJobs()
                .<TokenSimilarities>submit(
                        "concepts.tracing",
                        (steps, cancellation) -> TokenSimilarities.of(model, known, texts, steps, cancellation),
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<TokenSimilarities> done
                                    && Objects.equals(known, analysis.get())
                                    && texts.equals(tracedTexts)) {
                                similarities.set(done.result());
                                showTokens();
                            }
                        });
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        CounterfactualPair pair = workspace.selection().pairProperty().get();
        if (pair != null) {
            texts.add(pair.textA());
            texts.add(pair.textB());
        }
        if (!typedText.get().isBlank()) {
            texts.add(typedText.get());
        }
        return texts;
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
        String origin = Provenance.line(workspace);
        if (known == null || concept.isEmpty()) {
            accuracy.set(null);
            similarity.set(null);
        } else {
            accuracy.set(ConceptFigures.accuracy(known, concept.get(), method.get(), origin));
            boolean others = known.set().concepts().size() > 1;
            similarity.set(others ? ConceptFigures.similarity(known, concept.get(), method.get(), origin) : null);
        }
        showTokens();
        showLayer();
    }

    private void showLayer() {
        ConceptAnalysis known = analysis.get();
        Optional<Concept> concept = known == null ? Optional.empty() : analysed(known);
        if (known == null || concept.isEmpty() || layer.get() >= known.layers()) {
            matrix.set(null);
            words.set(List.of());
            return;
        }
        matrix.set(ConceptMatrix.of(known, layer.get(), method.get(), Provenance.line(workspace)));
        NearestWords found = nearest;
        if (found != null && found.concept().equals(concept.get().name()) && found.method() == method.get()) {
            words.set(found.layers().get(layer.get()));
        } else {
            words.set(List.of());
            lookUpWords(known, concept.get().name());
        }
    }

    private void lookUpWords(ConceptAnalysis known, String concept) {
        LanguageModel model = analysedModel;
        DirectionMethod chosen = method.get();
        if (model == null || !wordsWanted.get()) {
            return;
        }
        workspace
                .modelJobs()
                .<NearestWords>submit(
                        "concepts.lookingUpWords",
                        (steps, cancellation) -> NearestWords.of(model, known, concept, chosen, cancellation),
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<NearestWords> done
                                    && Objects.equals(known, analysis.get())) {
                                nearest = done.result();
                                if (method.get() == chosen
                                        && draft.concept().name().equals(concept)) {
                                    words.set(done.result().layers().get(layer.get()));
                                }
                            }
                        });
    }

    private void showTokens() {
        Optional<ConceptStrips> shown = chosen().map(concept -> new ConceptStrips(
                similarities.get(),
                concept.name(),
                method.get(),
                workspace.selection().pairProperty().get()));
        strips.set(shown.map(known -> known.cells(layer.get())).orElse(List.of()));
        pair.set(shown.flatMap(known -> known.pair(layer.get(), Provenance.line(workspace)))
                .orElse(null));
    }
}
