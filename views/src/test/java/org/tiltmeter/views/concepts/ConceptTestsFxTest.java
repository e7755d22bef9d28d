package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.views.AnsweringDialogs;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.FileSaver;
import org.tiltmeter.views.figures.ScreenPictures;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;

/// From the pages to each test's result, by mouse and keyboard.
@ExtendWith(ApplicationExtension.class)
class ConceptTestsFxTest {

    private OpenConcepts open;
    private Desk desk;

    @Start
    void start(Stage stage) {
        open = new OpenConcepts(stage);
        desk = open.desk;
    }

    private void open(FxRobot robot) {
        robot.interact(() -> {
            desk.workspace().modelProperty().set(new MadeUpModel(3, 0));
            desk.workspace().conceptsProperty().set(ConceptsViewModelTest.SET);
            desk.workspace().probesProperty().set(SteeringViewModelTest.probes());
            desk.work();
        });
        WaitForAsyncUtils.waitForFxEvents();
        OpenConcepts.group(robot, "concepts.groupTests");
    }

    private void compute(FxRobot robot) {
        open.work(robot);
        robot.clickOn(OpenConcepts.button(robot, "concepts.test.run"));
        open.work(robot);
    }

    private static List<String> titles(FxRobot robot) {
        return robot
                .lookup(node -> node instanceof FigureView figure
                        && OpenConcepts.isShown(node)
                        && figure.figureProperty().get() != null)
                .queryAllAs(FigureView.class)
                .stream()
                .map(figure -> Objects.requireNonNull(figure.figureProperty().get())
                        .caption()
                        .title())
                .toList();
    }

    private void look(FxRobot robot, String name) {
        for (boolean dark : new boolean[] {false, true}) {
            robot.interact(() -> ScreenPictures.dress(dark));
            WaitForAsyncUtils.waitForFxEvents();
            open.picture(name + (dark ? "-dark" : "-light"));
        }
    }

    @Test
    void oneClickGivesThreeAssociationTestsLayerByLayer(FxRobot robot) {
        open(robot);
        look(robot, "tests-associations-form");
        compute(robot);
        assertThat(titles(robot)).hasSize(2).allMatch(title -> title.startsWith("WEAT"));
        TableView<?> table = robot.lookup("#associations").queryTableView();
        assertThat(table.getItems()).hasSize(4);
        robot.interact(() -> table.getSelectionModel().select(2));
        assertThat(titles(robot).getLast()).contains("layer 2");
        look(robot, "tests-associations");
        robot.clickOn("CEAT");
        assertThat(titles(robot)).allMatch(title -> title.startsWith("CEAT"));
        assertThat(table.getColumns())
                .extracting(column -> column.getText())
                .contains(Texts.get("concepts.assoc.columnHeterogeneity"));
        robot.interact(
                () -> OpenConcepts.button(robot, "concepts.lean.saveTable").fire());
        assertThat(open.saved).containsExactly("made-up-association-CEAT-0.csv");
    }

    @Test
    void sensitivitiesAndActionsAreReachedByTheKeyboard(FxRobot robot) {
        open(robot);
        robot.interact(() -> robot.lookup("#concepts-associations").query().requestFocus());
        robot.push(KeyCode.RIGHT);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#concepts-sensitivity").<ToggleButton>query().isSelected())
                .isTrue();
        compute(robot);
        assertThat(titles(robot)).containsExactly(Texts.get("concepts.tcav.title", "capital"));
        assertThat(robot.lookup("#sensitivities").queryTableView().getItems()).hasSize(3);
        look(robot, "tests-sensitivity");
        robot.clickOn("#concepts-moral");
        WaitForAsyncUtils.waitForFxEvents();
        compute(robot);
        assertThat(titles(robot)).hasSize(2);
        assertThat(robot.lookup("#moral").queryTableView().getItems()).hasSize(20);
        look(robot, "tests-moral");
    }

    @Test
    void whatASessionKeptIsThereWhenTheScreenIsOpenedFirst(FxRobot robot) {
        open(robot);
        compute(robot);
        robot.clickOn("#concepts-sensitivity");
        compute(robot);
        robot.clickOn("#concepts-moral");
        compute(robot);
        FileSaver saver = (owner, name, extension, writing) -> open.saved.add(name);
        List<Node> later = new ArrayList<>();
        robot.interact(() -> later.addAll(List.of(
                new AssociationView(new AssociationViewModel(desk.workspace()), saver, new AnsweringDialogs()).node(),
                new SensitivityView(new SensitivityViewModel(desk.workspace()), saver).node(),
                new MoralView(new MoralViewModel(desk.workspace()), saver).node())));
        for (Node node : later) {
            assertThat(robot.from(node)
                            .lookup(TableView.class::isInstance)
                            .queryTableView()
                            .getItems())
                    .isNotEmpty();
            assertThat(robot.from(node)
                            .lookup(TitledPane.class::isInstance)
                            .<TitledPane>query()
                            .isExpanded())
                    .as("the form gives room to what was found")
                    .isFalse();
        }
    }

    private static Optional<ToggleButton> texts(FxRobot robot) {
        return robot.lookup(node -> node instanceof ToggleButton button
                        && Texts.get("concepts.groupTexts").equals(button.getText()))
                .tryQuery();
    }

    /// The texts move in the round after the one in which the window changed.
    private void resize(FxRobot robot, double width, boolean narrow) throws TimeoutException {
        robot.interact(() -> open.view.node().getScene().getWindow().setWidth(width));
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> texts(robot).isPresent() == narrow);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void inANarrowWindowTheTextsAreAPage(FxRobot robot) throws TimeoutException {
        open(robot);
        resize(robot, 600, true);
        robot.clickOn(texts(robot).orElseThrow());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(OpenConcepts.isShown(robot.lookup("#positive").query())).isTrue();
        look(robot, "tests-narrow");
        resize(robot, 1180, false);
        assertThat(OpenConcepts.isShown(robot.lookup("#positive").query())).isTrue();
    }
}
