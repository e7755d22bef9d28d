package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.figures.ScreenPictures;
import org.tiltmeter.views.settings.ThemeChoice;

/// Every screen in light and dark, kept as pictures under `target/screens` to be looked at.
@ExtendWith(ApplicationExtension.class)
class ScreensFxTest {

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

    /// Takes a picture in both themes; each must show more than a plain area.
    private void take(FxRobot robot, String name) {
        for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
            robot.interact(() -> open.window().settings().themeProperty().set(theme));
            WaitForAsyncUtils.waitForFxEvents();
            BufferedImage[] picture = new BufferedImage[1];
            robot.interact(() -> picture[0] = ScreenPictures.take(
                    open.stage().getScene().getRoot(), name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT)));
            int[] pixels = picture[0].getRGB(
                    0, 0, picture[0].getWidth(), picture[0].getHeight(), null, 0, picture[0].getWidth());
            assertThat(IntStream.of(pixels).distinct().count()).as(name).isGreaterThan(30);
        }
        robot.interact(() -> open.window().settings().themeProperty().set(ThemeChoice.LIGHT));
    }

    @Test
    void emptyScreens(FxRobot robot) throws TimeoutException {
        for (String feature : new String[] {
            "start", "model", "probes", "results", "routing", "concepts", "lessons", "settings", "help"
        }) {
            open.show(feature);
            take(robot, "empty-" + feature);
        }
    }

    @Test
    void workingScreens(FxRobot robot) throws Exception {
        Path sample = open.model("sample");
        robot.interact(() -> open.window().open(sample));
        OpenWindow.await(() -> robot.lookup("#load")
                .tryQuery()
                .filter(javafx.scene.Node::isVisible)
                .isPresent());
        take(robot, "model-found");
        robot.interact(open.window()::openSample);
        OpenWindow.await(() -> open.workspace().modelProperty().get() != null);
        take(robot, "results-ready");
        open.show("model");
        take(robot, "model-loaded");
        open.show("probes");
        take(robot, "probes-templates");
        TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
        robot.interact(() -> tabs.getSelectionModel().select(1));
        take(robot, "probes-attributes");
        robot.interact(() -> tabs.getSelectionModel().select(2));
        take(robot, "probes-slots");
        open.show("results");
        open.run();
        take(robot, "results-words");
        TabPane tables = robot.lookup("#tabs").queryAs(TabPane.class);
        robot.interact(() -> tables.getSelectionModel().select(1));
        TableView<?> pairs = robot.lookup("#pairs").queryTableView();
        robot.interact(() -> pairs.getSelectionModel().select(2));
        robot.interact(() -> open.workspace()
                .messages()
                .report(Problem.of(
                        "problem.badInput",
                        "model-00002-of-00004.safetensors is 1.2 GB shorter than its index says; fetch it again.")));
        take(robot, "results-pairs");
        robot.interact(() -> open.workspace().messages().clearProblem());
        open.show("routing");
        take(robot, "window-routing");
        open.show("concepts");
        take(robot, "window-concepts");
        open.show("results");
        robot.interact(() -> open.window().settings().textSizeProperty().set(150));
        take(robot, "results-large");
        open.show("start");
        take(robot, "start-large");
    }
}
