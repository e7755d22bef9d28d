package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.views.AnsweringDialogs;
import org.tiltmeter.views.FakeOpener;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.figures.ScreenPictures;
import org.tiltmeter.views.lessons.LessonMaterials;
import org.tiltmeter.views.settings.ThemeChoice;

/// Every screen in light and dark, kept as pictures under `target/screens` to be looked at.
@ExtendWith(ApplicationExtension.class)
class ScreensFxTest {

    @TempDir
    Path folder;

    private final ExecutorService modelWorker = Executors.newSingleThreadExecutor();
    private final ExecutorService fileWorker = Executors.newSingleThreadExecutor();
    private final AnsweringDialogs dialogs = new AnsweringDialogs();
    private TiltmeterWindow window;
    private Stage stage;

    @Start
    void start(Stage shown) throws IOException {
        stage = shown;
        window = new TiltmeterWindow(
                shown,
                new Services(
                        new FakeOpener(),
                        new SessionStore(folder.resolve("scratch"), Clock.systemUTC(), "test"),
                        Optional.of(modelFolder("sample-moe")),
                        Optional.of(SampleProbes.set()),
                        List.of(),
                        LessonMaterials.none(),
                        modelWorker,
                        fileWorker,
                        folder.resolve("settings"),
                        "test"),
                dialogs);
        window.show();
    }

    @Stop
    void stop() throws InterruptedException {
        window.close();
        modelWorker.shutdown();
        fileWorker.shutdown();
        assertThat(modelWorker.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(fileWorker.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private Path modelFolder(String name) throws IOException {
        Path model = Files.createDirectories(folder.resolve(name));
        Files.writeString(model.resolve("config.json"), "{}");
        return model;
    }

    private static void await(Callable<Boolean> fact) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, fact);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void show(FxRobot robot, String feature) {
        robot.interact(() -> window.workspace().featureProperty().set(feature));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Takes a picture in both themes; each must show more than a plain area.
    private void take(FxRobot robot, String name) {
        for (ThemeChoice theme : new ThemeChoice[] {ThemeChoice.LIGHT, ThemeChoice.DARK}) {
            robot.interact(() -> window.settings().themeProperty().set(theme));
            WaitForAsyncUtils.waitForFxEvents();
            BufferedImage[] picture = new BufferedImage[1];
            robot.interact(() -> picture[0] = ScreenPictures.take(
                    stage.getScene().getRoot(), name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT)));
            int[] pixels = picture[0].getRGB(
                    0, 0, picture[0].getWidth(), picture[0].getHeight(), null, 0, picture[0].getWidth());
            assertThat(IntStream.of(pixels).distinct().count()).as(name).isGreaterThan(30);
        }
        robot.interact(() -> window.settings().themeProperty().set(ThemeChoice.LIGHT));
    }

    @Test
    void emptyScreens(FxRobot robot) {
        for (String feature : new String[] {
            "start", "model", "probes", "results", "routing", "concepts", "lessons", "settings", "help"
        }) {
            show(robot, feature);
            take(robot, "empty-" + feature);
        }
    }

    @Test
    void workingScreens(FxRobot robot) throws Exception {
        robot.interact(() -> window.open(folder.resolve("sample-moe")));
        await(() -> robot.lookup("#load")
                .tryQuery()
                .filter(javafx.scene.Node::isVisible)
                .isPresent());
        take(robot, "model-found");
        robot.interact(window::openSample);
        await(() -> window.workspace().modelProperty().get() != null);
        take(robot, "results-ready");
        show(robot, "model");
        take(robot, "model-loaded");
        show(robot, "probes");
        take(robot, "probes-templates");
        TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
        robot.interact(() -> tabs.getSelectionModel().select(1));
        take(robot, "probes-attributes");
        robot.interact(() -> tabs.getSelectionModel().select(2));
        take(robot, "probes-slots");
        show(robot, "results");
        robot.clickOn("#run");
        await(() -> window.workspace().resultProperty().get() != null);
        take(robot, "results-words");
        TabPane tables = robot.lookup("#tabs").queryAs(TabPane.class);
        robot.interact(() -> tables.getSelectionModel().select(1));
        TableView<?> pairs = robot.lookup("#pairs").queryTableView();
        robot.interact(() -> pairs.getSelectionModel().select(2));
        robot.interact(() -> window.workspace()
                .messages()
                .report(Problem.of(
                        "problem.badInput",
                        "model-00002-of-00004.safetensors is 1.2 GB shorter than its index says; fetch it again.")));
        take(robot, "results-pairs");
        robot.interact(() -> window.workspace().messages().clearProblem());
        show(robot, "routing");
        await(() -> window.workspace().modelJobs().pending().isEmpty());
        take(robot, "window-routing");
        show(robot, "concepts");
        await(() -> window.workspace().modelJobs().pending().isEmpty());
        take(robot, "window-concepts");
        show(robot, "results");
        robot.interact(() -> window.settings().textSizeProperty().set(150));
        take(robot, "results-large");
        show(robot, "start");
        take(robot, "start-large");
    }
}
