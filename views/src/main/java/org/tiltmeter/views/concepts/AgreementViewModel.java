package org.tiltmeter.views.concepts;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.RepresentationAgreement;
import org.tiltmeter.concept.RepresentationAgreements;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.Outcome;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;

/// Whether what the probe set's result says of words and how close the model pictures them to two concepts go
/// together. All layers are compared at once; the chosen one is shown. UI thread.
final class AgreementViewModel {

    private final Workspace workspace;
    private final FoundDirections found;
    private final ConceptJob job;
    private final ObservableList<ProbeResult> comparisons = FXCollections.observableArrayList();
    private final ObservableList<ProbeResult> shownComparisons = FXCollections.unmodifiableObservableList(comparisons);
    private final ObjectProperty<@Nullable ProbeResult> comparison = new SimpleObjectProperty<>();
    private final ObservableList<String> concepts = FXCollections.observableArrayList();
    private final ObservableList<String> shownConcepts = FXCollections.unmodifiableObservableList(concepts);
    private final ObjectProperty<@Nullable String> conceptA = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable String> conceptB = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<List<Figure>> figures = new ReadOnlyObjectWrapper<>(List.of());
    private List<RepresentationAgreement> agreements = List.of();
    private String unit = "";

    AgreementViewModel(Workspace workspace, FoundDirections found) {
        this.workspace = workspace;
        this.found = found;
        job = new ConceptJob(workspace);
        workspace.resultProperty().subscribe(this::offer);
        found.analysisProperty().subscribe(this::follow);
        comparison.subscribe(ignored -> suggest());
        found.layerProperty().subscribe(ignored -> show());
        found.methodProperty().subscribe(ignored -> show());
    }

    /// The work in progress.
    ConceptJob job() {
        return job;
    }

    /// The result's comparisons that have enough words.
    ObservableList<ProbeResult> comparisons() {
        return shownComparisons;
    }

    /// Which of them is looked at, or null where there is none.
    ObjectProperty<@Nullable ProbeResult> comparisonProperty() {
        return comparison;
    }

    /// Concepts that can stand for a group.
    ObservableList<String> concepts() {
        return shownConcepts;
    }

    /// The concept that stands for the first group.
    ObjectProperty<@Nullable String> conceptAProperty() {
        return conceptA;
    }

    /// The concept that stands for the second group.
    ObjectProperty<@Nullable String> conceptBProperty() {
        return conceptB;
    }

    /// The words of the chosen layer, then the correlation in every layer; none before it is computed.
    ReadOnlyObjectProperty<List<Figure>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /// How an exported figure is called.
    String fileName(int figure) {
        return Provenance.fileName(workspace, figure == 0 ? "agreement" : "agreement-by-layer");
    }

    /// A comparison in words.
    static String title(ProbeResult one) {
        return Texts.get("concepts.agree.comparison", one.attribute(), one.groupA(), one.groupB());
    }

    private void offer(@Nullable AuditResult result) {
        List<ProbeResult> enough = result == null
                ? List.of()
                : result.results().stream()
                        .filter(one -> one.slots().stream()
                                .anyMatch(slot -> slot.terms().size() >= RepresentationAgreements.FEWEST_WORDS))
                        .toList();
        comparisons.setAll(enough);
        comparison.set(enough.stream()
                .filter(one -> !one.control())
                .findFirst()
                .or(() -> enough.stream().findFirst())
                .orElse(null));
        forget();
    }

    private void follow(@Nullable ConceptAnalysis analysis) {
        concepts.setAll(
                analysis == null
                        ? List.of()
                        : analysis.set().concepts().stream().map(Concept::name).toList());
        suggest();
        forget();
    }

    private void suggest() {
        ProbeResult chosen = comparison.get();
        if (chosen != null) {
            conceptA.set(standingFor(chosen.groupA(), 0));
            conceptB.set(standingFor(chosen.groupB(), 1));
        }
    }

    /// The concept of the group's name, else one that begins with it, else one of the first.
    private @Nullable String standingFor(String group, int otherwise) {
        return concepts.stream()
                .filter(group::equals)
                .findFirst()
                .or(() ->
                        concepts.stream().filter(name -> name.startsWith(group)).findFirst())
                .or(() -> concepts.stream().skip(otherwise).findFirst())
                .orElse(null);
    }

    private void forget() {
        agreements = List.of();
        figures.set(List.of());
    }

    /// Compares every layer.
    void compare() {
        ConceptAnalysis analysis = found.analysisProperty().get();
        AuditResult audit = workspace.resultProperty().get();
        ProbeResult chosen = comparison.get();
        LanguageModel model = workspace.modelProperty().get();
        if (analysis == null || model == null) {
            return;
        }
        if (audit == null || chosen == null) {
            workspace.messages().report(Problem.of("concepts.agree.noResult"));
            return;
        }
        ProbeSet probes = workspace.probesProperty().get();
        if (!audit.model().equals(model.summary().name()) || !audit.probes().equals(probes.name())) {
            workspace.messages().report(Problem.of("concepts.agree.otherResult", audit.probes(), audit.model()));
            return;
        }
        String one = conceptA.get();
        String other = conceptB.get();
        if (one == null || other == null || one.equals(other)) {
            workspace.messages().report(Problem.of("concepts.agree.twoConcepts"));
            return;
        }
        String measured = chosen.outcome().unit().equals(Outcome.NATS)
                ? Texts.get("concepts.steering.nats")
                : chosen.outcome().unit();
        job.<List<RepresentationAgreement>>start(
                "concepts.agree.running",
                (asked, progress, cancellation) -> RepresentationAgreements.of(
                        asked, analysis, probes, chosen, one, other, progress, cancellation),
                next -> {
                    if (Objects.equals(found.analysisProperty().get(), analysis)) {
                        agreements = next;
                        unit = measured;
                        show();
                    }
                });
    }

    /// The slot with most words, in the chosen way.
    private void show() {
        Optional<String> slot = agreements.stream()
                .max(Comparator.comparingInt(one -> one.items().size()))
                .map(RepresentationAgreement::slot);
        List<RepresentationAgreement> layers = agreements.stream()
                .filter(one -> slot.filter(one.slot()::equals).isPresent()
                        && one.method() == found.methodProperty().get())
                .toList();
        String origin = Provenance.line(workspace);
        figures.set(layers.stream()
                .filter(one -> one.layer() == found.layerProperty().get())
                .findFirst()
                .map(one ->
                        List.of(AgreementFigures.scatter(one, unit, origin), AgreementFigures.byLayer(layers, origin)))
                .orElse(List.of()));
    }
}
