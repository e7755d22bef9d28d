package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.scene.Parent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
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

    /// Whole rounds of one theme and text size, because every change of these dresses the whole window anew.
    private void look(ScreenCheck check, String state) throws TimeoutException {
        Parent root = open.stage().getScene().getRoot();
        for (int text : TEXT_SIZES) {
            for (ThemeChoice theme : THEMES) {
                UiThread.run(() -> {
                    open.window().settings().textSizeProperty().set(text);
                    open.window().settings().themeProperty().set(theme);
                });
                for (String screen : SCREENS) {
                    open.show(screen);
                    for (int[] size : SIZES) {
                        check.look(
                                root,
                                "%s-%s-%dx%d-%d-%s".formatted(state, screen, size[0], size[1], text, nameOf(theme)),
                                size,
                                theme == ThemeChoice.LIGHT || size[0] == USUAL_WIDTH);
                    }
                }
            }
        }
    }

    private static String nameOf(ThemeChoice theme) {
        return theme.name().toLowerCase(Locale.ROOT);
    }

    @Test
    void isWholeAndReadable() throws IOException, TimeoutException {
        Set<String> faults;
        try (ScreenCheck check = new ScreenCheck(Path.of("target", "screens", "every"))) {
            look(check, "empty");
            open.runSample();
            open.selectPair();
            look(check, "working");
            faults = check.faults();
        }
        assertThat(faults).isEmpty();
    }
}
