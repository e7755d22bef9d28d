package org.tiltmeter.views.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiltmeter.figure.Heatmap;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.routing.DenseStudy;
import org.tiltmeter.routing.DenseStudy.Kind;
import org.tiltmeter.routing.DenseStudy.UnitDifference;
import org.tiltmeter.views.ProbeSets;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class DenseStudyViewModelTest {

    private final Desk desk = new Desk();
    private final MadeUpModel model = new MadeUpModel(3, 0);
    private final DenseStudyViewModel viewModel =
            new DenseStudyViewModel(desk.workspace(), RoutingStudyViewModelTest.QUICK);

    @BeforeEach
    void open() {
        desk.workspace().modelProperty().set(model);
        desk.workspace().probesProperty().set(RoutingStudyViewModelTest.probes());
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.OPEN);
        desk.workspace().probesProperty().set(ProbeSets.EMPTY);
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.NO_PROBES);
        desk.workspace().modelProperty().set(new MadeUpModel(2, 8));
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.NO_MODEL);
    }

    @Test
    void showsTheStudysOwnNumbers() {
        viewModel.run();
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.READY);
        DenseStudy study = DenseStudy.of(
                model,
                RoutingStudyViewModelTest.probes(),
                RoutingStudyViewModelTest.QUICK,
                Progress.none(),
                new Cancellation());
        DenseStudy.Comparison gender = study.comparisons().stream()
                .filter(one -> !one.control())
                .findFirst()
                .orElseThrow();
        assertThat(viewModel.comparisonProperty().get()).isEqualTo(gender);
        for (Kind kind : Kind.values()) {
            viewModel.kindProperty().set(kind);
            assertThat(viewModel.units())
                    .isEqualTo(gender.units().stream()
                            .filter(one -> one.kind() == kind)
                            .toList());
            UnitCells cells = Objects.requireNonNull(viewModel.cellsProperty().get());
            assertThat(cells.rows()).isEqualTo(3);
            assertThat(cells.columns()).isEqualTo(kind == Kind.HEAD ? 3 : 12);
            for (UnitDifference unit : viewModel.units()) {
                assertThat(cells.value(cells.row(unit), cells.column(unit))).isEqualTo(unit.difference());
                assertThat(cells.unit(cells.row(unit), cells.column(unit))).isEqualTo(unit);
            }
        }
    }

    @Test
    void theHeatmapIsZeroCentredAndBearsTheCaution() {
        viewModel.run();
        desk.work();
        Heatmap heatmap = (Heatmap) Objects.requireNonNull(viewModel.heatmap());
        assertThat(heatmap.scale().kind()).isEqualTo(Scale.Kind.DIVERGING);
        assertThat(heatmap.scale().low()).isEqualTo(-heatmap.scale().high());
        assertThat(heatmap.caption().footer()).contains(Texts.get("routing.denseCaution"));
        assertThat(heatmap.caption().howToRead()).isNotEmpty();
        assertThat(viewModel.sentence()).startsWith("This model has no experts").doesNotContain("because");
        assertThat(viewModel.notes()).contains(DenseStudy.CAUTION);
    }

    @Test
    void selectsAndForgets() {
        viewModel.run();
        desk.work();
        viewModel.select(1, 4);
        UnitDifference chosen =
                Objects.requireNonNull(viewModel.selectedProperty().get());
        assertThat(chosen.layer()).isEqualTo(1);
        assertThat(chosen.first()).isEqualTo(4);
        assertThat(viewModel.describe()).startsWith("layer 1, neuron 4:");
        viewModel.kindProperty().set(Kind.HEAD);
        assertThat(viewModel.selectedProperty().get()).isNull();
        desk.workspace().modelProperty().set(new MadeUpModel(3, 0));
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.OPEN);
        assertThat(viewModel.units()).isEmpty();
    }

    @Test
    void cancellingKeepsTheScreenUsable() {
        viewModel.run();
        viewModel.cancel();
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.OPEN);
        viewModel.run();
        desk.workspace().modelProperty().set(new MadeUpModel(2, 8));
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.NO_MODEL);
        assertThat(viewModel.studyProperty().get()).isNull();
    }
}
