package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.SampleProbes;
import org.tiltmeter.views.settings.ThemeChoice;
import org.tiltmeter.views.testing.MadeUpModel;
import org.tiltmeter.work.BadInputException;

/// What screens look like between empty and at work: something found, asked, fetched, failed, running, taught, and
/// every window beside the main one. Pictures of all are kept under `target/screens/states`.
@ExtendWith(ApplicationExtension.class)
class EveryStateFxTest {

    private static final int[] SMALL = {1024, 700};

    @TempDir
    Path folder;

    private OpenWindow open;
    private ScreenCheck check;

    @Start
    void start(Stage stage) throws IOException {
        open = new OpenWindow(folder, stage);
    }

    @Stop
    void stop() throws InterruptedException {
        open.close();
    }

    @BeforeEach
    void begin(org.junit.jupiter.api.TestInfo test) throws IOException {
        check = new ScreenCheck(Path.of(
                "target",
                "screens",
                "states-" + test.getTestMethod().orElseThrow().getName()));
    }

    @AfterEach
    void nothingIsWrong() throws IOException {
        check.close();
        assertThat(check.faults()).isEmpty();
    }

    private Parent root() {
        return open.stage().getScene().getRoot();
    }

    /// Light, and dark with large type.
    private void see(String state) throws TimeoutException {
        dress(ThemeChoice.LIGHT, 100);
        check.look(root(), state + "-1024x700-100-light", SMALL, true);
        dress(ThemeChoice.DARK, 200);
        check.look(root(), state + "-1024x700-200-dark", SMALL, true);
    }

    private void dress(ThemeChoice theme, int text) throws TimeoutException {
        UiThread.run(() -> {
            open.window().settings().themeProperty().set(theme);
            open.window().settings().textSizeProperty().set(text);
        });
        UiThread.await(() -> true);
    }

    /// A window beside the main one, as large as it is.
    private void seeOther(String state, Runnable opens) throws TimeoutException {
        for (int text : new int[] {100, 200}) {
            ThemeChoice theme = text == 100 ? ThemeChoice.LIGHT : ThemeChoice.DARK;
            dress(theme, text);
            // A dialog that waits for its answer keeps this step of the queue open.
            Platform.runLater(opens);
            UiThread.await(() -> other().stream().anyMatch(Window::isShowing));
            Parent root = UiThread.get(() -> other().orElseThrow().getScene().getRoot());
            int[] size = UiThread.get(() -> new int[] {
                (int) other().orElseThrow().getScene().getWidth(),
                (int) other().orElseThrow().getScene().getHeight()
            });
            check.look(root, state + "-" + text + "-" + theme.name().toLowerCase(Locale.ROOT), size, true);
            UiThread.run(() -> other().orElseThrow().hide());
            UiThread.await(() -> other().isEmpty());
        }
    }

    private Optional<Window> other() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Stage && window != open.stage())
                .findFirst();
    }

    private static Node find(FxRobot robot, String id) {
        return robot.lookup("#" + id).query();
    }

    private void press(FxRobot robot, String id) {
        UiThread.run(() -> {
            // Skins make their parts when styles come, with the next pulse.
            UiThread.layOut();
            ((ButtonBase) find(robot, id)).fire();
        });
    }

    private void lookUp(FxRobot robot, String model) throws TimeoutException {
        UiThread.run(() -> ((TextField) find(robot, "words")).setText(model));
        press(robot, "lookUp");
        UiThread.await(open::isIdle);
    }

    @Test
    void aModelFromAHub(FxRobot robot) throws TimeoutException {
        open.show("start");
        lookUp(robot, "maker/unknown");
        see("hub-unknown");
        lookUp(robot, "maker/slow");
        see("hub-offer");
        press(robot, "fetch");
        UiThread.await(() -> find(robot, "working").isVisible());
        see("hub-fetching");
        press(robot, "jobs");
        see("jobs");
        press(robot, "jobs");
        press(robot, "stop");
        UiThread.await(open::isIdle);
        lookUp(robot, "maker/damaged");
        press(robot, "fetch");
        UiThread.await(open::isIdle);
        see("hub-failed");
        lookUp(robot, "maker/whole");
        press(robot, "fetch");
        UiThread.await(() -> open.workspace().featureProperty().get().equals("model") && open.isIdle());
        see("hub-done");
    }

    @Test
    void aFolderOfModels() throws IOException, TimeoutException {
        open.model("many/first");
        open.model("many/second-with-a-name-that-is-rather-long-for-a-folder");
        Files.writeString(folder.resolve("many/pytorch_model.bin"), "");
        UiThread.run(() -> open.window().open(folder.resolve("many")));
        UiThread.await(open::isIdle);
        see("found");
        Path one = open.model("one");
        UiThread.run(() -> open.window().open(one));
        UiThread.await(open::isIdle);
        see("before-loading");
        open.opener().setFreeMemory(1_000);
        UiThread.run(() -> open.window().open(one));
        UiThread.await(open::isIdle);
        see("too-large");
    }

    @Test
    void whatLiesOverTheScreens(FxRobot robot) throws TimeoutException {
        press(robot, "commands");
        see("palette");
        UiThread.run(() -> ((TextField) find(robot, "palette-words")).setText("nothing is called this"));
        see("palette-nothing");
        press(robot, "commands");
        UiThread.run(() -> find(robot, "dropTarget").setVisible(true));
        see("drop");
        UiThread.run(() -> {
            find(robot, "dropTarget").setVisible(false);
            open.workspace()
                    .messages()
                    .report(Problem.of(new BadInputException(
                            "model.safetensors in a folder ends too early; fetch it again, and compare its size.")));
            open.workspace().messages().tell(Notice.of(Notice.Kind.SUCCESS, "shell.problemCopied"));
        });
        see("problem");
    }

    @Test
    void aLessonAndAProjector(FxRobot robot) throws TimeoutException {
        open.show("lessons");
        press(robot, "lesson-one");
        UiThread.await(open::isIdle);
        open.show("probes");
        see("lesson");
        press(robot, "lesson-leave");
        UiThread.run(() -> open.window().settings().projectorProperty().set(true));
        for (String screen : List.of("start", "settings")) {
            open.show(screen);
            see("projector-" + screen);
        }
    }

    @Test
    void aLessonBesideEveryScreenAtWork(FxRobot robot) throws TimeoutException {
        open.show("lessons");
        press(robot, "lesson-one");
        UiThread.await(open::isIdle);
        open.runSample();
        open.selectPair();
        for (int text : new int[] {100, 150, 200}) {
            dress(text == 200 ? ThemeChoice.DARK : ThemeChoice.LIGHT, text);
            for (String screen : List.of(
                    "start", "model", "probes", "results", "routing", "concepts", "report", "settings", "help")) {
                open.show(screen);
                check.look(root(), "lesson-" + screen + "-1024x700-" + text, SMALL, true);
            }
        }
    }

    @Test
    void otherWindows() throws TimeoutException {
        seeOther("fault", () -> open.window().showFault(new IllegalStateException("a fault to look at")));
        Runnable search = Objects.requireNonNull(
                open.stage().getScene().getAccelerators().get(KeyCombination.valueOf("Shortcut+Shift+F")), "keys");
        seeOther("search", search);
    }

    @Test
    void everyTab(FxRobot robot) throws TimeoutException {
        UiThread.run(() -> {
            open.workspace().modelProperty().set(new MadeUpModel(3, 8));
            open.workspace().probesProperty().set(SampleProbes.set());
        });
        UiThread.await(open::isIdle);
        open.run();
        open.selectPair();
        for (int text : new int[] {100, 200}) {
            dress(text == 100 ? ThemeChoice.LIGHT : ThemeChoice.DARK, text);
            for (String screen : List.of("probes", "results", "routing")) {
                open.show(screen);
                tabs(screen, text);
            }
        }
        open.show("report");
        press(robot, "verify");
        UiThread.await(open::isIdle);
        see("verified");
    }

    private void tabs(String screen, int text) throws TimeoutException {
        for (TabPane tabs : UiThread.get(() -> ScreenFaults.visible(root()).stream()
                .filter(TabPane.class::isInstance)
                .map(TabPane.class::cast)
                .toList())) {
            for (int i = 0; i < tabs.getTabs().size(); i++) {
                int tab = i;
                UiThread.run(() -> tabs.getSelectionModel().select(tab));
                UiThread.await(open::isIdle);
                compute();
                String name = String.join("-", screen, tabs.getTabs().get(i).getText(), String.valueOf(text))
                        .replaceAll("[^A-Za-z0-9-]+", "_");
                check.look(root(), name, SMALL, true);
            }
            UiThread.run(() -> tabs.getSelectionModel().select(0));
        }
    }

    private void compute() throws TimeoutException {
        for (Node button : UiThread.get(() -> ScreenFaults.visible(root()).stream()
                .filter(node -> "emptyAction".equals(node.getId()) && !node.isDisabled())
                .toList())) {
            UiThread.run(((ButtonBase) button)::fire);
            UiThread.await(open::isIdle);
        }
    }
}
