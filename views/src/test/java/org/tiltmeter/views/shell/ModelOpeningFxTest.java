package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tiltmeter.views.shell.OpenWindow.await;
import static org.tiltmeter.views.shell.OpenWindow.shows;
import static org.tiltmeter.views.shell.OpenWindow.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.tiltmeter.model.ComputeType;
import org.tiltmeter.model.OpeningWay;
import org.tiltmeter.views.Sizes;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;

/// From a folder to a model that is open, or to a sentence that says why it is not, seen as the user sees it.
@ExtendWith(ApplicationExtension.class)
class ModelOpeningFxTest {

    @TempDir
    Path folder;

    private OpenWindow open;

    @Start
    void start(Stage stage) throws IOException {
        open = new OpenWindow(folder, stage);
    }

    @Stop
    void stop() throws InterruptedException {
        open.close();
    }

    private Workspace workspace() {
        return open.workspace();
    }

    @Test
    void aModelIsShownBeforeItIsLoaded(FxRobot robot) throws Exception {
        open.dialogs().answer(open.model("other"));
        robot.clickOn("#changeModel");
        await(() -> robot.lookup("#load").tryQuery().filter(Node::isVisible).isPresent());

        assertThat(workspace().modelProperty().get()).isNull();
        assertThat(open.opener().opened()).isEmpty();
        assertThat(shows(robot, "16 experts, 2 per token")).isTrue();
        assertThat(shows(robot, "3.72 million")).isTrue();
        assertThat(shows(robot, "8.00 GB are free")).isTrue();

        robot.clickOn("#load");
        await(() -> workspace().modelProperty().get() != null);
        assertThat(text(robot, "#modelName")).isEqualTo("other");
    }

    @Test
    void aModelThatDoesNotFitWarnsAndCanBeLoadedAnyway(FxRobot robot) throws Exception {
        open.opener().setFreeMemory(1_000_000);
        open.dialogs().answer(open.model("large"));
        robot.clickOn("#changeModel");
        await(() -> robot.lookup("#load").tryQuery().filter(Node::isVisible).isPresent());
        assertThat(text(robot, "#load")).isEqualTo(Texts.get("model.loadAnyway"));
        assertThat(shows(robot, "only 1.00 MB are free")).isTrue();
    }

    @Test
    void theWayOfComputingIsChosenBeforeLoading(FxRobot robot) throws Exception {
        open.dialogs().answer(open.model("other"));
        robot.clickOn("#changeModel");
        await(() -> robot.lookup("#load").tryQuery().filter(Node::isVisible).isPresent());
        ComboBox<OpeningWay> ways = robot.lookup("#ways").queryComboBox();
        assertThat(ways.getItems()).hasSize(2);
        assertThat(ways.getValue().compute()).isEqualTo(ComputeType.EXACT);
        robot.interact(() -> ways.getSelectionModel().select(1));
        assertThat(shows(robot, Sizes.bytes(ways.getItems().getLast().needed())))
                .isTrue();
        robot.clickOn("#load");
        await(() -> workspace().modelProperty().get() != null);
        assertThat(open.opener().settings().getLast().compute()).isEqualTo(ComputeType.FAST);
    }

    @Test
    void aBrokenModelLeavesTheOneLoadedBefore(FxRobot robot) throws Exception {
        open.runSample();
        open.dialogs().answer(open.model("broken"));
        robot.clickOn("#changeModel");
        await(() -> robot.lookup("#load").tryQuery().filter(Node::isVisible).isPresent());
        robot.clickOn("#load");
        await(() -> workspace().messages().problemProperty().get() != null);

        assertThat(text(robot, "#problemText")).contains("ends too early");
        assertThat(text(robot, "#modelName")).isEqualTo("sample");
        assertThat(open.opener().opened().getFirst().isClosed()).isFalse();
        assertThat(workspace().resultProperty().get()).isNotNull();

        robot.clickOn("#problemClose");
        assertThat(robot.lookup("#problemBar").query().isVisible()).isFalse();
    }

    @Test
    void aFolderWithoutAModelSaysSoInOneSentence(FxRobot robot) throws Exception {
        open.dialogs().answer(Files.createDirectories(folder.resolve("empty")));
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.O).release(KeyCode.O, KeyCode.SHIFT, KeyCode.CONTROL);
        await(() -> workspace().messages().problemProperty().get() != null);
        assertThat(text(robot, "#problemText")).contains("no config.json");
    }
}
