package org.tiltmeter.views.concepts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.figures.FigureView;
import org.tiltmeter.views.figures.ScreenPictures;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.views.tokens.TokenStripView;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

@ExtendWith(ApplicationExtension.class)
class ConceptsViewFxTest {

    private OpenConcepts open;
    private Desk desk;

    @Start
    void start(Stage stage) {
        open = new OpenConcepts(stage);
        desk = open.desk;
    }

    private void open(FxRobot robot) {
        robot.interact(() -> {
            desk.workspace().modelProperty().set(new MadeUpModel(6, 0));
            desk.workspace().conceptsProperty().set(ConceptsViewModelTest.SET);
            desk.workspace()
                    .selection()
                    .pairProperty()
                    .set(Desk.pair("The nurse said that ", "he", "she", " was late because of the Snow ."));
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void run(FxRobot robot) {
        robot.clickOn(robot.lookup(node -> node instanceof Labeled labeled
                        && node.isVisible()
                        && Texts.get("concepts.run").equals(labeled.getText())
                        && node.getStyleClass().contains("accent"))
                .queryAs(Labeled.class));
        open.work(robot);
    }

    @Test
    void showsDirectionsInBothThemes(FxRobot robot) {
        open(robot);
        run(robot);
        assertThat(robot.lookup(".token-strip").queryAll()).hasSize(2);
        assertThat(robot.lookup("#layer").queryAs(Slider.class).getValue())
                .as("the slider starts at the best layer")
                .isPositive();
        assertThat(robot.lookup("#layerReason").queryAs(Label.class).getText()).contains("better than this one");
        open.picture("concepts-light");
        robot.interact(() -> ScreenPictures.dress(true));
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitForAsyncFx(
                5_000, () -> ScreenPictures.take(open.view.node().getScene().getRoot(), "concepts-dark"));
    }

    @Test
    void typedTextGetsAStripOfItsOwn(FxRobot robot) {
        open(robot);
        run(robot);
        TextField typed = robot.lookup(node -> node instanceof TextField field
                        && Texts.get("concepts.typeText").equals(field.getPromptText()))
                .queryAs(TextField.class);
        robot.interact(() -> {
            typed.setText("Some Words");
            typed.fireEvent(new javafx.event.ActionEvent());
            desk.work();
        });
        assertThat(robot.lookup(".token-strip").queryAll()).hasSize(3);
        TokenStripView strip = (TokenStripView) robot.lookup(".token-strip").queryAll().stream()
                .skip(2)
                .findFirst()
                .orElseThrow();
        robot.interact(strip::requestFocus);
        robot.type(KeyCode.RIGHT);
        robot.type(KeyCode.RIGHT);
        assertThat(strip.readingProperty().get()).contains("Some").contains("cosine");
    }

    @Test
    void steersAlongTheChosenLayerWithoutAnyPair(FxRobot robot) {
        open(robot);
        robot.interact(() -> {
            desk.workspace().selection().pairProperty().set(null);
            desk.workspace().probesProperty().set(SteeringViewModelTest.probes());
        });
        run(robot);
        Slider slider = robot.lookup(".slider").queryAs(Slider.class);
        robot.interact(() -> slider.setValue(2));
        assertThat(robot.lookup(Texts.get("concepts.layerOf", "2", "6")).tryQuery())
                .isPresent();
        page(robot, "concepts.groupEffects", "#concepts-steering");
        robot.clickOn(Texts.get("concepts.steering.steer"));
        open.work(robot);
        assertThat(robot.lookup(node -> node instanceof Labeled labeled
                                && labeled.getText() != null
                                && labeled.getText().contains("20 random directions"))
                        .queryAll())
                .isNotEmpty();
        open.picture("concepts-steering");
    }

    @Test
    void everyTabLeadsToItsFigures(FxRobot robot) {
        open(robot);
        robot.interact(() -> {
            desk.workspace().probesProperty().set(AgreementViewModelTest.probes());
            desk.workspace()
                    .resultProperty()
                    .set(Audit.run(
                            Objects.requireNonNull(
                                    desk.workspace().modelProperty().get()),
                            AgreementViewModelTest.probes(),
                            AuditSettings.defaults(),
                            Progress.none(),
                            new Cancellation()));
        });
        run(robot);
        assertThat(shownFigures(robot)).as("both charts and the pair").isEqualTo(3);
        follow(robot, "concepts.groupSimilarity", "#concepts-targets", "concepts.lean.compare", 1);
        assertThat(robot.lookup(".table-row-cell").queryAll()).isNotEmpty();
        Button saveTable = robot.lookup(node -> node instanceof Button named
                        && Texts.get("concepts.lean.saveTable").equals(named.getText()))
                .query();
        robot.interact(saveTable::fire);
        assertThat(open.saved).containsExactly("made-up-leanings.csv");
        open.picture("concepts-targets");
        follow(robot, "concepts.groupEffects", "#concepts-agreement", "concepts.agree.compare", 2);
        follow(robot, "concepts.groupSimilarity", "#concepts-map", "concepts.map.draw", 1);
        follow(robot, "concepts.groupDirections", "#concepts-stability", "concepts.stable.learn", 1);
        open.picture("concepts-stability");
    }

    private static void page(FxRobot robot, String group, String page) {
        OpenConcepts.group(robot, group);
        robot.clickOn(page);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void follow(FxRobot robot, String group, String page, String button, int figures) {
        page(robot, group, page);
        Button start = OpenConcepts.button(robot, button);
        robot.clickOn(start);
        assertThat(start.isDisabled()).as(button).isTrue();
        open.work(robot);
        assertThat(start.isDisabled()).as(button).isFalse();
        assertThat(shownFigures(robot)).as(page).isEqualTo(figures);
    }

    private static int shownFigures(FxRobot robot) {
        return robot.lookup(node -> node instanceof FigureView view
                        && OpenConcepts.isShown(node)
                        && view.figureProperty().get() != null)
                .queryAll()
                .size();
    }

    @Test
    void textsAreEditedOneALine(FxRobot robot) {
        open(robot);
        TextArea positive = robot.lookup(".text-area").queryAs(TextArea.class);
        robot.interact(() -> positive.setText("one\ntwo"));
        assertThat(robot.lookup(Texts.get("concepts.positive", "2")).tryQuery()).isPresent();
        robot.clickOn(Texts.get("concepts.save"));
        assertThat(open.saved).containsExactly("capital-letters.json");
    }

    @Test
    void aConceptIsBuiltFromAReadySetWordsAndSuggestions(FxRobot robot) {
        robot.clickOn(Texts.get("concepts.build"));
        robot.clickOn(Texts.get("concepts.build.addReady"));
        assertThat(robot.lookup(Texts.get("concepts.positive", "8")).tryQuery()).isPresent();
        TextArea words = area(robot, Texts.get("concepts.build.words"));
        robot.interact(() -> {
            words.setText("nurse");
            area(robot, Texts.get("concepts.build.templates")).setText("The {word} spoke.");
        });
        robot.clickOn(Texts.get("concepts.build.addPositive"));
        assertThat(robot.lookup(Texts.get("concepts.positive", "9")).tryQuery()).isPresent();
        robot.interact(() -> robot.lookup(node -> node instanceof Button button
                        && Texts.get("concepts.build.suggest").equals(button.getText()))
                .queryButton()
                .fire());
        open.work(robot);
        open.picture("concepts-builder");
        robot.interact(() -> open.view.node().getScene().getWindow().setWidth(840));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(words.localToScene(words.getBoundsInLocal()).getMaxX()).isLessThan(840);
        assertThat(area(robot, Texts.get("concepts.build.templates"))
                        .localToScene(words.getBoundsInLocal())
                        .getMaxX())
                .isLessThan(840);
        open.picture("concepts-builder-narrow");
        robot.interact(() -> open.view.node().getScene().getWindow().setWidth(1180));
        robot.interact(() -> robot.lookup(node -> node instanceof Button button
                        && Texts.get("concepts.build.accept").equals(button.getText()))
                .queryButton()
                .fire());
        assertThat(robot.lookup(Texts.get("concepts.negative", "17")).tryQuery())
                .isPresent();
        robot.clickOn(Texts.get("concepts.build.close"));
        assertThat(robot.lookup(".concept-builder").query().isVisible()).isFalse();
    }

    @Test
    void aSparseAutoencoderIsTrainedAndItsFeaturesCompared(FxRobot robot) {
        open(robot);
        run(robot);
        page(robot, "concepts.groupDirections", "#concepts-features");
        robot.clickOn(robot.lookup(node -> node instanceof Button button
                        && button.getText() != null
                        && button.getText().startsWith("Train one"))
                .queryButton());
        open.work(robot);
        robot.clickOn(Texts.get("concepts.sparse.compare"));
        open.work(robot);
        assertThat(robot.lookup(node -> node instanceof Labeled labeled
                                && labeled.getText() != null
                                && labeled.getText().contains("held-out hidden states unexplained"))
                        .queryAll())
                .isNotEmpty();
        open.picture("concepts-features");
    }

    private static TextArea area(FxRobot robot, String label) {
        return (TextArea) robot.lookup(label).queryAs(Label.class).getLabelFor();
    }
}
