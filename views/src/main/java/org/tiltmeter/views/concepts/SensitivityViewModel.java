package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.AnswerTexts;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.ConceptTestFindings;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.concept.Sensitivities;
import org.tiltmeter.concept.Sensitivity;
import org.tiltmeter.concept.SensitivityRequest;
import org.tiltmeter.concept.causal.Questions;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.ConceptTestTables;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.views.jobs.Outcome;

/// How answers respond to a concept by their gradient (TCAV). UI thread.
public final class SensitivityViewModel {

    /// Random counterparts of a concept.
    static final int RUNS = 20;

    private static final int MOST_TEXTS = 24;

    private final Workspace workspace;
    private final ConceptJob job;
    private final TestLayers layers;
    private final KeptQuestion<ConceptTestDraft.Answers> question;
    private final KeptFinding<Sensitivity> finding;
    private final ComparisonChoice comparison;
    private final ObservableList<String> concepts = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable String> concept = new SimpleObjectProperty<>();
    private final StringProperty texts = new SimpleStringProperty("");
    private final StringProperty answerA = new SimpleStringProperty("");
    private final StringProperty answerB = new SimpleStringProperty("");
    private final ObjectProperty<Pooling> pooling = new SimpleObjectProperty<>(Pooling.LAST_TOKEN);
    private final ReadOnlyObjectWrapper<List<Sensitivity>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Figure>> figures = new ReadOnlyObjectWrapper<>(List.of());

    /// @param workspace whose model is asked about whose concepts
    public SensitivityViewModel(Workspace workspace) {
        this.workspace = workspace;
        job = new ConceptJob(workspace);
        layers = new TestLayers(workspace, false);
        question = new KeptQuestion<>(
                workspace,
                this::asked,
                this::write,
                ConceptTestDraft::withSensitivity,
                answers -> !answers.texts().isEmpty(),
                "concepts.tcav.replaced");
        comparison = new ComparisonChoice(workspace, true);
        workspace.conceptsProperty().subscribe(this::offerConcepts);
        workspace.conceptTestsProperty().subscribe(this::restore);
        question.watch(List.of(texts, answerA, answerB));
        finding = new KeptFinding<>(
                workspace, ConceptTestFindings::sensitivities, ConceptTestFindings::withSensitivities, this::show);
        finding.follow();
        comparison.chosenProperty().addListener((observed, before, after) -> {
            if (after != null && texts.get().isBlank()) {
                takeTexts();
            }
        });
    }

    private void offerConcepts(@Nullable ConceptSet set) {
        List<String> names = set == null
                ? List.of()
                : set.concepts().stream().map(Concept::name).toList();
        if (!names.equals(concepts)) {
            String before = concept.get();
            concepts.setAll(names);
            concept.set(
                    before != null && names.contains(before)
                            ? before
                            : names.stream().findFirst().orElse(null));
        }
    }

    private void restore(ConceptTestDraft draft) {
        if (!draft.sensitivity().equals(asked())) {
            question.show(draft.sensitivity());
        }
    }

    private void write(ConceptTestDraft.Answers asked) {
        texts.set(String.join("\n", asked.texts()));
        answerA.set(String.join("\n", asked.answerA()));
        answerB.set(String.join("\n", asked.answerB()));
    }

    /// What is asked, as the fields say it.
    public ConceptTestDraft.Answers asked() {
        return new ConceptTestDraft.Answers(
                ConceptDraft.lines(texts.get()), ConceptDraft.lines(answerA.get()), ConceptDraft.lines(answerB.get()));
    }

    /// Takes other texts and answers; a notice offers back those they replace.
    public void use(ConceptTestDraft.Answers next) {
        question.replace(next);
    }

    /// Takes texts and answers from the chosen comparison of the probe set.
    void takeTexts() {
        Questions.Groups groups = comparison.chosenProperty().get();
        if (groups == null) {
            return;
        }
        ProbeSet probes = workspace.probesProperty().get();
        workspace
                .lookJobs()
                .<AnswerTexts>submit(
                        "concepts.tcav.taking",
                        (steps, cancellation) -> AnswerTexts.of(
                                probes, groups.attribute(), groups.groupA(), groups.groupB(), MOST_TEXTS),
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<AnswerTexts> done
                                    && !done.result().texts().isEmpty()) {
                                use(new ConceptTestDraft.Answers(
                                        done.result().texts(),
                                        done.result().answerA(),
                                        done.result().answerB()));
                            }
                        });
    }

    /// Computes the sensitivity in the chosen layers.
    public void run() {
        ConceptSet set = workspace.conceptsProperty().get();
        String chosen = concept.get();
        if (set == null || chosen == null) {
            workspace.messages().report(Problem.of("concepts.tcav.noConcept"));
            return;
        }
        ConceptTestDraft.Answers asked = asked();
        long seed = workspace.seedProperty().get();
        ConceptSettings settings = ConceptSettings.defaults()
                .withPooling(pooling.get())
                .withSeed(seed)
                .withLayers(layers.layers());
        job.<List<Sensitivity>>start(
                "concepts.tcav.running",
                (model, progress, cancellation) -> Sensitivities.of(
                        model,
                        set,
                        settings,
                        new SensitivityRequest(
                                chosen,
                                asked.texts(),
                                asked.answerA(),
                                asked.answerB(),
                                DirectionMethod.LOGISTIC_REGRESSION,
                                RUNS,
                                seed),
                        progress,
                        cancellation),
                found -> finding.keep(
                        found,
                        Texts.get(
                                "concepts.tcav.answers",
                                String.join(", ", asked.answerA()),
                                String.join(", ", asked.answerB())),
                        Texts.get("concepts.tcav.basis", ConceptWords.pooling(settings.pooling()))));
    }

    private void show(ConceptTestFindings.Found<Sensitivity> found) {
        rows.set(found.rows());
        figures.set(
                found.rows().isEmpty()
                        ? List.of()
                        : List.of(SensitivityFigures.chart(found.rows(), found.asked(), found.basis())));
    }

    /// The finding in one sentence; empty before.
    public String sentence() {
        return rows.get().isEmpty()
                ? ""
                : SensitivityFigures.sentence(rows.get(), finding.shown().asked());
    }

    /// The layer whose scores differ most surely from random ones.
    static Sensitivity surest(List<Sensitivity> found) {
        return found.stream()
                .min(Comparator.comparingDouble(Sensitivity::adjustedP)
                        .thenComparingDouble(one -> -Math.abs(one.score() - one.randomScore())))
                .orElseThrow();
    }

    /// All numbers for a spreadsheet; empty before.
    public Optional<Table> table() {
        if (rows.get().isEmpty()) {
            return Optional.empty();
        }
        Table table = ConceptTestTables.sensitivities(rows.get());
        List<String> lines = new ArrayList<>(List.of(finding.shown().asked()));
        lines.addAll(finding.shown().basis().lines().toList());
        return Optional.of(table.withProvenance(lines));
    }

    /// How an exported file is called: after the concept that was tested, whatever is chosen by now.
    String fileName() {
        String tested =
                rows.get().stream().findFirst().map(Sensitivity::concept).orElse("");
        return Provenance.fileName(workspace, "sensitivity-" + tested);
    }

    /// The work in progress.
    ConceptJob job() {
        return job;
    }

    /// The layers that are tested.
    TestLayers layers() {
        return layers;
    }

    /// Which comparison texts and answers can be taken from.
    ComparisonChoice comparison() {
        return comparison;
    }

    /// The concepts of the set.
    ObservableList<String> concepts() {
        return concepts;
    }

    /// The concept along which answers may change.
    public ObjectProperty<@Nullable String> conceptProperty() {
        return concept;
    }

    /// The texts after which answers are asked for, one a line.
    StringProperty textsProperty() {
        return texts;
    }

    /// Words that count as plus, one a line.
    StringProperty answerAProperty() {
        return answerA;
    }

    /// Words that count as minus, one a line.
    StringProperty answerBProperty() {
        return answerB;
    }

    /// Which hidden states stand for a text of a concept.
    ObjectProperty<Pooling> poolingProperty() {
        return pooling;
    }

    /// One for each layer tested; none before.
    public ReadOnlyObjectProperty<List<Sensitivity>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The chart over the layers.
    ReadOnlyObjectProperty<List<Figure>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }
}
