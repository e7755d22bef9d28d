package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.Stability;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.ScatterChart;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class MapViewModelTest {

    private final Desk desk = new Desk();
    private final MadeUpModel model = new MadeUpModel(3, 0);
    private final ConceptsViewModel concepts = new ConceptsViewModel(desk.workspace());
    private final MapViewModel map = new MapViewModel(desk.workspace(), concepts);
    private final StabilityViewModel stability = new StabilityViewModel(desk.workspace(), concepts);

    private void find() {
        desk.workspace().modelProperty().set(model);
        desk.workspace().probesProperty().set(AgreementViewModelTest.probes());
        desk.workspace().conceptsProperty().set(ConceptsViewModelTest.SET);
        concepts.run();
        desk.work();
        concepts.layerProperty().set(3);
    }

    private ScatterChart shown() {
        return (ScatterChart) map.figuresProperty().get().getFirst();
    }

    @Test
    void theChosenConceptsTextsFormTwoGroupsInEveryLayer() {
        find();
        map.draw();
        assertThat(map.job().busyProperty().get()).isTrue();
        desk.work();
        Concept capital = ConceptsViewModelTest.SET.concepts().getFirst();
        for (int layer = 3; layer >= 0; layer--) {
            concepts.layerProperty().set(layer);
            assertThat(shown().series()).containsExactly("capital", "capital (without)");
            assertThat(shown().points().stream()
                            .filter(point -> point.series() == 0)
                            .map(ScatterChart.Point::label))
                    .containsExactlyElementsOf(capital.positive());
            assertThat(shown().caption().title()).contains("layer " + layer);
            assertThat(shown().horizontal()).contains("% of the variance");
        }
        assertThat(shown().caption().footer()).contains(Texts.get("concepts.caution"));
    }

    @Test
    void theProbeSetsTextsAreColouredByGroup() {
        find();
        map.sourceProperty().set(new MapSource(MapSource.Kind.PROBES, "letters"));
        assertThat(map.sources()).contains(map.sourceProperty().get());
        map.draw();
        desk.work();
        assertThat(shown().series()).containsExactly("capital", "small");
        assertThat(shown().points()).hasSize(48);
        assertThat(shown().points())
                .allMatch(point -> point.label().contains(point.series() == 0 ? " Big ones" : " big ones"));
    }

    @Test
    void everyConceptIsAGroupAndTheMapGoesWithTheDirections() {
        find();
        map.sourceProperty().set(MapSource.EVERY);
        map.draw();
        desk.work();
        assertThat(shown().series()).containsExactly("capital", "capital again", "nothing");
        concepts.run();
        desk.work();
        assertThat(map.figuresProperty().get()).isEmpty();
    }

    @Test
    void stabilityIsThatOfTheChosenConceptAndMethod() {
        find();
        stability.learnAgain();
        desk.work();
        List<Stability> expected = Stability.of(
                model,
                ConceptAnalysis.run(
                        model,
                        ConceptsViewModelTest.SET,
                        ConceptSettings.defaults(),
                        Progress.none(),
                        new Cancellation()),
                "capital",
                Stability.DRAWS,
                Progress.none(),
                new Cancellation());
        for (DirectionMethod method : ConceptSettings.defaults().methods()) {
            concepts.methodProperty().set(method);
            LineChart chart = (LineChart) stability.figuresProperty().get().getFirst();
            List<Stability> layers =
                    expected.stream().filter(one -> one.method() == method).toList();
            assertThat(chart.series().getFirst().values())
                    .containsExactly(
                            layers.stream().mapToDouble(Stability::halves).toArray());
            assertThat(chart.series().getFirst().band().orElseThrow().low())
                    .containsExactly(
                            layers.stream().mapToDouble(Stability::halvesLow).toArray());
            assertThat(chart.series().get(2).values())
                    .containsExactly(
                            layers.stream().mapToDouble(Stability::seeds).toArray());
            assertThat(chart.caption().finding()).contains("In layer 3").contains("16 texts");
            assertThat(chart.caption().howToRead()).isNotEmpty();
        }
    }

    @Test
    void cancellingLeavesNothingHalf() {
        find();
        map.draw();
        map.job().cancel();
        stability.learnAgain();
        stability.job().cancel();
        desk.work();
        assertThat(map.figuresProperty().get()).isEmpty();
        assertThat(stability.figuresProperty().get()).isEmpty();
        assertThat(map.job().busyProperty().get()).isFalse();
    }
}
