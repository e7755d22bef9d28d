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
import org.tiltmeter.views.settings.ThemeChoice;

/// Every screen, empty and at work, at three window sizes, both text sizes and in both themes: nothing cut off,
/// nothing over something else, enough contrast, every control named. Each is kept as a picture under
/// `target/screens/every`, with a page that shows all; dark ones at one size, because only their colours differ.
@ExtendWith(ApplicationExtension.class)
class EveryScreenFxTest {

    private static final String[] SCREENS = {
        "start", "model", "probes", "results", "routing", "concepts", "report", "lessons", "settings", "help"
    };
    private static final int[][] SIZES = {{1024, 700}, {1440, 900}, {2560, 1440}};
    private static final int[] TEXT_SIZES = {100, 200};
    private static final List<ThemeChoice> THEMES = List.of(ThemeChoice.DARK, ThemeChoice.LIGHT);
    private static final int USUAL_WIDTH = 1440;
    private static final int PULSES = 5;

    @TempDir
    Path folder;

    private OpenWindow open;
    private ScreenAlbum album;

    @Start
    void start(Stage stage) throws IOException {
        open = new OpenWindow(folder, stage);
    }

    @Stop
    void stop() throws InterruptedException {
        open.close();
    }

    private void show(String screen) throws TimeoutException {
        UiThread.run(() -> open.window().workspace().featureProperty().set(screen));
        UiThread.await(open::isIdle);
    }

    /// Whole rounds of one theme and text size, because every change of these dresses the whole window anew.
    private void check(String state, Set<String> faults) throws TimeoutException {
        for (int text : TEXT_SIZES) {
            for (ThemeChoice theme : THEMES) {
                UiThread.run(() -> {
                    open.window().settings().textSizeProperty().set(text);
                    open.window().settings().themeProperty().set(theme);
                });
                for (String screen : SCREENS) {
                    show(screen);
                    for (int[] size : SIZES) {
                        look(
                                "%s-%s-%dx%d-%d-%s".formatted(state, screen, size[0], size[1], text, nameOf(theme)),
                                size,
                                theme == ThemeChoice.LIGHT || size[0] == USUAL_WIDTH,
                                faults);
                    }
                }
            }
        }
    }

    /// What is wrong with the layout and stays so: while styles arrive, a pulse or two may show words that are not
    /// yet measured.
    private void look(String where, int[] size, boolean picture, Set<String> faults) {
        Parent root = open.stage().getScene().getRoot();
        List<String> found = new ArrayList<>();
        for (int pulse = 0; pulse == 0 || (pulse < PULSES && !found.isEmpty()); pulse++) {
            boolean again = pulse > 0;
            if (again) {
                WaitForAsyncUtils.waitForFxEvents();
            }
            UiThread.run(() -> {
                if (again) {
                    ScreenFaults.visible(root).stream()
                            .filter(Parent.class::isInstance)
                            .forEach(node -> ((Parent) node).requestLayout());
                }
                layOut(root, size);
                found.clear();
                found.addAll(ScreenFaults.cutOff(root));
                found.addAll(ScreenFaults.overlapping(root));
                found.addAll(ScreenFaults.clipped(root));
                if (found.isEmpty()) {
                    note(faults, where, ScreenFaults.faint(root));
                    note(faults, where, ScreenFaults.nameless(root));
                    if (picture) {
                        album.take(root, where);
                    }
                }
            });
        }
        if (!found.isEmpty()) {
            note(faults, where, found);
            UiThread.run(() -> {
                layOut(root, size);
                album.take(root, where);
            });
        }
    }

    /// The headless screen is smaller than the largest window, so the root is laid out alone.
    private static void layOut(Parent root, int[] size) {
        root.resize(size[0], size[1]);
        root.applyCss();
        root.layout();
        root.layout();
    }

    private static String nameOf(ThemeChoice theme) {
        return theme.name().toLowerCase(Locale.ROOT);
    }

    private static void note(Set<String> faults, String where, List<String> found) {
        found.forEach(fault -> faults.add(where + ": " + fault));
    }

    @Test
    void isWholeAndReadable(FxRobot robot) throws IOException, InterruptedException, TimeoutException {
        Set<String> faults = new LinkedHashSet<>();
        try (ScreenAlbum pictures = new ScreenAlbum(Path.of("target", "screens", "every"))) {
            album = pictures;
            check("empty", faults);
            work(robot);
            check("working", faults);
        }
        assertThat(faults).isEmpty();
    }

    /// Opens the sample, runs it and selects a pair.
    private void work(FxRobot robot) throws TimeoutException {
        UiThread.run(open.window()::openSample);
        UiThread.await(() -> open.window().workspace().modelProperty().get() != null && open.isIdle());
        UiThread.run(() -> robot.lookup("#run").queryButton().fire());
        UiThread.await(() -> open.window().workspace().resultProperty().get() != null);
        UiThread.run(() -> open.window()
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
    }

    @Test
    void everyButtonIsReachedByTheKeyboard(FxRobot robot) throws TimeoutException {
        for (String screen : List.of("start", "lessons", "settings")) {
            show(screen);
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
