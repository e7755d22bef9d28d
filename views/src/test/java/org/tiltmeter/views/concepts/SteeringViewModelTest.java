package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tiltmeter.concept.causal.SteeringSettings;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;

class SteeringViewModelTest {

    private final Desk desk = new Desk();
    private final ConceptsViewModel concepts = new ConceptsViewModel(desk.workspace());
    private final SteeringViewModel steering = concepts.steering();

    static ProbeSet probes() {
        Attribute size = new Attribute(
                "letters",
                false,
                List.of(
                        new Group("capital", Map.of("word", List.of("Big"))),
                        new Group("small", Map.of("word", List.of("big")))));
        List<Template> templates = IntStream.range(0, 7)
                .mapToObj(i ->
                        new Template("template " + i, "We saw " + i + " {letters.word} ones", QuestionKind.LIKELIHOOD))
                .toList();
        return new ProbeSet("letters", "", "", List.of(size), Map.of(), templates);
    }

    private void find() {
        desk.workspace().modelProperty().set(new MadeUpModel(3, 0));
        desk.workspace().probesProperty().set(probes());
        desk.workspace().conceptsProperty().set(ConceptsViewModelTest.SET);
        concepts.run();
        desk.work();
        concepts.layerProperty().set(2);
        steering.use(new SteeringSettings(1, List.of(-1.0, 0.0, 1.0), 20, 50, 200, 0.95));
    }

    @Test
    void steeringFollowsTheDirectionThatMovesTheModel() {
        find();
        assertThat(steering.neutralProperty().get().lines()).isNotEmpty();
        steering.steer();
        assertThat(steering.busyProperty().get()).isTrue();
        desk.work();
        assertThat(steering.busyProperty().get()).isFalse();
        List<Figure> figures = steering.figuresProperty().get();
        assertThat(figures).hasSize(3).allMatch(figure -> figure instanceof LineChart);
        LineChart response = (LineChart) figures.getFirst();
        double[] answers = response.series().getFirst().values();
        assertThat(answers).isSorted().doesNotHaveDuplicates();
        assertThat(steering.sentenceProperty().get()).contains("capital", "20 random directions");
        assertThat(steering.sentenceProperty().get()).containsPattern("per unit of dose they move by \\S+ nats \\[");
        assertThat(response.caption().footer()).contains(Texts.get("concepts.steering.caution"));
    }

    @Test
    void projectingOutShowsEveryComparison() {
        find();
        steering.erase();
        desk.work();
        List<Figure> figures = steering.figuresProperty().get();
        assertThat(figures).hasSize(1);
        IntervalChart chart = (IntervalChart) figures.getFirst();
        assertThat(chart.rows()).hasSize(1);
        assertThat(chart.rows().getFirst().points().getFirst().value()).isZero();
        assertThat(steering.sentenceProperty().get()).contains("no further than");
    }

    @Test
    void cancellingKeepsWhatWasThereAndFreesTheButtons() {
        find();
        steering.steer();
        steering.cancel();
        desk.work();
        assertThat(steering.busyProperty().get()).isFalse();
        assertThat(steering.figuresProperty().get()).isEmpty();
    }

    @Test
    void withoutNeutralTextsOneSentenceSaysWhatIsMissing() {
        find();
        steering.neutralProperty().set(" ");
        steering.steer();
        desk.work();
        assertThat(Objects.requireNonNull(
                                desk.workspace().messages().problemProperty().get())
                        .text())
                .contains("no neutral text");
    }

    @Test
    void theMatrixFollowsTheLayerAndSetsSimilarConceptsSideBySide() {
        find();
        Heatmap matrix =
                (Heatmap) Objects.requireNonNull(concepts.matrixProperty().get());
        List<String> names = matrix.rows().labels();
        assertThat(Math.abs(names.indexOf("capital") - names.indexOf("capital again")))
                .isEqualTo(1);
        assertThat(matrix.values().get(0, 0)).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5f));
        concepts.layerProperty().set(1);
        assertThat(Objects.requireNonNull(concepts.matrixProperty().get())
                        .caption()
                        .title())
                .contains("layer 1");
    }

    @Test
    void nearestWordsAreLookedUpOnceTheyAreLookedAt() {
        find();
        assertThat(desk.waiting()).isZero();
        assertThat(concepts.words().rowsProperty().get()).isEmpty();
        concepts.words().wantedProperty().set(true);
        desk.work();
        List<NearestWords.Row> rows = concepts.words().rowsProperty().get();
        assertThat(rows).hasSize(12);
        assertThat(rows.getFirst().rise()).isGreaterThanOrEqualTo(rows.get(1).rise());
        assertThat(rows.getFirst().fall()).isLessThanOrEqualTo(rows.get(1).fall());
    }

    @Test
    void theChosenComparisonIsTheOneThatIsMeasured() {
        find();
        ProbeSet first = probes();
        Attribute other = new Attribute(
                "sizes",
                false,
                List.of(
                        new Group("large", Map.of("word", List.of("Huge"))),
                        new Group("tiny", Map.of("word", List.of("wee")))));
        List<Template> templates = new java.util.ArrayList<>(first.templates());
        IntStream.range(0, 7)
                .forEach(i -> templates.add(
                        new Template("other " + i, "They saw " + i + " {sizes.word} ones", QuestionKind.LIKELIHOOD)));
        desk.workspace()
                .probesProperty()
                .set(first.withAttributes(List.of(first.attributes().getFirst(), other))
                        .withTemplates(templates));
        desk.work();
        assertThat(steering.comparison().all()).isEmpty();
        concepts.tokens().activeProperty().set(true);
        desk.work();
        assertThat(steering.comparison().all()).hasSize(2);
        assertThat(Objects.requireNonNull(steering.comparison().chosenProperty().get())
                        .groupA())
                .isEqualTo("capital");
        steering.comparison().chosenProperty().set(steering.comparison().all().getLast());
        steering.steer();
        desk.work();
        assertThat(((LineChart) steering.figuresProperty().get().getFirst()).quantity())
                .contains("large", "tiny");
    }
}
