package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.ConceptTestDraft;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.Sensitivities;
import org.tiltmeter.concept.Sensitivity;
import org.tiltmeter.concept.SensitivityRequest;
import org.tiltmeter.figure.IntervalChart;
import org.tiltmeter.figure.LineChart;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

class SensitivityViewModelTest {

    private static final ConceptTestDraft.Answers ASKED =
            new ConceptTestDraft.Answers(List.of("We saw", "They met", "Here is"), List.of("Big"), List.of("big"));

    private final Desk desk = new Desk();
    private final MadeUpModel model = new MadeUpModel(3, 0);
    private final SensitivityViewModel viewModel = new SensitivityViewModel(desk.workspace());

    private void open() {
        desk.workspace().modelProperty().set(model);
        desk.workspace().conceptsProperty().set(ConceptsViewModelTest.SET);
    }

    @Test
    void showsTheNumbersOfTheRuntimeBesideRandomDirections() {
        open();
        viewModel.use(ASKED);
        assertThat(viewModel.conceptProperty().get()).isEqualTo("capital");
        viewModel.run();
        desk.work();
        List<Sensitivity> expected = Sensitivities.of(
                model,
                ConceptsViewModelTest.SET,
                ConceptSettings.defaults(),
                new SensitivityRequest(
                        "capital",
                        ASKED.texts(),
                        ASKED.answerA(),
                        ASKED.answerB(),
                        DirectionMethod.LOGISTIC_REGRESSION,
                        20,
                        42),
                Progress.none(),
                new Cancellation());
        assertThat(viewModel.rowsProperty().get()).isEqualTo(expected).hasSize(3);
        LineChart chart = (LineChart) viewModel.figuresProperty().get().getFirst();
        assertThat(chart.series().getFirst().values()[2])
                .isEqualTo(expected.get(2).score());
        assertThat(chart.series().getLast().values()[2])
                .isEqualTo(expected.get(2).randomScore());
        assertThat(chart.caption().footer()).contains(Texts.get("concepts.tcav.caution"));
        assertThat(viewModel.sentence()).contains("capital", "Big against big", "of 20 of these", "over 3 layers");
        assertThat(viewModel.table().orElseThrow().rows()).hasSize(3);
        viewModel.conceptProperty().set(null);
        assertThat(viewModel.fileName())
                .as("a file is called after what was tested, not after what is chosen now")
                .endsWith("sensitivity-capital");
        viewModel.conceptProperty().set("capital");
        viewModel.layers().chosenProperty().set(1);
        viewModel.run();
        desk.work();
        assertThat(viewModel.figuresProperty().get().getFirst()).isInstanceOf(IntervalChart.class);
    }

    @Test
    void textsAndAnswersComeFromTheProbeSet() {
        open();
        desk.workspace().probesProperty().set(SteeringViewModelTest.probes());
        viewModel.comparison().follow(true);
        desk.work();
        assertThat(viewModel.asked().texts()).contains("We saw 0", "We saw 6");
        assertThat(viewModel.asked().answerA()).containsExactly("Big");
        assertThat(viewModel.asked().answerB()).containsExactly("big");
        ConceptTestDraft.Answers taken = viewModel.asked();
        viewModel.use(ASKED);
        assertThat(desk.workspace().conceptTestsProperty().get().sensitivity()).isEqualTo(ASKED);
        desk.workspace()
                .messages()
                .notices()
                .getLast()
                .action()
                .orElseThrow()
                .run()
                .run();
        assertThat(viewModel.asked()).isEqualTo(taken);
    }

    @Test
    void whatIsMissingIsSaid() {
        desk.workspace().modelProperty().set(model);
        viewModel.run();
        assertThat(problem()).isEqualTo(Texts.get("concepts.tcav.noConcept"));
        desk.workspace().conceptsProperty().set(ConceptsViewModelTest.SET);
        viewModel.run();
        desk.work();
        assertThat(problem()).contains("at least one text and a word for each of two answers");
    }

    private String problem() {
        return Objects.requireNonNull(
                        desk.workspace().messages().problemProperty().get())
                .text();
    }
}
