package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.views.tokens.TokenCells;

/// How close the tokens of the selected pair and of a typed text lie to the chosen concept; traced by itself while
/// someone looks. UI thread.
final class ConceptTokens {

    private final Workspace workspace;
    private final FoundDirections found;
    private final BooleanProperty active = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<List<TokenCells>> strips = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Figure> pair = new ReadOnlyObjectWrapper<>();
    private final StringProperty typedText = new SimpleStringProperty("");
    private TokenSimilarities similarities = TokenSimilarities.NONE;
    private List<String> tracedTexts = List.of();

    ConceptTokens(Workspace workspace, FoundDirections found) {
        this.workspace = workspace;
        this.found = found;
        workspace.selection().pairProperty().subscribe(ignored -> followTexts());
        active.subscribe(ignored -> followTexts());
        found.analysisProperty().addListener((observed, before, after) -> {
            tracedTexts = List.of();
            similarities = TokenSimilarities.NONE;
            followTexts();
        });
    }

    /// Whether anyone looks; texts are not followed otherwise.
    BooleanProperty activeProperty() {
        return active;
    }

    /// The tokens of each text with their cosines in the chosen layer: the pair's two texts, then the typed one.
    ReadOnlyObjectProperty<List<TokenCells>> stripsProperty() {
        return strips.getReadOnlyProperty();
    }

    /// The selected pair's texts above each other with their difference, or null.
    ReadOnlyObjectProperty<@Nullable Figure> pairProperty() {
        return pair.getReadOnlyProperty();
    }

    /// A text of the user's own; followed when [#followTexts] is called.
    StringProperty typedTextProperty() {
        return typedText;
    }

    /// Traces the pair's texts and the typed one, unless that has been done.
    void followTexts() {
        ConceptAnalysis known = found.analysisProperty().get();
        LanguageModel model = workspace.modelProperty().get();
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
                                    && Objects.equals(
                                            known, found.analysisProperty().get())
                                    && texts.equals(tracedTexts)) {
                                similarities = done.result();
                                show();
                            }
                        });
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        CounterfactualPair selected = workspace.selection().pairProperty().get();
        if (selected != null) {
            texts.add(selected.textA());
            texts.add(selected.textB());
        }
        if (!typedText.get().isBlank()) {
            texts.add(typedText.get());
        }
        return texts;
    }

    /// Follows the chosen concept, method and layer.
    void show() {
        int layer = found.layerProperty().get();
        Optional<ConceptStrips> shown = found.chosen()
                .map(concept -> new ConceptStrips(
                        similarities,
                        concept.name(),
                        found.methodProperty().get(),
                        workspace.selection().pairProperty().get()));
        strips.set(shown.map(known -> known.cells(layer)).orElse(List.of()));
        pair.set(shown.flatMap(known -> known.pair(layer, Provenance.line(workspace)))
                .orElse(null));
    }
}
