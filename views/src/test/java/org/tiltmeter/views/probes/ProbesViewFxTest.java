package org.tiltmeter.views.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.views.AnsweringDialogs;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.figures.ScreenPictures;
import org.tiltmeter.views.testing.Desk;
import org.tiltmeter.views.testing.MadeUpModel;

@ExtendWith(ApplicationExtension.class)
class ProbesViewFxTest {

    private final Desk desk = new Desk();
    private final ProbesViewModel probes = new ProbesViewModel(desk.workspace(), Optional.of(SampleProbes.set()));

    @Start
    void start(Stage stage) {
        ScreenPictures.dress(false);
        Parent node = new ProbesView(probes, new AnsweringDialogs()).node();
        Scene scene = new Scene(node, 1180, 720);
        scene.getStylesheets().add(Workspace.class.getResource("tiltmeter.css").toExternalForm());
        stage.setScene(scene);
        stage.show();
        probes.useSample();
    }

    private void settle(FxRobot robot) {
        robot.interact(desk::work);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @SuppressWarnings("unchecked")
    private void choose(FxRobot robot, QuestionKind kind) {
        robot.interact(
                () -> ((ComboBox<QuestionKind>) robot.lookup("#question-kind").queryAs(ComboBox.class)).setValue(kind));
        settle(robot);
    }

    private Template first() {
        return probes.probes().templates().getFirst();
    }

    @Test
    void everyKindOfQuestionCanBeWritten(FxRobot robot) {
        settle(robot);
        assertThat(robot.lookup(Texts.get("question.likelihoodAsks")).tryQuery())
                .isPresent();
        choose(robot, QuestionKind.CHOICE);
        assertThat(robot.lookup(Texts.get("question.choiceAsks")).tryQuery()).isPresent();
        List<TextInputControl> words = List.copyOf(robot.lookup(".target-words").queryAllAs(TextInputControl.class));
        assertThat(words).hasSize(2);
        robot.interact(() -> {
            words.get(0).setText("ready, tired");
            words.get(1).setText("cold");
        });
        settle(robot);
        assertThat(probes.problemProperty().get()).isEmpty();
        assertThat(first().answering().targets().getFirst().words()).containsExactly("ready", "tired");

        choose(robot, QuestionKind.DECISION);
        TextInputControl negated = robot.lookup("#question-negated").queryAs(TextInputControl.class);
        robot.interact(() -> negated.setText("Was {gender.subject} awake?"));
        assertThat(first().answering().negated()).isEqualTo("Was {gender.subject} awake?");
        choose(robot, QuestionKind.GENERATION);
        assertThat(robot.lookup(Texts.get("question.scoringsNeedList")).tryQuery())
                .isPresent();
        robot.interact(() -> {
            probes.undo();
            probes.undo();
            probes.undo();
        });
        settle(robot);
        assertThat(first().question()).isEqualTo(QuestionKind.CHOICE);
        assertThat(robot.lookup(".target-words").queryAllAs(TextInputControl.class))
                .first()
                .returns("ready, tired", TextInputControl::getText);
    }

    @Test
    void findingsLeadToPairsAndCanBeMended(FxRobot robot) {
        settle(robot);
        assertThat(robot.lookup("#pairTabs")
                        .queryAs(TabPane.class)
                        .getTabs()
                        .get(1)
                        .getText())
                .isEqualTo(Texts.get("check.title", 0));
        robot.interact(() -> {
            desk.workspace().modelProperty().set(new MadeUpModel(1, 0));
            robot.lookup("#pairTabs").queryAs(TabPane.class).getSelectionModel().select(1);
        });
        settle(robot);
        assertThat(robot.lookup(Texts.get("check.nothing")).tryQuery()).isPresent();

        robot.interact(() -> probes.attributes().setTerms(0, 0, "subject", "she herself"));
        settle(robot);
        int found = probes.pairs().checksProperty().get().orElseThrow().count();
        assertThat(robot.lookup(Texts.get("check.tokenCounts")).tryQuery()).isPresent();
        robot.clickOn(robot.lookup(".finding-pair").nth(1).<Node>query());
        settle(robot);
        assertThat(probes.pairs().tokensProperty().get()).isPresent();
        assertThat(robot.lookup(".token-column").queryAll()).isNotEmpty();
        robot.clickOn("#exclude-reason").write("odd words");
        robot.clickOn("#exclude-pair");
        settle(robot);
        assertThat(probes.probes().exclusions().getFirst().reason()).isEqualTo("odd words");
        robot.clickOn(".mend");
        settle(robot);
        assertThat(probes.probes().exclusions()).hasSize(found);
        assertThat(robot.lookup(Texts.get("check.nothing")).tryQuery()).isPresent();
        robot.interact(() -> {
            probes.undo();
            probes.undo();
        });
        settle(robot);
        assertThat(probes.pairs().checksProperty().get().orElseThrow().count()).isEqualTo(found);
    }

    @Test
    void wordListsShowWhereTheyStandAndWhatToMind(FxRobot robot) {
        robot.interact(() -> {
            probes.lists().add("occupation");
            probes.lists().setSource(0, "a register");
            robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().select(3);
        });
        settle(robot);
        assertThat(robot.lookup("#list-source").queryAs(TextInputControl.class).getText())
                .isEqualTo("a register");
        robot.clickOn("#list-more").write("miner, clerk");
        robot.clickOn(Texts.get("lists.addWords"));
        settle(robot);
        assertThat(probes.probes().lists().getFirst().words()).hasSize(9);
        robot.clickOn("#list-remove");
        settle(robot);
        assertThat(probes.probes().lists()).isEmpty();
        assertThat(robot.lookup("#list-source").query().isVisible()
                        && robot.lookup("#list-source")
                                .query()
                                .getParent()
                                .getParent()
                                .isVisible())
                .isFalse();
    }
}
