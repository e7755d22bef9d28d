package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.causal.Erasure;
import org.tiltmeter.concept.causal.Questions;
import org.tiltmeter.concept.causal.Steering;
import org.tiltmeter.concept.causal.SteeringSettings;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Steers the loaded model along the chosen concept's direction and takes the direction out, asking the current probe
/// set before and after. UI thread.
public final class SteeringViewModel {

    private final Workspace workspace;
    private final ConceptsViewModel concepts;
    private final StringProperty neutral = new SimpleStringProperty("");
    private final ConceptJob job;
    private final ComparisonChoice comparison;
    private final ReadOnlyObjectWrapper<List<Figure>> figures = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<String> sentence = new ReadOnlyObjectWrapper<>("");
    private SteeringSettings settings = SteeringSettings.defaults();

    SteeringViewModel(Workspace workspace, ConceptsViewModel concepts) {
        this.workspace = workspace;
        this.concepts = concepts;
        job = new ConceptJob(workspace);
        comparison = new ComparisonChoice(workspace, false);
        workspace.modelProperty().subscribe(ignored -> forget());
        concepts.tokens().activeProperty().subscribe(comparison::follow);
        concepts.draft().setProperty().subscribe(this::suggestNeutral);
    }

    /// Texts that have nothing to do with the concept, one a line.
    public StringProperty neutralProperty() {
        return neutral;
    }

    /// Which comparison of the probe set is measured; the first that is no control where none is chosen.
    ComparisonChoice comparison() {
        return comparison;
    }

    /// Whether the model is being asked.
    public ReadOnlyBooleanProperty busyProperty() {
        return job.busyProperty();
    }

    /// How far the work is, 0 … 1; below 0 where that is unknown.
    public ReadOnlyDoubleProperty progressProperty() {
        return job.progressProperty();
    }

    /// What was found: the response, then what happened to neutral texts.
    public ReadOnlyObjectProperty<List<Figure>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /// What was found, in one sentence.
    public ReadOnlyObjectProperty<String> sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /// How many pairs are asked and how.
    void use(SteeringSettings other) {
        settings = other;
    }

    /// How an exported figure is called.
    String fileName(int figure) {
        return Provenance.fileName(workspace, "steering-" + (figure + 1));
    }

    private void forget() {
        cancel();
        figures.set(List.of());
        sentence.set("");
    }

    private void suggestNeutral(ConceptSet set) {
        if (!neutral.get().isBlank()) {
            return;
        }
        neutral.set(String.join("\n", Steering.suggestedNeutral(set)));
    }

    /// Steers along the direction of the chosen concept in the chosen layer.
    public void steer() {
        Questions.Groups chosen = comparison.chosenProperty().get();
        submit(
                (model, direction, probes, texts, steps, cancellation) -> Steering.run(
                        model,
                        direction,
                        probes,
                        chosen == null ? Questions.first(probes) : chosen,
                        texts,
                        settings,
                        steps,
                        cancellation),
                study -> List.of(
                        SteeringFigures.response(study, Provenance.line(workspace)),
                        SteeringFigures.damage(study, Provenance.line(workspace)),
                        SteeringFigures.perplexity(study, Provenance.line(workspace))),
                SteeringFigures::sentence);
    }

    /// Projects the direction out of every layer and asks again.
    public void erase() {
        submit(
                (model, direction, probes, texts, steps, cancellation) ->
                        Erasure.run(model, direction, probes, texts, settings, steps, cancellation),
                erasure -> List.of(SteeringFigures.erased(erasure, Provenance.line(workspace))),
                SteeringFigures::sentence);
    }

    /// Asks the work to stop.
    public void cancel() {
        job.cancel();
    }

    @FunctionalInterface
    private interface Study<R> {
        R run(
                LanguageModel model,
                ConceptDirection direction,
                ProbeSet probes,
                List<String> neutral,
                Progress progress,
                Cancellation cancellation);
    }

    private <R> void submit(Study<R> study, Function<R, List<Figure>> drawn, Function<R, String> said) {
        Optional<ConceptDirection> direction = concepts.movable();
        if (workspace.modelProperty().get() == null || job.busyProperty().get()) {
            return;
        }
        if (direction.isEmpty()) {
            sentence.set(Texts.get("concepts.edited"));
            return;
        }
        ProbeSet probes = workspace.probesProperty().get();
        List<String> texts = ConceptDraft.lines(neutral.get());
        SteeringSettings seeded = settings.withSeed(workspace.seedProperty().get());
        settings = seeded;
        ConceptDirection along = direction.get();
        job.<R>start(
                "concepts.steering.running",
                (asked, steps, cancellation) -> study.run(asked, along, probes, texts, steps, cancellation),
                result -> {
                    figures.set(drawn.apply(result));
                    sentence.set(said.apply(result));
                });
    }
}
