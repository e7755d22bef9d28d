package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;
import org.tiltmeter.views.Texts;

/// Random actions, the same for the same seed: no exception, no dead end, and the window never computes for a second.
/// `-Dtiltmeter.monkey=5000` does more of them, `-Dtiltmeter.monkeySeed=7` others; on a quiet machine
/// `-Dtiltmeter.monkeyFrozen=200` allows a fifth of a second.
///
/// What counts as freezing is the processor time that the window's thread takes for one action, not the time on the
/// wall, which on a busy machine says nothing about the window.
@ExtendWith(ApplicationExtension.class)
class MonkeyFxTest {

    private static final int ACTIONS = Integer.getInteger("tiltmeter.monkey", 500);
    private static final long SEED = Long.getLong("tiltmeter.monkeySeed", 42);
    private static final long FROZEN_MILLISECONDS = Long.getLong("tiltmeter.monkeyFrozen", 1_000);
    /// The first use of a screen loads its classes and style sheets; a user waits for that once.
    private static final long FROZEN_AT_FIRST_MILLISECONDS = 3_000;

    private static final int WARMING_UP = 150;
    private static final String[] WORDS = {"nurse", "{gender.subject}", "", "10", "ä", "The {occupation} said.", "{"};
    private static final KeyCode[] KEYS = {
        KeyCode.TAB,
        KeyCode.ENTER,
        KeyCode.ESCAPE,
        KeyCode.UP,
        KeyCode.DOWN,
        KeyCode.LEFT,
        KeyCode.RIGHT,
        KeyCode.SPACE,
        KeyCode.F1,
        KeyCode.F5,
        KeyCode.HOME,
        KeyCode.END,
        KeyCode.DELETE,
        KeyCode.BACK_SPACE,
        KeyCode.PAGE_DOWN,
        KeyCode.CONTEXT_MENU
    };

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<Throwable> thrown = new ArrayList<>();
    private final List<String> frozen = new ArrayList<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private OpenWindow open;

    @Start
    void start(Stage stage) throws IOException {
        open = new OpenWindow(folder, stage);
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> thrown.add(fault));
    }

    @Stop
    void stop() throws InterruptedException {
        open.close();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// One action on something that is visible, said in words. UI thread.
    private String act(Parent root) {
        if (random.nextInt(4) == 0) {
            KeyCode key = KEYS[random.nextInt(KEYS.length)];
            boolean control = random.nextInt(8) == 0;
            Node owner = open.stage().getScene().getFocusOwner();
            Node target = owner == null ? root : owner;
            Event.fireEvent(
                    target,
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, random.nextBoolean(), control, false, false));
            return "key " + key + (control ? " with control" : "") + " at " + target;
        }
        List<Node> things = ScreenFaults.visible(root).stream()
                .filter(node -> !node.isDisabled())
                .filter(node -> (node instanceof ButtonBase && !(node instanceof MenuButton))
                        || node instanceof TextInputControl
                        || node instanceof ComboBox<?>
                        || node instanceof Slider
                        || node instanceof TabPane
                        || node instanceof TableView<?>)
                // These open windows of the system, which nobody is there to close.
                .filter(node -> !"sessionSearch".equals(node.getId()))
                .toList();
        Node thing = any(things);
        switch (thing) {
            case ButtonBase button -> button.fire();
            case TextInputControl input -> {
                if (input.isEditable()) {
                    input.setText(WORDS[random.nextInt(WORDS.length)]);
                }
            }
            case ComboBox<?> box -> {
                if (!box.getItems().isEmpty()) {
                    box.getSelectionModel().select(random.nextInt(box.getItems().size()));
                }
            }
            case Slider slider ->
                slider.setValue(slider.getMin() + random.nextDouble() * (slider.getMax() - slider.getMin()));
            case TabPane tabs ->
                tabs.getSelectionModel().select(random.nextInt(tabs.getTabs().size()));
            case TableView<?> table -> {
                if (!table.getItems().isEmpty()) {
                    table.getSelectionModel()
                            .select(random.nextInt(table.getItems().size()));
                }
            }
            default -> throw new IllegalStateException(thing.toString());
        }
        return thing.toString();
    }

    /// Something in the menu that has opened, if one has. UI thread.
    private String chooseFromMenu() {
        List<ContextMenu> menus = Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .toList();
        StringBuilder chosen = new StringBuilder();
        for (ContextMenu menu : menus) {
            List<MenuItem> items = menu.getItems().stream()
                    .filter(item -> !item.isDisable() && item.getText() != null && !(item instanceof Menu))
                    // It waits for someone who closes it.
                    .filter(item -> !item.getText().equals(Texts.get("session.search")))
                    .toList();
            menu.hide();
            if (!items.isEmpty()) {
                MenuItem item = any(items);
                item.fire();
                chosen.append(", then “").append(item.getText()).append('”');
            }
        }
        return chosen.toString();
    }

    @Test
    void nothingThatIsPressedBreaksOrBlocksTheWindow(FxRobot robot, TestReporter reporter) throws TimeoutException {
        Parent root = open.stage().getScene().getRoot();
        long[] window = new long[1];
        robot.interact(() -> window[0] = Thread.currentThread().threadId());
        List<String> done = new ArrayList<>();
        long longest = 0;
        for (int i = 0; i < ACTIONS; i++) {
            long before = threads.getThreadCpuTime(window[0]);
            robot.interact(() -> done.add(act(root) + chooseFromMenu()));
            WaitForAsyncUtils.waitForFxEvents(1);
            long took = TimeUnit.NANOSECONDS.toMillis(threads.getThreadCpuTime(window[0]) - before);
            longest = i < WARMING_UP ? longest : Math.max(longest, took);
            if (took > (i < WARMING_UP ? FROZEN_AT_FIRST_MILLISECONDS : FROZEN_MILLISECONDS)) {
                frozen.add("action %d, %s: %d ms".formatted(i, done.getLast(), took));
            }
            if (i % 50 == 49) {
                OpenWindow.await(open::isIdle);
            }
            assertThat(thrown)
                    .as("seed %d, action %d: %s", SEED, i, done.getLast())
                    .isEmpty();
        }
        reporter.publishEntry("longest action in ms of the window's thread", Long.toString(longest));
        assertThat(frozen).as("seed %d", SEED).isEmpty();
        // From wherever this ended there is a way back to the start and on to a result.
        robot.interact(() -> {
            open.window().settings().textSizeProperty().set(100);
            robot.lookup("#feature-start").<ButtonBase>queryAs(ButtonBase.class).fire();
        });
        robot.interact(() -> robot.lookup("#sample").queryButton().fire());
        OpenWindow.await(() -> open.isIdle() && open.workspace().modelProperty().get() != null);
        open.run();
    }
}
