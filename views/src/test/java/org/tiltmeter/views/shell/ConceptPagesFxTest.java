package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.tiltmeter.views.settings.ThemeChoice;
import org.tiltmeter.views.testing.MadeUpModel;

/// The pages of the concept explorer's tests, asked and computed, in a small window with large type and in a usual
/// one in both themes: nothing cut off, nothing over something else, enough contrast, every control named.
@ExtendWith(ApplicationExtension.class)
class ConceptPagesFxTest {

    private static final int[] SMALL = {1024, 700};
    private static final int[] USUAL = {1440, 900};

    @TempDir
    Path folder;

    private OpenWindow open;
    private ScreenCheck check;

    @Start
    void start(Stage stage) throws IOException {
        open = new OpenWindow(folder, stage);
        check = new ScreenCheck(Path.of("target", "screens", "concept-pages"));
    }

    @Stop
    void stop() throws InterruptedException, IOException {
        check.close();
        open.close();
    }

    private void look(FxRobot robot, String page, int text, ThemeChoice theme, int[] size) throws TimeoutException {
        robot.interact(() -> {
            open.window().settings().textSizeProperty().set(text);
            open.window().settings().themeProperty().set(theme);
        });
        OpenWindow.await(open::isIdle);
        check.look(
                open.stage().getScene().getRoot(),
                "%s-%dx%d-%d-%s".formatted(page, size[0], size[1], text, theme.name()),
                size,
                true);
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
        assertThat(check.faults()).isEmpty();
    }
}
