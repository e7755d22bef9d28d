package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.RepresentationAgreement;
import org.tiltmeter.concept.RepresentationAgreements;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.figure.ScatterChart;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class AgreementViewModelTest {

    private final Desk desk = new Desk();
    private final MadeUpModel model = new MadeUpModel(3, 0);
    private final ConceptsViewModel concepts = new ConceptsViewModel(desk.workspace());
    private final AgreementViewModel agreement = new AgreementViewModel(desk.workspace(), concepts);

    /// Groups "capital" and "small", and six words.
    static ProbeSet probes() {
        return new ProbeSet(
                "letters",
                "",
                "",
                SteeringViewModelTest.probes().attributes(),
                Map.of("thing", List.of("Anna", "cup", "Door", "egg", "Flag", "gate")),
                IntStream.range(0, 4)
                        .mapToObj(i -> new Template(
                                "template " + i,
                                "Then " + i + " {thing} saw {letters.word} ones",
                                QuestionKind.LIKELIHOOD))
                        .toList());
    }

    private AuditResult audit() {
        return Audit.run(model, probes(), AuditSettings.defaults(), Progress.none(), new Cancellation());
    }

    private void find() {
        desk.workspace().modelProperty().set(model);
        desk.workspace().probesProperty().set(probes());
        desk.workspace().conceptsProperty().set(ConceptsViewModelTest.SET);
        concepts.run();
        desk.work();
        concepts.layerProperty().set(3);
    }

    @Test
    void showsEveryWordOfTheLayerAndBothCorrelations() {
        find();
        desk.workspace().resultProperty().set(audit());
        assertThat(Objects.requireNonNull(agreement.comparisonProperty().get()).groupA())
                .isEqualTo("capital");
        assertThat(agreement.conceptAProperty().get()).isEqualTo("capital");
        agreement.conceptBProperty().set("nothing");
        agreement.compare();
        desk.work();
        ConceptAnalysis analysis = ConceptAnalysis.run(
                model, ConceptsViewModelTest.SET, ConceptSettings.defaults(), Progress.none(), new Cancellation());
        List<RepresentationAgreement> expected = RepresentationAgreements.of(
                model,
                analysis,
                probes(),
                audit(),
                Map.of("capital", "capital", "small", "nothing"),
                Progress.none(),
                new Cancellation());
        for (int layer : new int[] {3, 1}) {
            concepts.layerProperty().set(layer);
            RepresentationAgreement one = expected.stream()
                    .filter(known -> known.layer() == layer && known.method() == DirectionMethod.DIFFERENCE_OF_MEANS)
                    .findFirst()
                    .orElseThrow();
            ScatterChart scatter =
                    (ScatterChart) agreement.figuresProperty().get().getFirst();
            assertThat(scatter.points()).hasSize(6);
            for (int i = 0; i < 6; i++) {
                RepresentationAgreement.Item item = one.items().get(i);
                assertThat(scatter.points().get(i))
                        .isEqualTo(new ScatterChart.Point(item.term(), 0, item.representation(), item.behaviour()));
            }
            assertThat(scatter.caption().finding())
                    .contains("Spearman")
                    .contains("Pearson")
                    .contains("6 words");
            assertThat(scatter.caption().footer()).contains(Texts.get("concepts.caution"));
        }
        LineChart layers = (LineChart) agreement.figuresProperty().get().get(1);
        assertThat(layers.places()).containsExactly(0, 1, 2, 3);
        assertThat(layers.series().getFirst().band()).isPresent();
    }

    @Test
    void pearsonFollowsItsFormula() {
        RepresentationAgreement one = RepresentationAgreements.of(
                        model,
                        ConceptAnalysis.run(
                                model,
                                ConceptsViewModelTest.SET,
                                ConceptSettings.defaults(),
                                Progress.none(),
                                new Cancellation()),
                        probes(),
                        audit(),
                        Map.of("capital", "capital", "small", "nothing"),
                        Progress.none(),
                        new Cancellation())
                .getLast();
        double[] x = one.items().stream()
                .mapToDouble(RepresentationAgreement.Item::representation)
                .toArray();
        double[] y = one.items().stream()
                .mapToDouble(RepresentationAgreement.Item::behaviour)
                .toArray();
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double both = 0;
        double squareX = 0;
        double squareY = 0;
        for (int i = 0; i < x.length; i++) {
            both += (x[i] - meanX) * (y[i] - meanY);
            squareX += (x[i] - meanX) * (x[i] - meanX);
            squareY += (y[i] - meanY) * (y[i] - meanY);
        }
        assertThat(one.pearson()).isCloseTo(both / Math.sqrt(squareX * squareY), within(1e-9));
        assertThat(one.pearsonP()).isBetween(1e-4, 1.0);
        assertThat(one.pearsonInterval().low()).isLessThanOrEqualTo(one.pearson());
        assertThat(one.pearsonInterval().high()).isGreaterThanOrEqualTo(one.pearson());
    }

    @Test
    void anotherProbeSetsResultAndEqualConceptsAreRefused() {
        find();
        agreement.compare();
        assertThat(problem()).isEqualTo(Texts.get("concepts.agree.noResult"));
        desk.workspace().resultProperty().set(audit());
        agreement.conceptBProperty().set("capital");
        agreement.compare();
        assertThat(problem()).isEqualTo(Texts.get("concepts.agree.twoConcepts"));
        desk.workspace().probesProperty().set(SteeringViewModelTest.probes());
        desk.workspace().probesProperty().set(new ProbeSet("other", "", "", List.of(), Map.of(), List.of()));
        agreement.compare();
        assertThat(problem()).contains("letters").contains("run the audit again");
        assertThat(agreement.figuresProperty().get()).isEmpty();
    }

    @Test
    void whatWasComparedGoesWithTheResult() {
        find();
        desk.workspace().resultProperty().set(audit());
        agreement.conceptBProperty().set("nothing");
        agreement.compare();
        desk.work();
        assertThat(agreement.figuresProperty().get()).hasSize(2);
        desk.workspace().resultProperty().set(null);
        assertThat(agreement.figuresProperty().get()).isEmpty();
        assertThat(agreement.comparisonProperty().get()).isNull();
    }

    private String problem() {
        return Objects.requireNonNull(
                        desk.workspace().messages().problemProperty().get())
                .text();
    }
}
