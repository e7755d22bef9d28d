package org.tiltmeter.views.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiltmeter.routing.InterventionSettings;
import org.tiltmeter.routing.InterventionStudy;
import org.tiltmeter.routing.RoutingChange;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;

class InterventionsViewModelTest {

    private final Desk desk = new Desk();
    private final InterventionsViewModel viewModel = new InterventionsViewModel(
            desk.workspace(), InterventionSettings.defaults().withRandomChoices(2));

    @BeforeEach
    void open() {
        desk.workspace().modelProperty().set(new MadeUpModel(3, 8));
        desk.workspace().probesProperty().set(RoutingStudyViewModelTest.probes());
        desk.workspace().selection().layerProperty().set(1);
        desk.workspace().selection().expertProperty().set(4);
    }

    @Test
    void changesAreListedSwitchedOffAndTakenAway() {
        viewModel.add();
        viewModel.kindProperty().set(ChangeKind.SCALE);
        viewModel.numberProperty().set(0.5);
        viewModel.add();
        viewModel.kindProperty().set(ChangeKind.COUNT);
        viewModel.numberProperty().set(1);
        viewModel.add();
        assertThat(viewModel.changes())
                .extracting(InterventionStudy.Switched::change)
                .containsExactly(
                        new RoutingChange.Silence(1, 4),
                        new RoutingChange.Scale(1, 4, 0.5, false),
                        new RoutingChange.Count(1));
        viewModel.switchTo(1, false);
        assertThat(viewModel.changes().get(1).on()).isFalse();
        viewModel.remove(0);
        assertThat(viewModel.changes()).hasSize(2);
        viewModel.reset();
        assertThat(viewModel.changes()).isEmpty();
    }

    @Test
    void aChangeOfOneExpertNeedsASelectedExpert() {
        desk.workspace().selection().expertProperty().set(-1);
        assertThat(viewModel.canAdd()).isFalse();
        viewModel.add();
        assertThat(viewModel.changes()).isEmpty();
        viewModel.kindProperty().set(ChangeKind.MASS);
        assertThat(viewModel.canAdd()).isTrue();
    }

    @Test
    void withEverythingSwitchedOffTheNumbersAreExactlyTheSame() {
        viewModel.add();
        viewModel.switchTo(0, false);
        viewModel.measure();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.BUSY);
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.READY);
        InterventionStudy study =
                Objects.requireNonNull(viewModel.resultProperty().get());
        assertThat(study.effects())
                .isNotEmpty()
                .allSatisfy(effect -> assertThat(effect.after()).isEqualTo(effect.before()));
        assertThat(study.neutral().perplexityAfter()).isEqualTo(study.neutral().perplexityBefore());
        assertThat(ChangeWords.sentence(study)).contains("same numbers");
        assertThat(ChangeWords.neutral(study.neutral())).contains("perplexity");
        viewModel.reset();
        assertThat(viewModel.resultProperty().get()).isNull();
    }

    @Test
    void whatIsTakenAwayComesBackWithItsNumbers() {
        viewModel.add();
        viewModel.kindProperty().set(ChangeKind.COUNT);
        viewModel.numberProperty().set(1);
        viewModel.add();
        viewModel.measure();
        desk.work();
        var list = java.util.List.copyOf(viewModel.changes());
        var measured = java.util.List.copyOf(viewModel.effects());
        for (Runnable removal : java.util.List.<Runnable>of(() -> viewModel.remove(0), viewModel::reset)) {
            removal.run();
            assertThat(viewModel.changes()).isNotEqualTo(list);
            assertThat(viewModel.effects()).isEmpty();
            desk.workspace()
                    .messages()
                    .notices()
                    .getLast()
                    .action()
                    .orElseThrow()
                    .run()
                    .run();
            assertThat(viewModel.changes()).isEqualTo(list);
            assertThat(viewModel.effects()).isEqualTo(measured).isNotEmpty();
            assertThat(desk.workspace().messages().notices()).isEmpty();
        }
    }

    @Test
    void cancellingKeepsTheList() {
        viewModel.add();
        viewModel.measure();
        viewModel.cancel();
        desk.work();
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.READY);
        assertThat(viewModel.changes()).hasSize(1);
        assertThat(viewModel.resultProperty().get()).isNull();
    }

    @Test
    void anotherModelBeginsWithAnEmptyList() {
        viewModel.add();
        desk.workspace().modelProperty().set(new MadeUpModel(3, 0));
        assertThat(viewModel.stateProperty().get()).isEqualTo(StudyState.DENSE);
        assertThat(viewModel.changes()).isEmpty();
    }
}
