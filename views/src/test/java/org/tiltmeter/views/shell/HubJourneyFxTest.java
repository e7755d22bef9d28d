package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// From the start page to a fetched model, by clicking.
@ExtendWith(ApplicationExtension.class)
class HubJourneyFxTest {

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

    private static Node find(FxRobot robot, String id) {
        return Objects.requireNonNull(robot.lookup("#" + id).query());
    }

    private static void press(FxRobot robot, String id) {
        robot.interact(() -> ((Button) find(robot, id)).fire());
    }

    private void lookUp(FxRobot robot, String words) throws Exception {
        robot.interact(() -> ((TextField) find(robot, "words")).setText(words));
        press(robot, "lookUp");
        OpenWindow.await(() -> open.workspace().fetchJobs().pending().isEmpty());
    }

    @Test
    void showsAnOfferThenFetchesThenOffersTheModelForLoading(FxRobot robot) throws Exception {
        assertThat(find(robot, "lookUp").isDisabled()).isTrue();
        assertThat(find(robot, "offer").isVisible()).isFalse();
        lookUp(robot, "maker/model");
        assertThat(find(robot, "offer").isVisible()).isTrue();
        assertThat(((Label) find(robot, "source")).getText())
                .contains("https://hub.example/maker/model/resolve/0123456789abcdef0123456789abcdef01234567");
        assertThat(((Button) find(robot, "fetch")).getText()).isEqualTo("Fetch 2.60 GB");
        press(robot, "fetch");
        OpenWindow.await(() -> open.workspace().featureProperty().get().equals("model") && open.isIdle());
        assertThat(find(robot, "load").isVisible()).isTrue();
        assertThat(((Label) find(robot, "memoryText")).getText()).startsWith("Needs about");
        assertThat(folder.resolve("models/maker/model/config.json")).exists();
    }

    @Test
    void stopsAndKeepsTheOffer(FxRobot robot) throws Exception {
        lookUp(robot, "maker/slow");
        press(robot, "fetch");
        OpenWindow.await(() -> find(robot, "working").isVisible());
        assertThat(((Label) find(robot, "offline")).getText()).isEqualTo("Online: getting a model");
        OpenWindow.await(() -> ((Label) find(robot, "workingText")).getText().contains(" of 2.60 GB"));
        press(robot, "stop");
        OpenWindow.await(() -> open.workspace().fetchJobs().pending().isEmpty());
        assertThat(find(robot, "fetch").isVisible()).isTrue();
        assertThat(((Label) find(robot, "offline")).getText()).isEqualTo("Offline");
        press(robot, "putAway");
        assertThat(find(robot, "offer").isVisible()).isFalse();
    }
}
