package org.tiltmeter.views.concepts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.AssociationWords;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.ConceptTestFindings;
import org.tiltmeter.concept.ModelAssociation;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.concept.ReadyTests;
import org.tiltmeter.concept.VectorScaling;
import org.tiltmeter.concept.WordSets;
import org.tiltmeter.concept.WordSetsFile;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.report.ConceptTestTables;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.views.jobs.Outcome;

/// WEAT, SEAT and CEAT of four word lists in the hidden states of the loaded model. UI thread.
public final class AssociationViewModel {

    private final Workspace workspace;
    private final ConceptJob job;
    private final TestLayers layers;
    private final KeptQuestion<WordSets> question;
    private final KeptFinding<ModelAssociation> finding;
    private final List<WordListDraft> lists;
    private final StringProperty contexts = new SimpleStringProperty("");
    private final ObservableList<WordSets> tests = FXCollections.observableArrayList(ReadyTests.associations());
    private final ObservableList<WordSource> sources = FXCollections.observableArrayList();
    private final ObjectProperty<Pooling> pooling = new SimpleObjectProperty<>(Pooling.LAST_TOKEN);
    private final ObjectProperty<VectorScaling> scaling = new SimpleObjectProperty<>(VectorScaling.STANDARDISED);
    private final ObjectProperty<AssociationMeasure> measure = new SimpleObjectProperty<>(AssociationMeasure.WEAT);
    private final ObjectProperty<@Nullable ModelAssociation> shown = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<List<ModelAssociation>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Figure>> figures = new ReadOnlyObjectWrapper<>(List.of());

    /// @param workspace whose model is tested and whose words can be taken
    public AssociationViewModel(Workspace workspace) {
        this.workspace = workspace;
        job = new ConceptJob(workspace);
        layers = new TestLayers(workspace, true);
        lists = List.of(
                new WordListDraft(Texts.get("concepts.assoc.x")),
                new WordListDraft(Texts.get("concepts.assoc.y")),
                new WordListDraft(Texts.get("concepts.assoc.a")),
                new WordListDraft(Texts.get("concepts.assoc.b")));
        question = new KeptQuestion<>(
                workspace,
                this::asked,
                this::write,
                ConceptTestDraft::withWords,
                sets -> Stream.of(sets.x(), sets.y(), sets.a(), sets.b())
                        .anyMatch(list -> !list.words().isEmpty()),
                "concepts.assoc.replaced");
        workspace.conceptTestsProperty().subscribe(this::restore);
        for (WordListDraft list : lists) {
            question.watch(List.of(list.nameProperty(), list.wordsProperty()));
        }
        question.watch(List.of(contexts));
        workspace.probesProperty().subscribe(ignored -> offerSources());
        workspace.conceptsProperty().subscribe(ignored -> offerSources());
        finding = new KeptFinding<>(
                workspace, ConceptTestFindings::associations, ConceptTestFindings::withAssociations, this::show);
        measure.subscribe(ignored -> draw());
        shown.subscribe(ignored -> draw());
        finding.follow();
    }

    private void offerSources() {
        List<WordSource> next =
                new ArrayList<>(WordSource.of(workspace.probesProperty().get()));
        ConceptSet set = workspace.conceptsProperty().get();
        for (Concept concept : set == null ? List.<Concept>of() : set.concepts()) {
            next.add(WordSource.whole(Texts.get("concepts.assoc.with", concept.name()), concept.positive()));
            next.add(WordSource.whole(Texts.get("concepts.assoc.without", concept.name()), concept.negative()));
        }
        next.removeIf(source -> source.words().isEmpty());
        sources.setAll(next);
    }

    /// The session's lists, or the first ready ones where it has none.
    private void restore(ConceptTestDraft draft) {
        if (!draft.words().equals(asked())) {
            question.show(
                    draft.words().contexts().isEmpty()
                                    && draft.words().x().words().isEmpty()
                            ? tests.getFirst()
                            : draft.words());
        }
    }

    private void write(WordSets sets) {
        lists.get(0).show(sets.x());
        lists.get(1).show(sets.y());
        lists.get(2).show(sets.a());
        lists.get(3).show(sets.b());
        contexts.set(String.join("\n", sets.contexts()));
    }

    /// What is asked, as the fields say it.
    public WordSets asked() {
        return new WordSets(
                Texts.get(
                        "concepts.assoc.name",
                        lists.get(0).words().name(),
                        lists.get(1).words().name(),
                        lists.get(2).words().name(),
                        lists.get(3).words().name()),
                lists.get(0).words(),
                lists.get(1).words(),
                lists.get(2).words(),
                lists.get(3).words(),
                ConceptDraft.lines(contexts.get()));
    }

    /// Takes other lists; a notice offers back those they replace.
    public void use(WordSets sets) {
        question.replace(sets);
    }

    /// Fills one list; whole texts stand without a context.
    void fill(WordListDraft list, WordSource source) {
        question.change(() -> {
            list.show(new WordSets.Words(source.title(), source.words()));
            if (source.whole()) {
                contexts.set(WordSets.WORD);
            }
        });
    }

    /// Reads tests from a file and takes the first; the others can be chosen.
    public void open(Path file) {
        workspace
                .fileJobs()
                .<List<WordSets>>submit(
                        "concepts.assoc.opening", (steps, cancellation) -> WordSetsFile.read(file), outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<List<WordSets>> done) {
                                tests.removeAll(done.result());
                                tests.addAll(0, done.result());
                                use(done.result().getFirst());
                            }
                        });
    }

    /// Computes all three measures in the chosen layers.
    public void run() {
        WordSets asked = asked();
        ConceptSettings settings = ConceptSettings.defaults()
                .withPooling(pooling.get())
                .withSeed(workspace.seedProperty().get())
                .withLayers(layers.layers());
        VectorScaling chosen = scaling.get();
        job.<List<ModelAssociation>>start(
                "concepts.assoc.running",
                (model, progress, cancellation) ->
                        ModelAssociation.of(model, asked, settings, chosen, progress, cancellation),
                found -> finding.keep(
                        found,
                        "",
                        Texts.get(
                                "concepts.assoc.basis",
                                ConceptWords.pooling(settings.pooling()),
                                AssociationFigures.vectors(chosen),
                                asked.contexts().size())));
    }

    private void show(ConceptTestFindings.Found<ModelAssociation> found) {
        rows.set(found.rows());
        shown.set(found.rows().stream()
                .max(Comparator.comparingDouble(one -> Math.abs(measure.get().effect(one))))
                .orElse(null));
    }

    private void draw() {
        ModelAssociation one = shown.get();
        figures.set(
                one == null
                        ? List.of()
                        : AssociationFigures.of(
                                rows.get(), one, measure.get(), finding.shown().basis()));
    }

    /// The finding of the shown layer in one sentence; empty before.
    public String sentence() {
        ModelAssociation one = shown.get();
        return one == null ? "" : AssociationFigures.sentence(rows.get(), one, measure.get());
    }

    /// Which words were left out and why; empty where none was.
    String leftOut() {
        ModelAssociation one = shown.get();
        return one == null || one.lists().leftOut().isEmpty()
                ? ""
                : Texts.get(
                        "concepts.assoc.leftOut",
                        one.lists().leftOut().size(),
                        one.lists().leftOut().stream()
                                .map(AssociationViewModel::words)
                                .collect(Collectors.joining("; ")));
    }

    private static String words(AssociationWords.LeftOut one) {
        String reason =
                switch (one.reason()) {
                    case REPEATED -> Texts.get("concepts.assoc.repeated");
                    case IN_BOTH -> Texts.get("concepts.assoc.inBoth");
                    case TARGET_AND_ATTRIBUTE -> Texts.get("concepts.assoc.targetAndAttribute");
                    case UNKNOWN -> Texts.get("concepts.assoc.unknown");
                };
        return Texts.get("concepts.assoc.leftOutWord", one.word(), one.list(), reason);
    }

    /// All numbers of all three measures for a spreadsheet; empty before.
    public Optional<Table> table() {
        if (rows.get().isEmpty()) {
            return Optional.empty();
        }
        Table table = ConceptTestTables.associations(rows.get());
        List<String> lines = new ArrayList<>(finding.shown().basis().lines().toList());
        lines.add(Texts.get("concepts.caution"));
        return Optional.of(table.withProvenance(lines));
    }

    /// How an exported file is called.
    String fileName(int figure) {
        return Provenance.fileName(workspace, "association-" + measure.get().name() + "-" + figure);
    }

    /// The work in progress.
    ConceptJob job() {
        return job;
    }

    /// The layers that are tested.
    TestLayers layers() {
        return layers;
    }

    /// X, Y, A and B.
    List<WordListDraft> lists() {
        return lists;
    }

    /// The texts that words stand in, one a line, with `{word}`.
    StringProperty contextsProperty() {
        return contexts;
    }

    /// Tests that can be chosen: those of files, and those that come with the program.
    ObservableList<WordSets> tests() {
        return tests;
    }

    /// Words of the session that can fill a list.
    ObservableList<WordSource> sources() {
        return sources;
    }

    /// Which hidden states stand for a word.
    ObjectProperty<Pooling> poolingProperty() {
        return pooling;
    }

    /// What is done to vectors first.
    ObjectProperty<VectorScaling> scalingProperty() {
        return scaling;
    }

    /// Which of the three is shown.
    ObjectProperty<AssociationMeasure> measureProperty() {
        return measure;
    }

    /// The layer that is shown, or null.
    ObjectProperty<@Nullable ModelAssociation> shownProperty() {
        return shown;
    }

    /// One for each layer tested; none before.
    public ReadOnlyObjectProperty<List<ModelAssociation>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The charts of the shown layer and of all layers.
    ReadOnlyObjectProperty<List<Figure>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }
}
