package org.tiltmeter.views.concepts;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tiltmeter.concept.ConceptTestFindings;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;

/// What one kind of test found last: kept with the session, and shown unless another model is open than the one that
/// was asked. UI thread.
///
/// @param <T> what there is for each layer
final class KeptFinding<T> {

    private final Workspace workspace;
    private final Function<ConceptTestFindings, ConceptTestFindings.Found<T>> part;
    private final BiFunction<ConceptTestFindings, ConceptTestFindings.Found<T>, ConceptTestFindings> changed;
    private final Consumer<ConceptTestFindings.Found<T>> show;
    private final ConceptTestFindings.Found<T> nothing = ConceptTestFindings.Found.nothing();
    private ConceptTestFindings.Found<T> shown = nothing;

    /// @param part which of the findings it is
    /// @param changed the findings with another one of it
    /// @param show is handed what shall be seen from now on
    KeptFinding(
            Workspace workspace,
            Function<ConceptTestFindings, ConceptTestFindings.Found<T>> part,
            BiFunction<ConceptTestFindings, ConceptTestFindings.Found<T>, ConceptTestFindings> changed,
            Consumer<ConceptTestFindings.Found<T>> show) {
        this.workspace = workspace;
        this.part = part;
        this.changed = changed;
        this.show = show;
    }

    /// Begins to follow the session and the model.
    void follow() {
        workspace.conceptFindingsProperty().subscribe(ignored -> update());
        workspace.modelProperty().subscribe(ignored -> update());
    }

    /// Keeps and shows what was found just now.
    ///
    /// @param asked what was asked, where the rows do not say it
    /// @param basis with what it was computed
    void keep(List<T> rows, String asked, String basis) {
        ConceptTestFindings.Found<T> found = new ConceptTestFindings.Found<>(
                rows,
                asked,
                basis + "\n" + Provenance.line(workspace),
                workspace.fingerprintProperty().get());
        workspace
                .conceptFindingsProperty()
                .set(changed.apply(workspace.conceptFindingsProperty().get(), found));
    }

    private void update() {
        ConceptTestFindings.Found<T> kept =
                part.apply(workspace.conceptFindingsProperty().get());
        boolean fits = workspace.modelProperty().get() == null
                || kept.model().equals(workspace.fingerprintProperty().get());
        ConceptTestFindings.Found<T> next = fits ? kept : nothing;
        if (!next.equals(shown)) {
            shown = next;
            show.accept(next);
        }
    }

    /// What is shown; without rows where nothing is.
    ConceptTestFindings.Found<T> shown() {
        return shown;
    }
}
