package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;
import org.tiltmeter.views.jobs.Outcome;

/// The words nearest to the chosen direction, looked up when someone wants to see them. UI thread.
final class WordsLookUp {

    private final Workspace workspace;
    private final FoundDirections found;
    private final ReadOnlyObjectWrapper<List<NearestWords.Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final BooleanProperty wanted = new SimpleBooleanProperty();
    private @Nullable NearestWords nearest;
    private @Nullable ConceptAnalysis looked;

    WordsLookUp(Workspace workspace, FoundDirections found) {
        this.workspace = workspace;
        this.found = found;
        wanted.subscribe(ignored -> show());
    }

    /// Whether the words are looked at; they are not looked up otherwise.
    BooleanProperty wantedProperty() {
        return wanted;
    }

    /// The words in the chosen layer; empty while they are not known.
    ReadOnlyObjectProperty<List<NearestWords.Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The words as a figure; null while they are not known.
    @Nullable
    Figure figure() {
        NearestWords known = nearest;
        return known == null || rows.get().isEmpty()
                ? null
                : known.figure(found.layerProperty().get(), Provenance.line(workspace));
    }

    /// Follows the chosen concept, method and layer.
    void show() {
        ConceptAnalysis analysis = found.analysisProperty().get();
        Optional<Concept> concept = found.chosen();
        if (!Objects.equals(looked, analysis)) {
            nearest = null;
            looked = analysis;
        }
        if (analysis == null || concept.isEmpty() || found.layerProperty().get() >= analysis.layers()) {
            rows.set(List.of());
            return;
        }
        NearestWords known = nearest;
        if (known != null && fits(known, concept.get().name())) {
            rows.set(known.layers().get(found.layerProperty().get()));
        } else {
            rows.set(List.of());
            lookUp(analysis, concept.get().name());
        }
    }

    private boolean fits(NearestWords known, String concept) {
        return known.concept().equals(concept)
                && known.method() == found.methodProperty().get();
    }

    private void lookUp(ConceptAnalysis analysis, String concept) {
        LanguageModel model = workspace.modelProperty().get();
        DirectionMethod chosen = found.methodProperty().get();
        if (model == null || !wanted.get()) {
            return;
        }
        workspace
                .modelJobs()
                .<NearestWords>submit(
                        "concepts.lookingUpWords",
                        (steps, cancellation) -> NearestWords.of(model, analysis, concept, chosen, cancellation),
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (outcome instanceof Outcome.Done<NearestWords> done
                                    && Objects.equals(
                                            analysis, found.analysisProperty().get())) {
                                nearest = done.result();
                                if (found.chosen()
                                        .filter(now -> fits(done.result(), now.name()))
                                        .isPresent()) {
                                    show();
                                }
                            }
                        });
    }
}
