package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.testing.MadeUpModel;

/// The keyboard comes to every part of the window in a few keys, and stays where one works.
@ExtendWith(ApplicationExtension.class)
class KeyboardPanesFxTest {

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

    private Node owner() throws TimeoutException {
        return Objects.requireNonNull(UiThread.get(() -> open.stage().getScene().getFocusOwner()));
    }

    private boolean isIn(String selector) throws TimeoutException {
        for (Node at = owner(); at != null; at = at.getParent()) {
            if (selector.startsWith("#")
                    ? selector.equals("#" + at.getId())
                    : at.getStyleClass().contains(selector)) {
                return true;
            }
        }
        return false;
    }

    private boolean isRinged() throws TimeoutException {
        return UiThread.get(
                () -> Objects.requireNonNull(open.stage().getScene().getRoot().lookup(".focus-ring"))
                        .isVisible());
    }

    private void showProbes(FxRobot robot) throws TimeoutException {
        robot.interact(() -> open.workspace().probesProperty().set(SampleProbes.set()));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        OpenWindow.await(open::isIdle);
    }

    @Test
    void aScreenCalledByItsKeysHasTheKeyboardAndOneSeesIt(FxRobot robot) throws TimeoutException {
        assertThat(isIn("content")).as("at the start").isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        assertThat(isIn("content")).isTrue();
        assertThat(isRinged()).isTrue();
        UiThread.run(() -> robot.lookup("#seed").query().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT4);
        assertThat(isIn("content")).as("from a field of the window").isTrue();
        robot.push(KeyCode.F1);
        assertThat(isIn("content")).isTrue();
        robot.clickOn("#feature-probes");
        assertThat(isRinged()).as("after the mouse").isFalse();
    }

    @Test
    void partsFollowOneAnotherAndTheirPlacesAreRemembered(FxRobot robot) throws TimeoutException {
        showProbes(robot);
        robot.push(KeyCode.F6);
        Node left = owner();
        robot.push(KeyCode.TAB);
        Node inLeft = owner();
        assertThat(inLeft).isNotEqualTo(left);
        robot.push(KeyCode.F6);
        assertThat(isIn("#pairTabs")).isTrue();
        robot.push(KeyCode.F6);
        assertThat(isIn("status-bar")).isTrue();
        robot.push(KeyCode.F6);
        assertThat(isIn("shell-header")).isTrue();
        robot.push(KeyCode.F6);
        assertThat(isIn("model-bar")).isTrue();
        robot.push(KeyCode.F6);
        assertThat(owner().getId()).as("the entry that is chosen").isEqualTo("feature-probes");
        robot.push(KeyCode.SHIFT, KeyCode.F6);
        robot.push(KeyCode.SHIFT, KeyCode.F6);
        robot.push(KeyCode.SHIFT, KeyCode.F6);
        robot.push(KeyCode.SHIFT, KeyCode.F6);
        assertThat(isIn("#pairTabs")).isTrue();
        robot.push(KeyCode.SHIFT, KeyCode.F6);
        assertThat(owner()).isEqualTo(inLeft);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        assertThat(owner()).as("back on the screen").isEqualTo(inLeft);
    }

    @Test
    void aScreenThatIsAllPartsLeadsToTheFirstOfThem(FxRobot robot) throws TimeoutException {
        UiThread.run(() -> open.workspace().modelProperty().set(new MadeUpModel(3, 0)));
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT6);
        OpenWindow.await(open::isIdle);
        robot.push(KeyCode.F6);
        assertThat(isIn("concept-editor")).isTrue();
        robot.push(KeyCode.F6);
        assertThat(isIn("concept-pages")).isTrue();
    }

    @Test
    void theKeyboardStaysOnTheScreenWhereItsButtonGoes(FxRobot robot) throws TimeoutException {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
        robot.push(KeyCode.TAB);
        assertThat(owner().getId()).isEqualTo("probes-sample");
        robot.push(KeyCode.SPACE);
        OpenWindow.await(open::isIdle);
        assertThat(isIn("content")).isTrue();
        assertThat(isRinged()).isTrue();
    }

    @Test
    void templatesAreEditedAddedAndRemovedByKeys(FxRobot robot) throws TimeoutException {
        showProbes(robot);
        ListView<?> templates = robot.lookup("#templates").queryListView();
        int count = templates.getItems().size();
        robot.push(KeyCode.F6);
        robot.push(KeyCode.TAB);
        assertThat(owner()).isEqualTo(templates);
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.UP);
        robot.push(KeyCode.ENTER);
        assertThat(owner()).isInstanceOf(TextArea.class);
        robot.push(KeyCode.TAB);
        assertThat(owner().getId()).as("one Tab from the text").isEqualTo("addTemplate");
        robot.push(KeyCode.SPACE);
        robot.push(KeyCode.X);
        assertThat(open.workspace().probesProperty().get().templates())
                .hasSize(count + 1)
                .last()
                .satisfies(added -> assertThat(added.text()).isEqualTo("x"));
        UiThread.run(templates::requestFocus);
        robot.push(KeyCode.DELETE);
        assertThat(open.workspace().probesProperty().get().templates()).hasSize(count);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(open.workspace().probesProperty().get().templates()).hasSize(count + 1);
    }
}
