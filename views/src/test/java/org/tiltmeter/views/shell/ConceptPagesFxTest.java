package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.scene.Parent;
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
import org.tiltmeter.views.testing.MadeUpModel;

/// The pages of the concept explorer's tests, asked and computed, in a small window with large type and in a usual
/// one in both themes: nothing cut off, nothing over something else, enough contrast, every control named.
@ExtendWith(ApplicationExtension.class)
class ConceptPagesFxTest {

    private static final int[] SMALL = {1024, 700};
    private static final int[] USUAL = {1440, 900};
    private static final int PULSES = 5;

    @TempDir
    Path folder;

    private OpenWindow open;
    private final Set<String> faults = new LinkedHashSet<>();

    @Start
    void start(Stage stage) throws IOException {
        open = new OpenWindow(folder, stage);
    }

    @Stop
    void stop() throws InterruptedException {
        open.close();
    }

    private void look(FxRobot robot, String page, int text, ThemeChoice theme, int[] size) throws TimeoutException {
        Parent root = open.stage().getScene().getRoot();
        robot.interact(() -> {
            open.window().settings().textSizeProperty().set(text);
            open.window().settings().themeProperty().set(theme);
        });
        OpenWindow.await(open::isIdle);
        String where = "%s-%dx%d-%d-%s".formatted(page, size[0], size[1], text, theme.name());
        List<String> found = new ArrayList<>();
        for (int pulse = 0; pulse == 0 || (pulse < PULSES && !found.isEmpty()); pulse++) {
            WaitForAsyncUtils.waitForFxEvents();
            robot.interact(() -> {
                root.resize(size[0], size[1]);
                root.applyCss();
                root.layout();
            });
            // In a narrow window the texts move among the pages, in the next round.
            WaitForAsyncUtils.waitForFxEvents();
            robot.interact(() -> {
                root.resize(size[0], size[1]);
                root.applyCss();
                root.layout();
                root.layout();
                found.clear();
                found.addAll(ScreenFaults.cutOff(root));
                found.addAll(ScreenFaults.overlapping(root));
                found.addAll(ScreenFaults.faint(root));
                found.addAll(ScreenFaults.nameless(root));
            });
        }
        found.forEach(fault -> faults.add(where + ": " + fault));
        robot.interact(() -> ScreenPictures.take(root, "concept-" + where));
    }

    private void lookAtSizes(FxRobot robot, String page) throws TimeoutException {
        look(robot, page, 200, ThemeChoice.LIGHT, SMALL);
        look(robot, page, 100, ThemeChoice.DARK, SMALL);
        look(robot, page, 100, ThemeChoice.LIGHT, USUAL);
    }

    @Test
    void testsAreWholeAndReadable(FxRobot robot) throws TimeoutException {
        robot.interact(() -> {
            open.workspace().modelProperty().set(new MadeUpModel(3, 8));
            open.workspace().conceptsProperty().set(FiguresExplainedFxTest.concepts());
            open.workspace().featureProperty().set("concepts");
        });
        OpenWindow.await(open::isIdle);
        for (String page : List.of("associations", "sensitivity", "moral")) {
            robot.interact(() ->
                    robot.lookup("#concepts-" + page).<ToggleButton>query().setSelected(true));
            lookAtSizes(robot, page);
            robot.interact(() -> robot.lookup("#compute").queryButton().fire());
            OpenWindow.await(open::isIdle);
            lookAtSizes(robot, page + "-computed");
        }
        assertThat(faults).isEmpty();
    }
}
