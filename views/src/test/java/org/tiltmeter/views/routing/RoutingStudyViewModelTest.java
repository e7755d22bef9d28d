package org.tiltmeter.views.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.routing.LayerDivergence.Region;
import org.tiltmeter.routing.RoutingMatrix.Variant;
import org.tiltmeter.routing.RoutingStudies;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.RoutingStudy.ExpertDifference;
import org.tiltmeter.routing.StudySettings;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class RoutingStudyViewModelTest {

    static final StudySettings QUICK = new StudySettings(42, 200, 0.95, 4_000, Region.LATER);

    private final Desk desk = new Desk();
    private final MadeUpModel model = new MadeUpModel(3, 8);
    private final RoutingStudyViewModel viewModel = new RoutingStudyViewModel(desk.workspace(), QUICK);

    /// Fourteen templates with an attribute and a neutral swap.
    static ProbeSet probes() {
        List<Template> templates = IntStream.range(0, 14)
                .mapToObj(number -> new Template(
                        "t" + number,
                        "On {day.name} the {occupation} verb" + number + " that {gender.subject} was late again",
                        QuestionKind.LIKELIHOOD))
                .toList();
        return new ProbeSet(
                "Gender",
                "",
                "",
                List.of(
                        new Attribute(
                                "gender",
                                false,
                                List.of(
                                        new Group("women", Map.of("subject", List.of("she"))),
                                        new Group("men", Map.of("subject", List.of("he"))))),
                        new Attribute(
                                "day",
                                true,
                                List.of(
                                        new Group("early", Map.of("name", List.of("Monday"))),
                                        new Group("late", Map.of("name", List.of("Friday")))))),
                Map.of("occupation", List.of("nurse", "pilot")),
                templates);
    }

    @BeforeEach
    void open() {
        desk.workspace().modelProperty().set(model);
        desk.workspace().probesProperty().set(probes());
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.OPEN);
        desk.workspace().modelProperty().set(new MadeUpModel(2, 0));
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.DENSE);
        desk.workspace().modelProperty().set(null);
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.NO_MODEL);
    }

    @Test
    void showsTheStudysOwnNumbers() {
        viewModel.run();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.BUSY);
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.READY);
        RoutingStudy study = RoutingStudies.of(model, probes(), QUICK, Progress.none(), new Cancellation());
        RoutingStudy.Comparison gender = study.comparisons().stream()
                .filter(one -> !one.control())
                .findFirst()
                .orElseThrow();
        assertThat(viewModel.comparisonProperty().get()).isEqualTo(gender);
        assertThat(viewModel.experts()).isEqualTo(gender.experts());
        LineChart chart = (LineChart)
                Objects.requireNonNull(viewModel.divergencesProperty().get());
        for (int layer = 0; layer < 3; layer++) {
            int at = layer;
            Double ratio = gender.divergences().stream()
                    .filter(one -> one.region() == Region.LATER && one.layer() == at)
                    .findFirst()
                    .orElseThrow()
                    .ratio();
            assertThat(chart.series().getFirst().values()[layer]).isEqualTo(ratio);
        }
        for (ExpertDifference one : gender.experts()) {
            viewModel.variantProperty().set(Variant.A);
            assertThat(cell(one)).isEqualTo(one.rateA());
            viewModel.variantProperty().set(Variant.B);
            assertThat(cell(one)).isEqualTo(one.rateB());
            viewModel.variantProperty().set(Variant.DIFFERENCE);
            assertThat(cell(one)).isEqualTo(one.difference());
        }
    }

    @Test
    void editingTheProbeSetDoesNotStopAStudyAndItsResultSaysOfWhatItIs() {
        viewModel.run();
        desk.workspace().probesProperty().set(probes().withName("edited"));
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.READY);
        assertThat(viewModel.notes()).contains(Texts.get("routing.studyOutdated", probes().name()));
    }

    @Test
    void anotherModelStopsAStudy() {
        viewModel.run();
        desk.workspace().modelProperty().set(new MadeUpModel(2, 4));
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.OPEN);
        assertThat(viewModel.studyProperty().get()).isNull();
    }

    private double cell(ExpertDifference one) {
        return Objects.requireNonNull(viewModel.cellsProperty().get()).value(one.layer(), one.expert());
    }

    @Test
    void theCautionStandsInEveryFigureAndNothingIsCalledACause() {
        viewModel.run();
        desk.work();
        LineChart chart = (LineChart)
                Objects.requireNonNull(viewModel.divergencesProperty().get());
        Heatmap heatmap = (Heatmap) Objects.requireNonNull(viewModel.heatmap());
        assertThat(chart.caption().footer()).contains(Texts.get("routing.caution"));
        assertThat(heatmap.caption().footer()).contains(Texts.get("routing.caution"));
        assertThat(chart.caption().howToRead()).isNotEmpty();
        assertThat(viewModel.sentence()).contains("neutral swaps").doesNotContain("because");
        viewModel.comparisonProperty().set(viewModel.comparisons().getLast());
        assertThat(viewModel.sentence()).contains("noise floor");
    }

    @Test
    void oneSelectionInTableHeatmapAndPair() {
        viewModel.run();
        desk.work();
        viewModel.select(2, 5);
        assertThat(desk.workspace().selection().layerProperty().get()).isEqualTo(2);
        assertThat(desk.workspace().selection().expertProperty().get()).isEqualTo(5);
        ExpertDifference chosen =
                Objects.requireNonNull(viewModel.selectedProperty().get());
        assertThat(chosen.expert()).isEqualTo(5);
        assertThat(viewModel.describe(chosen)).startsWith("Layer 2, expert 5 takes");
        assertThat(viewModel.rowOf(chosen)).isEqualTo(2);
    }

    @Test
    void cancellingAndChangingKeepTheScreenUsable() {
        viewModel.run();
        viewModel.cancel();
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.OPEN);
        viewModel.run();
        desk.work();
        ProbeSet fewer = new ProbeSet(
                "fewer",
                "",
                "",
                probes().attributes(),
                probes().slots(),
                probes().templates().subList(0, 7));
        desk.workspace().probesProperty().set(fewer);
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.READY);
        assertThat(viewModel.notes()).contains("has changed since");
        desk.workspace().modelProperty().set(new MadeUpModel(3, 8));
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.OPEN);
        assertThat(viewModel.experts()).isEmpty();
    }
}
