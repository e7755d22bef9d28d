package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.Asymmetries;
import org.tiltmeter.concept.Asymmetry;
import org.tiltmeter.concept.AsymmetryRequest;
import org.tiltmeter.concept.AsymmetryStudy;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.FeatureEncoder;
import org.tiltmeter.concept.ReferencePair;
import org.tiltmeter.concept.WordTargets;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.ConceptTables;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Which of two concepts each of many targets lies closer to, in the chosen layer. Targets are words in sentences, or
/// the set's other concepts. UI thread.
final class AsymmetryViewModel {

    private static final int MOST_SENTENCES = 16;

    private final Workspace workspace;
    private final FoundDirections found;
    private final SparseState sparse;
    private final BooleanProperty throughFeatures = new SimpleBooleanProperty();
    private final ConceptJob job;
    private final ObservableList<TargetSource> sources = FXCollections.observableArrayList();
    private final ObservableList<TargetSource> shownSources = FXCollections.unmodifiableObservableList(sources);
    private final ObjectProperty<@Nullable TargetSource> source = new SimpleObjectProperty<>();
    private final ObservableList<String> references = FXCollections.observableArrayList();
    private final ObservableList<String> shownReferences = FXCollections.unmodifiableObservableList(references);
    private final ObjectProperty<@Nullable String> first = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable String> second = new SimpleObjectProperty<>();
    private final BooleanProperty everyPair = new SimpleBooleanProperty();
    private final StringProperty words = new SimpleStringProperty("");
    private final StringProperty sentences = new SimpleStringProperty(Texts.get("concepts.lean.sentences"));
    private final ReadOnlyObjectWrapper<List<Asymmetry>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Figure> chart = new ReadOnlyObjectWrapper<>();
    private @Nullable Leanings leanings;
    private int draws = 400;

    /// What was computed.
    private record Leanings(ConceptAnalysis analysis, AsymmetryStudy study) {}

    AsymmetryViewModel(Workspace workspace, FoundDirections found, SparseState sparse) {
        this.workspace = workspace;
        this.sparse = sparse;
        this.found = found;
        job = new ConceptJob(workspace);
        workspace.probesProperty().subscribe(this::offer);
        source.subscribe(this::take);
        found.analysisProperty().subscribe(this::follow);
    }

    /// The work in progress.
    ConceptJob job() {
        return job;
    }

    /// Where targets can come from.
    ObservableList<TargetSource> sources() {
        return shownSources;
    }

    /// Where they come from.
    ObjectProperty<@Nullable TargetSource> sourceProperty() {
        return source;
    }

    /// Concepts that can be references.
    ObservableList<String> references() {
        return shownReferences;
    }

    /// The concept that counts as plus.
    ObjectProperty<@Nullable String> firstProperty() {
        return first;
    }

    /// The concept that counts as minus.
    ObjectProperty<@Nullable String> secondProperty() {
        return second;
    }

    /// Whether every two concepts are references.
    BooleanProperty everyPairProperty() {
        return everyPair;
    }

    /// Whether features of the sparse autoencoder in use are compared, in the layer that it reads.
    BooleanProperty throughFeaturesProperty() {
        return throughFeatures;
    }

    /// The sparse autoencoder in use.
    SparseState sparse() {
        return sparse;
    }

    /// The target words, one a line.
    StringProperty wordsProperty() {
        return words;
    }

    /// The sentences that words stand in, one a line, with `{word}`.
    StringProperty sentencesProperty() {
        return sentences;
    }

    /// Every target and pair of references, in the order of the chart.
    ReadOnlyObjectProperty<List<Asymmetry>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The ranked chart, or null.
    ReadOnlyObjectProperty<@Nullable Figure> chartProperty() {
        return chart.getReadOnlyProperty();
    }

    /// How an exported file is called.
    String fileName() {
        return Provenance.fileName(workspace, "leanings");
    }

    /// Bootstrap resamples and random splits.
    void use(int drawn) {
        draws = drawn;
    }

    /// What can be compared, before it is; that the layer has changed since, where it has; else nothing.
    String note() {
        Leanings known = leanings;
        if (known == null) {
            return Texts.get("concepts.lean.explain");
        }
        int shown = AsymmetryFigures.layer(known.study());
        int wanted = encoder()
                .map(FeatureEncoder::layer)
                .orElse(found.layerProperty().get());
        return shown == wanted
                ? ""
                : Texts.get("concepts.lean.otherLayer", Integer.toString(shown), Integer.toString(wanted));
    }

    /// What a row is called in the table.
    static String references(Asymmetry row) {
        return Texts.get(
                "concepts.lean.references",
                row.score() >= 0 ? row.references().first() : row.references().second(),
                row.score() >= 0 ? row.references().second() : row.references().first());
    }

    /// All numbers for a spreadsheet; empty before anything was compared.
    Optional<Table> table() {
        return Optional.ofNullable(leanings)
                .map(known -> ConceptTables.asymmetries(known.analysis(), List.of(known.study())));
    }

    private void offer(ProbeSet probes) {
        TargetSource before = source.get();
        List<TargetSource> next = new ArrayList<>();
        probes.slots().forEach((slot, listed) -> next.add(new TargetSource(slot, listed.size())));
        next.add(TargetSource.CONCEPTS);
        next.add(TargetSource.OWN);
        boolean listsAreNew = sources.stream().allMatch(known -> known.slot().isEmpty()) && next.size() > 2;
        sources.setAll(next);
        source.set(before != null && next.contains(before) && !listsAreNew ? before : next.getFirst());
    }

    private void take(@Nullable TargetSource chosen) {
        if (chosen == null || chosen.slot().isEmpty()) {
            return;
        }
        ProbeSet probes = workspace.probesProperty().get();
        words.set(String.join("\n", probes.slots().getOrDefault(chosen.slot(), List.of())));
        List<String> suggested = WordTargets.sentences(probes, chosen.slot(), MOST_SENTENCES);
        if (suggested.size() >= ConceptAnalysis.FEWEST_TEXTS) {
            sentences.set(String.join("\n", suggested));
        }
    }

    private void follow(@Nullable ConceptAnalysis analysis) {
        List<String> names = analysis == null
                ? List.of()
                : analysis.set().concepts().stream().map(Concept::name).toList();
        String one = first.get();
        String other = second.get();
        references.setAll(names);
        first.set(
                one != null && names.contains(one)
                        ? one
                        : names.stream().findFirst().orElse(null));
        second.set(
                other != null && names.contains(other)
                        ? other
                        : names.stream().skip(1).findFirst().orElse(null));
        leanings = null;
        rows.set(List.of());
        chart.set(null);
    }

    /// Compares in the chosen layer.
    void compare() {
        ConceptAnalysis analysis = found.analysisProperty().get();
        String one = first.get();
        String other = second.get();
        if (analysis == null) {
            return;
        }
        List<ReferencePair> pairs;
        if (everyPair.get()) {
            pairs = ReferencePair.all(references);
        } else if (one == null || other == null || one.equals(other)) {
            workspace.messages().report(Problem.of("concepts.lean.twoReferences"));
            return;
        } else {
            pairs = List.of(new ReferencePair(one, other));
        }
        boolean ownConcepts = Objects.equals(source.get(), TargetSource.CONCEPTS);
        List<String> listed = ConceptDraft.lines(words.get());
        List<String> frames = ConceptDraft.lines(sentences.get());
        AsymmetryRequest request = AsymmetryRequest.of(List.of(), pairs)
                .withMethod(found.methodProperty().get())
                .withDraws(draws, draws)
                .withSeed(workspace.seedProperty().get());
        Optional<FeatureEncoder> encoder = encoder();
        ConceptAnalysis layer = analysis.in(
                encoder.map(FeatureEncoder::layer).orElse(found.layerProperty().get()));
        job.<Leanings>start(
                "concepts.lean.running",
                (model, progress, cancellation) -> ownConcepts
                        ? ofConcepts(model, layer, request, encoder, progress, cancellation)
                        : ofWords(
                                model, layer, WordTargets.of(listed, frames), request, encoder, progress, cancellation),
                next -> {
                    if (Objects.equals(found.analysisProperty().get(), analysis)) {
                        leanings = next;
                        rows.set(AsymmetryFigures.ranked(next.study()));
                        chart.set(AsymmetryFigures.chart(next.study(), Provenance.line(workspace)));
                    }
                });
    }

    private static Leanings ofWords(
            LanguageModel model,
            ConceptAnalysis layer,
            List<Concept> targets,
            AsymmetryRequest request,
            Optional<FeatureEncoder> encoder,
            Progress progress,
            Cancellation cancellation) {
        ConceptAnalysis ofTargets = ConceptAnalysis.run(
                model, new ConceptSet("targets", "", "", targets), layer.settings(), progress, cancellation);
        ConceptAnalysis both = layer.with(ofTargets);
        return new Leanings(
                both,
                study(
                        model,
                        both,
                        request.withTargets(targets.stream().map(Concept::name).toList()),
                        encoder,
                        progress,
                        cancellation));
    }

    private static AsymmetryStudy study(
            LanguageModel model,
            ConceptAnalysis analysis,
            AsymmetryRequest request,
            Optional<FeatureEncoder> encoder,
            Progress progress,
            Cancellation cancellation) {
        return encoder.isPresent()
                ? Asymmetries.of(model, analysis, request, encoder.get(), progress, cancellation)
                : Asymmetries.of(model, analysis, request, progress, cancellation);
    }

    private Optional<FeatureEncoder> encoder() {
        return throughFeatures.get() ? sparse.encoder() : Optional.empty();
    }

    private static Leanings ofConcepts(
            LanguageModel model,
            ConceptAnalysis layer,
            AsymmetryRequest request,
            Optional<FeatureEncoder> encoder,
            Progress progress,
            Cancellation cancellation) {
        List<String> targets = layer.set().concepts().stream()
                .map(Concept::name)
                .filter(name -> request.references().size() > 1
                        || !request.references().getFirst().holds(name))
                .toList();
        return new Leanings(layer, study(model, layer, request.withTargets(targets), encoder, progress, cancellation));
    }
}
