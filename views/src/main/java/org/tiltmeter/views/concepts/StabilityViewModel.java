package org.tiltmeter.views.concepts;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.Stability;
import org.tiltmeter.figure.Caption;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.Provenance;

/// How much the chosen concept's direction depends on which texts it is learned from and on the seed, in every layer.
/// UI thread.
final class StabilityViewModel {

    private final Workspace workspace;
    private final FoundDirections found;
    private final ConceptJob job;
    private final ReadOnlyObjectWrapper<List<Figure>> figures = new ReadOnlyObjectWrapper<>(List.of());
    private List<Stability> stability = List.of();

    StabilityViewModel(Workspace workspace, FoundDirections found) {
        this.workspace = workspace;
        this.found = found;
        job = new ConceptJob(workspace);
        found.analysisProperty().subscribe(ignored -> {
            stability = List.of();
            show();
        });
        found.methodProperty().subscribe(ignored -> show());
        found.layerProperty().subscribe(ignored -> show());
    }

    /// The work in progress.
    ConceptJob job() {
        return job;
    }

    /// The chart; none before it is computed.
    ReadOnlyObjectProperty<List<Figure>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /// How an exported figure is called.
    String fileName() {
        return Provenance.fileName(workspace, "stability");
    }

    /// Learns the chosen concept's directions again from parts of its texts and with other seeds.
    void learnAgain() {
        ConceptAnalysis analysis = found.analysisProperty().get();
        Optional<Concept> chosen = found.chosen();
        if (analysis == null) {
            return;
        }
        if (chosen.isEmpty()) {
            workspace.messages().report(Problem.of("concepts.edited"));
            return;
        }
        String concept = chosen.get().name();
        job.<List<Stability>>start(
                "concepts.stable.running",
                (model, progress, cancellation) ->
                        Stability.of(model, analysis, concept, Stability.DRAWS, progress, cancellation),
                next -> {
                    if (Objects.equals(found.analysisProperty().get(), analysis)) {
                        stability = next;
                        show();
                    }
                });
    }

    private void show() {
        ConceptAnalysis analysis = found.analysisProperty().get();
        List<Stability> layers = stability.stream()
                .filter(one -> one.method() == found.methodProperty().get())
                .toList();
        figures.set(analysis == null || layers.isEmpty() ? List.of() : List.of(chart(analysis, layers)));
    }

    private Figure chart(ConceptAnalysis analysis, List<Stability> layers) {
        Stability any = layers.getFirst();
        Concept concept = analysis.concept(any.concept());
        int size = analysis.directions().getFirst().direction().length;
        double chance = 1.96 / Math.sqrt(size);
        double[] zero = new double[layers.size()];
        double[] low = new double[layers.size()];
        double[] high = new double[layers.size()];
        Arrays.fill(low, -chance);
        Arrays.fill(high, chance);
        String draws = Integer.toString(any.draws());
        String title = Texts.get("concepts.stable.title", any.concept());
        String finding = finding(layers, concept);
        Caption caption = Caption.of(title)
                .withFinding(finding)
                .withAlternativeText(title + ". " + finding)
                .withHowToRead(Texts.get("concepts.stable.howToRead"))
                .withFooter(Texts.get(
                        "concepts.stable.basis",
                        ConceptWords.method(any.method()),
                        ConceptWords.pooling(analysis.settings().pooling()),
                        draws,
                        Integer.toString(concept.positive().size()),
                        Integer.toString(concept.negative().size())))
                .withFooter(Texts.get("concepts.caution"))
                .withFooter(Provenance.line(workspace));
        return new LineChart(
                caption,
                Texts.get("concepts.layer"),
                Texts.get("concepts.cosine"),
                layers.stream().mapToDouble(Stability::layer).toArray(),
                List.of(
                        line("concepts.stable.halves", 0, layers, Stability::halves, Stability::halvesLow),
                        line("concepts.stable.subsets", 1, layers, Stability::subsets, Stability::subsetsLow),
                        new LineChart.Series(
                                Texts.get("concepts.stable.seeds"),
                                2,
                                values(layers, Stability::seeds),
                                Optional.empty()),
                        new LineChart.Series(
                                Texts.get("concepts.random"),
                                -1,
                                zero,
                                Optional.of(new LineChart.Band(low, high, Texts.get("concepts.randomRange"))))),
                OptionalDouble.of(0),
                Optional.of(new LineChart.Range(Math.min(-0.3, lowest(layers) - 0.02), 1.02)));
    }

    private static double lowest(List<Stability> layers) {
        return layers.stream()
                .mapToDouble(one -> Math.min(one.halvesLow(), one.subsetsLow()))
                .min()
                .orElse(0);
    }

    private static double[] values(List<Stability> layers, ToDoubleFunction<Stability> value) {
        return layers.stream().mapToDouble(value).toArray();
    }

    private static LineChart.Series line(
            String key,
            int group,
            List<Stability> layers,
            ToDoubleFunction<Stability> mean,
            ToDoubleFunction<Stability> smallest) {
        return new LineChart.Series(
                Texts.get(key),
                group,
                values(layers, mean),
                Optional.of(new LineChart.Band(
                        values(layers, smallest), values(layers, mean), Texts.get("concepts.stable.smallest"))));
    }

    /// About the chosen layer, or the last one where it was not looked at.
    private String finding(List<Stability> layers, Concept concept) {
        Stability one = layers.stream()
                .filter(known -> known.layer() == found.layerProperty().get())
                .findFirst()
                .orElse(layers.getLast());
        return Texts.get(
                "concepts.stable.finding",
                Integer.toString(one.layer()),
                Integer.toString(concept.positive().size() + concept.negative().size()),
                Numbers.fixed(one.halves(), 2),
                Numbers.fixed(one.halvesLow(), 2),
                Integer.toString(one.draws()),
                Numbers.fixed(one.subsets(), 2),
                Numbers.fixed(one.seeds(), 2));
    }
}
