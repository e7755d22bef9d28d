package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.views.figures.ScreenPictures;
import org.tiltmeter.views.settings.ThemeChoice;

/// Every screen, empty and at work, at three window sizes, both text sizes and in both themes: nothing cut off,
/// nothing over something else, enough contrast, every control named. With `-Dtiltmeter.pictures=true` each is kept
/// as a picture under `target/screens`.
@ExtendWith(ApplicationExtension.class)
class EveryScreenFxTest {

    private static final String[] SCREENS = {
        "start", "model", "probes", "results", "routing", "concepts", "report", "lessons", "settings", "help"
    };
    private static final int[][] SIZES = {{1024, 700}, {1440, 900}, {2560, 1440}};
    private static final int[] TEXT_SIZES = {100, 200};
    private static final int PULSES = 5;

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

    private void show(FxRobot robot, String screen) throws TimeoutException {
        robot.interact(() -> open.window().workspace().featureProperty().set(screen));
        OpenWindow.await(open::isIdle);
    }

    private void check(FxRobot robot, String state, Set<String> faults) throws TimeoutException {
        Parent root = open.stage().getScene().getRoot();
        for (int text : TEXT_SIZES) {
            robot.interact(() -> open.window().settings().textSizeProperty().set(text));
            for (String screen : SCREENS) {
                show(robot, screen);
                for (int[] size : SIZES) {
                    String where = "%s-%s-%dx%d-%d".formatted(state, screen, size[0], size[1], text);
                    note(faults, where, lasting(robot, root, size));
                    look(robot, root, where, size, text == 100 && size[0] == 1440, faults);
                }
            }
        }
    }

    /// What is wrong with the layout and stays so: while styles arrive, a pulse or two may show words that are not
    /// yet measured.
    private static List<String> lasting(FxRobot robot, Parent root, int[] size) {
        List<String> found = new ArrayList<>();
        for (int pulse = 0; pulse == 0 || (pulse < PULSES && !found.isEmpty()); pulse++) {
            WaitForAsyncUtils.waitForFxEvents();
            boolean again = pulse > 0;
            robot.interact(() -> {
                if (again) {
                    ScreenFaults.visible(root).stream()
                            .filter(Parent.class::isInstance)
                            .forEach(node -> ((Parent) node).requestLayout());
                }
                layOut(root, size);
                found.clear();
                found.addAll(ScreenFaults.cutOff(root));
                found.addAll(ScreenFaults.overlapping(root));
            });
        }
        return found;
    }

    /// The headless screen is smaller than the largest window, so the root is laid out alone.
    private static void layOut(Parent root, int[] size) {
        root.resize(size[0], size[1]);
        root.applyCss();
        root.layout();
        root.layout();
    }

    private void look(FxRobot robot, Parent root, String where, int[] size, boolean measure, Set<String> faults) {
        boolean pictures = Boolean.getBoolean("tiltmeter.pictures");
        for (ThemeChoice theme : List.of(ThemeChoice.DARK, ThemeChoice.LIGHT)) {
            if (pictures || measure) {
                String name = where + "-" + theme.name().toLowerCase(Locale.ROOT);
                robot.interact(() -> open.window().settings().themeProperty().set(theme));
                WaitForAsyncUtils.waitForFxEvents();
                robot.interact(() -> {
                    layOut(root, size);
                    note(faults, name, ScreenFaults.faint(root));
                    note(faults, name, ScreenFaults.nameless(root));
                    if (pictures) {
                        ScreenPictures.take(root, name);
                    }
                });
            }
        }
    }

    private static void note(Set<String> faults, String where, List<String> found) {
        found.forEach(fault -> faults.add(where + ": " + fault));
    }

    @Test
    void isWholeAndReadable(FxRobot robot) throws TimeoutException {
        Set<String> faults = new LinkedHashSet<>();
        check(robot, "empty", faults);
        robot.interact(open.window()::openSample);
        OpenWindow.await(() -> open.window().workspace().modelProperty().get() != null);
        robot.interact(() -> robot.lookup("#run").queryButton().fire());
        OpenWindow.await(() -> open.window().workspace().resultProperty().get() != null);
        robot.interact(() -> open.window()
                .workspace()
                .selection()
                .pairProperty()
                .set(open.window()
                        .workspace()
                        .resultProperty()
                        .get()
                        .items()
                        .getFirst()
                        .pair()));
        check(robot, "working", faults);
        assertThat(faults).isEmpty();
    }

    @Test
    void everyButtonIsReachedByTheKeyboard(FxRobot robot) throws TimeoutException {
        for (String screen : List.of("start", "lessons", "settings")) {
            show(robot, screen);
            Parent root = open.stage().getScene().getRoot();
            List<Node> buttons = new ArrayList<>();
            robot.interact(() -> ScreenFaults.visible(root).stream()
                    .filter(node -> node instanceof ButtonBase
                            && node.isFocusTraversable()
                            && !node.isDisabled()
                            // Arrows go on within a group of switches.
                            && !(node instanceof ToggleButton toggle && toggle.getToggleGroup() != null))
                    .forEach(buttons::add));
            robot.interact(() -> robot.lookup("#sessionMenu").query().requestFocus());
            Set<Node> reached = new LinkedHashSet<>();
            for (int i = 0; i < 80 && !reached.containsAll(buttons); i++) {
                reached.add(open.stage().getScene().getFocusOwner());
                robot.push(javafx.scene.input.KeyCode.TAB);
            }
            assertThat(reached).as(screen).containsAll(buttons);
        }
    }
}
