package org.tiltmeter.views.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.routing.InterventionSettings;
import org.tiltmeter.routing.RouterMediation;
import org.tiltmeter.routing.RouterMediation.Comparison;
import org.tiltmeter.routing.RouterMediation.LayerPatched;
import org.tiltmeter.routing.RouterMediation.Patched;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;

class MediationViewModelTest {

    private static final Patched WHOLE = new Patched(0.3, 0.4, 0.7, 0.75, 0.4, List.of(0.3, 0.5));
    private static final Patched LITTLE = new Patched(0.01, 0.02, 0.03, 0.05, null, List.of());
    private static final Comparison SWAP =
            new Comparison("day", true, "Monday", "Friday", 0, 0, 3, 45, null, List.of());
    private static final Comparison PEOPLE = new Comparison(
            "gender",
            false,
            "women",
            "men",
            40,
            8,
            2,
            6,
            WHOLE,
            List.of(new LayerPatched(0, LITTLE), new LayerPatched(2, WHOLE)));

    private final Desk desk = new Desk();
    private final MediationViewModel viewModel = made(desk.workspace());

    /// One whose patching yields two comparisons at once.
    static MediationViewModel made(Workspace workspace) {
        return new MediationViewModel(
                workspace, InterventionSettings.defaults(), (model, probes, settings, progress, cancellation) -> {
                    cancellation.throwIfRequested();
                    return new RouterMediation(
                            "model", probes.name(), settings, List.of(SWAP, PEOPLE), List.of("How to read it."));
                });
    }

    private void open() {
        desk.workspace().modelProperty().set(new MadeUpModel(3, 8));
        desk.workspace().probesProperty().set(RoutingStudyViewModelTest.probes());
    }

    @Test
    void saysHowMuchTheRoutersCarryAndWhatWasLeftOut() {
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.NO_MODEL);
        open();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.OPEN);
        viewModel.run();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.BUSY);
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.READY);
        assertThat(viewModel.comparisons()).containsExactly(PEOPLE, SWAP);
        assertThat(viewModel.sentence())
                .contains("30.0 %", "75.0 %", "40 pairs", "8 templates", "carry 40.0 %", "95 % interval");
        assertThat(viewModel.notes()).contains("2 pairs", "6 whose answers", "How to read it.");
        assertThat(viewModel.places())
                .extracting(MediationWords::place)
                .containsExactly("all layers", "layer 0", "layer 2");
        assertThat(viewModel.places())
                .extracting(place -> MediationWords.share(place.patched()))
                .contains("–");
        LineChart chart =
                (LineChart) Objects.requireNonNull(viewModel.figureProperty().get());
        assertThat(chart.places()).containsExactly(0, 2);
        assertThat(chart.series()).extracting(line -> line.values()[1]).containsExactly(0.3, 0.4, 0.7, 0.75);
        assertThat(chart.caption().footer()).anyMatch(line -> line.contains("not yet bias"));
    }

    @Test
    void aComparisonWithoutPairsSaysWhy() {
        open();
        viewModel.run();
        desk.work();
        viewModel.comparisonProperty().set(SWAP);
        assertThat(viewModel.sentence()).contains("no pair could be patched");
        assertThat(viewModel.notes()).contains("3 pairs", "45 whose answers");
        assertThat(viewModel.places()).isEmpty();
        assertThat(viewModel.figureProperty().get()).isNull();
    }

    @Test
    void anotherModelForgetsAndAnotherProbeSetIsSaid() {
        open();
        viewModel.run();
        desk.work();
        desk.workspace()
                .probesProperty()
                .set(desk.workspace().probesProperty().get().withName("other"));
        assertThat(viewModel.notes()).contains("as it was");
        desk.workspace().modelProperty().set(new MadeUpModel(3, 0));
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.DENSE);
        assertThat(viewModel.comparisons()).isEmpty();
    }

    @Test
    void cancellingLeadsBackToTheBeginning() {
        open();
        viewModel.run();
        viewModel.cancel();
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.OPEN);
    }
}
