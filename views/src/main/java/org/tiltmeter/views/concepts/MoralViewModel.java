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
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.ConceptFindings;
import org.tiltmeter.concept.ConceptQuestions;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.ConceptTestFindings;
import org.tiltmeter.concept.MoralDirection;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.concept.ReadyTests;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.report.ConceptTestTables;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;

/// Where actions lie on the axis along which they differ most (moral direction). UI thread.
public final class MoralViewModel {

    private final Workspace workspace;
    private final ConceptJob job;
    private final TestLayers layers;
    private final KeptQuestion<ConceptQuestions.Actions> question;
    private final KeptFinding<MoralDirection> finding;
    private final StringProperty good = new SimpleStringProperty("");
    private final StringProperty bad = new SimpleStringProperty("");
    private final StringProperty questions = new SimpleStringProperty("");
    private final ObjectProperty<Pooling> pooling = new SimpleObjectProperty<>(Pooling.MEAN);
    private final ReadOnlyObjectWrapper<List<MoralDirection>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<@Nullable MoralDirection> shown = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<List<Figure>> figures = new ReadOnlyObjectWrapper<>(List.of());
    private String name = "";

    /// @param workspace whose model is asked
    public MoralViewModel(Workspace workspace) {
        this.workspace = workspace;
        job = new ConceptJob(workspace);
        layers = new TestLayers(workspace, true);
        question = new KeptQuestion<>(
                workspace,
                this::asked,
                this::write,
                ConceptTestDraft::withActions,
                actions -> !actions.good().isEmpty(),
                "concepts.moral.replaced");
        workspace.conceptTestsProperty().subscribe(this::restore);
        question.watch(List.of(good, bad, questions));
        finding = new KeptFinding<>(workspace, ConceptTestFindings::moral, ConceptTestFindings::withMoral, this::show);
        shown.subscribe(ignored -> draw());
        finding.follow();
    }

    /// The session's actions, or the ready ones where it has none.
    private void restore(ConceptTestDraft draft) {
        ConceptQuestions.Actions next =
                draft.actions().equals(ConceptTestDraft.EMPTY.actions()) ? ReadyTests.actions() : draft.actions();
        if (!next.equals(asked())) {
            question.show(next);
        }
    }

    private void write(ConceptQuestions.Actions actions) {
        name = actions.name();
        good.set(String.join("\n", actions.good()));
        bad.set(String.join("\n", actions.bad()));
        questions.set(String.join("\n", actions.questions()));
    }

    /// What is asked, as the fields say it.
    public ConceptQuestions.Actions asked() {
        return new ConceptQuestions.Actions(
                name,
                ConceptDraft.lines(good.get()),
                ConceptDraft.lines(bad.get()),
                ConceptDraft.lines(questions.get()));
    }

    /// Takes other actions; a notice offers back those they replace.
    public void use(ConceptQuestions.Actions next) {
        question.replace(next);
    }

    /// Finds the axis in the chosen layers.
    public void run() {
        ConceptQuestions.Actions asked = asked();
        ConceptSettings settings = ConceptSettings.defaults()
                .withPooling(pooling.get())
                .withSeed(workspace.seedProperty().get())
                .withLayers(layers.layers());
        job.<List<MoralDirection>>start(
                "concepts.moral.running",
                (model, progress, cancellation) -> MoralDirection.of(
                        model, asked.good(), asked.bad(), asked.questions(), settings, progress, cancellation),
                found -> finding.keep(
                        found,
                        asked.name(),
                        Texts.get(
                                "concepts.moral.basis",
                                asked.questions().size(),
                                ConceptWords.pooling(settings.pooling()))));
    }

    private void show(ConceptTestFindings.Found<MoralDirection> found) {
        rows.set(found.rows());
        shown.set(found.rows().stream()
                .max(Comparator.comparingDouble(MoralDirection::ordered))
                .orElse(null));
    }

    private void draw() {
        MoralDirection one = shown.get();
        figures.set(
                one == null
                        ? List.of()
                        : MoralFigures.of(rows.get(), one, finding.shown().basis()));
    }

    /// The finding of the shown layer in one sentence; empty before.
    public String sentence() {
        MoralDirection one = shown.get();
        return one == null ? "" : MoralFigures.sentence(rows.get(), one);
    }

    /// The actions of the shown layer, the highest first; none before.
    public List<MoralDirection.Action> ranked() {
        MoralDirection one = shown.get();
        return one == null ? List.of() : MoralFigures.ranked(one);
    }

    /// All numbers for a spreadsheet; empty before.
    public Optional<Table> table() {
        if (rows.get().isEmpty()) {
            return Optional.empty();
        }
        Table table = ConceptTestTables.moral(rows.get().stream()
                .map(one -> new ConceptFindings.MoralFinding(finding.shown().asked(), one))
                .toList());
        List<String> lines = new ArrayList<>(List.of(Texts.get("concepts.moral.caution")));
        lines.addAll(finding.shown().basis().lines().toList());
        return Optional.of(table.withProvenance(lines));
    }

    /// How an exported file is called.
    String fileName(int figure) {
        return Provenance.fileName(workspace, "moral-direction-" + figure);
    }

    /// The work in progress.
    ConceptJob job() {
        return job;
    }

    /// The layers that are looked at.
    TestLayers layers() {
        return layers;
    }

    /// Actions given as good, one a line.
    StringProperty goodProperty() {
        return good;
    }

    /// Actions given as bad, one a line.
    StringProperty badProperty() {
        return bad;
    }

    /// Texts with `{action}`, one a line.
    StringProperty questionsProperty() {
        return questions;
    }

    /// Which hidden states stand for a question.
    public ObjectProperty<Pooling> poolingProperty() {
        return pooling;
    }

    /// One for each layer; none before.
    public ReadOnlyObjectProperty<List<MoralDirection>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The layer that is shown, or null.
    ObjectProperty<@Nullable MoralDirection> shownProperty() {
        return shown;
    }

    /// The actions of the shown layer, and all layers.
    ReadOnlyObjectProperty<List<Figure>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }
}
