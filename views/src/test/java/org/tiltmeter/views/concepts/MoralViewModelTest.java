package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tiltmeter.concept.ConceptQuestions;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.MoralDirection;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.concept.ReadyTests;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.table.Table;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class MoralViewModelTest {

    private static final ConceptQuestions.Actions ACTIONS = new ConceptQuestions.Actions(
            "letters",
            List.of("Help", "Heal", "Feed", "Teach"),
            List.of("kill", "cheat", "lie", "steal"),
            List.of("Should I {action}", "May one {action}"));

    private final Desk desk = new Desk();
    private final MadeUpModel model = new MadeUpModel(3, 0);
    private final MoralViewModel viewModel = new MoralViewModel(desk.workspace());

    @Test
    void actionsAreRankedByTheNumbersOfTheRuntime() {
        assertThat(viewModel.asked()).as("ready without a click").isEqualTo(ReadyTests.actions());
        desk.workspace().modelProperty().set(model);
        viewModel.use(ACTIONS);
        viewModel.poolingProperty().set(Pooling.LAST_TOKEN);
        viewModel.run();
        desk.work();
        List<MoralDirection> expected = MoralDirection.of(
                model,
                ACTIONS.good(),
                ACTIONS.bad(),
                ACTIONS.questions(),
                ConceptSettings.defaults(),
                Progress.none(),
                new Cancellation());
        assertThat(viewModel.rowsProperty().get()).hasSize(4);
        for (int layer = 0; layer < 4; layer++) {
            assertThat(viewModel.rowsProperty().get().get(layer).actions())
                    .isEqualTo(expected.get(layer).actions());
        }
        viewModel.shownProperty().set(viewModel.rowsProperty().get().get(3));
        List<MoralDirection.Action> ranked = viewModel.ranked();
        assertThat(ranked).isSortedAccordingTo((one, other) -> Double.compare(other.value(), one.value()));
        assertThat(ranked.subList(0, 4)).allMatch(MoralDirection.Action::good);
        IntervalChart chart = (IntervalChart) viewModel.figuresProperty().get().getFirst();
        assertThat(chart.rows().getFirst().label()).isEqualTo(ranked.getFirst().action());
        assertThat(chart.rows().getFirst().points().getFirst().value())
                .isEqualTo(ranked.getFirst().value());
        assertThat(chart.caption().footer()).contains(Texts.get("concepts.moral.caution"));
        LineChart layers = (LineChart) viewModel.figuresProperty().get().getLast();
        assertThat(layers.series().getFirst().values()[3]).isEqualTo(1);
        assertThat(viewModel.sentence()).contains("4 good and 4 bad", "100 % of their pairs", "over 4 layers");
        Table table = viewModel.table().orElseThrow();
        assertThat(table.rows()).hasSize(32);
        viewModel.use(ReadyTests.actions());
        assertThat(viewModel.table())
                .as("the axis keeps the name it was found under")
                .contains(table);
    }

    @Test
    void theSessionsActionsAreShownAndReplacedOnesOfferedBack() {
        viewModel.use(ACTIONS);
        assertThat(desk.workspace().conceptTestsProperty().get().actions()).isEqualTo(ACTIONS);
        assertThat(new MoralViewModel(desk.workspace()).asked()).isEqualTo(ACTIONS);
        desk.workspace()
                .messages()
                .notices()
                .getLast()
                .action()
                .orElseThrow()
                .run()
                .run();
        assertThat(viewModel.asked()).isEqualTo(ReadyTests.actions());
    }

    @Test
    void questionsWithoutAPlaceForTheActionAreRefused() {
        desk.workspace().modelProperty().set(model);
        viewModel.questionsProperty().set("Should I");
        viewModel.run();
        desk.work();
        assertThat(Objects.requireNonNull(
                                desk.workspace().messages().problemProperty().get())
                        .text())
                .contains("questions that each hold {action}");
        assertThat(viewModel.figuresProperty().get()).isEmpty();
    }
}
