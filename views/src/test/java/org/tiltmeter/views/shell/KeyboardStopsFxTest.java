package org.tiltmeter.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// Goes through every screen with the Tab key alone: it comes to every button, and wherever it stops one sees it.
@ExtendWith(ApplicationExtension.class)
class KeyboardStopsFxTest {

    private static final int MOST = 150;
    private static final double RING = 4;

    /// The window itself may be without the keyboard for a moment, and is given it back before the next look.
    private static final int LOOKS = 3;

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

    private Parent root() {
        return open.stage().getScene().getRoot();
    }

    private void show(String screen) throws TimeoutException {
        open.show(screen);
        if (screen.equals("report") && open.workspace().resultProperty().get() != null) {
            // Its pages are set a moment after it is shown.
            UiThread.await(() -> !root().lookup("#savePdf").isDisabled());
        }
    }

    /// What a node and the room for a ring around it look like.
    private int[] picture(Node node) {
        UiThread.layOut();
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setViewport(new Rectangle2D(
                bounds.getMinX() - RING,
                bounds.getMinY() - RING,
                Math.max(1, bounds.getWidth() + 2 * RING),
                Math.max(1, bounds.getHeight() + 2 * RING)));
        WritableImage image = root().snapshot(parameters, null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return pixels;
    }

    private List<Node> buttons() {
        return ScreenFaults.visible(root()).stream()
                .filter(node -> node instanceof ButtonBase
                        && node.isFocusTraversable()
                        && !node.isDisabled()
                        // Arrows go on within a group of switches.
                        && !(node instanceof ToggleButton toggle && toggle.getToggleGroup() != null))
                .toList();
    }

    private Node step(Node from, TraversalDirection direction) {
        from.requestFocusTraversal(direction);
        return open.stage().getScene().getFocusOwner();
    }

    /// Goes back to a node and on again, and says whether that changes what one sees of it. What a node scrolls to is
    /// seen from the next frame on.
    private boolean isSeenOnLeaving(Node at, Node next) throws TimeoutException {
        UiThread.run(() -> step(next, TraversalDirection.PREVIOUS));
        UiThread.pulse(open.stage());
        int[] focused = UiThread.get(() -> picture(at));
        UiThread.run(() -> step(at, TraversalDirection.NEXT));
        UiThread.pulse(open.stage());
        return !Arrays.equals(focused, UiThread.get(() -> picture(at)));
    }

    /// How the keyboard stands at a node, come to from the one after it.
    private String state(Node at, Node next) {
        Node owner = step(next, TraversalDirection.PREVIOUS);
        UiThread.layOut();
        Node ring = root().lookup(".focus-ring");
        String state = at + " in " + at.localToScene(at.getLayoutBounds()) + ", which has "
                + (at.isFocused() ? "it" : "it not")
                + (at.isFocusVisible() ? ", visibly" : "") + "; the stop before " + next + " is " + owner
                + ", the window "
                + (open.stage().isFocused() ? "has" : "does not have") + " the keyboard, the ring is "
                + (ring.isVisible() ? "around " + ring.getBoundsInParent() : "not shown");
        step(at, TraversalDirection.NEXT);
        return state;
    }

    /// Presses Tab until it comes round, and once more where something was wrong: what passes is no fault, as when
    /// the window was without the keyboard for a moment.
    private Set<String> faults(FxRobot robot, String screen) throws TimeoutException {
        return tour(robot, screen).isEmpty() ? Set.of() : tour(robot, screen);
    }

    private Set<String> tour(FxRobot robot, String screen) throws TimeoutException {
        Set<String> faults = new LinkedHashSet<>();
        show(screen);
        UiThread.run(() -> robot.lookup("#sessionMenu").query().requestFocus());
        Set<Node> reached = new LinkedHashSet<>();
        for (int i = 0; i < MOST; i++) {
            // The first stop was not come to with the Tab key and shows no ring.
            boolean first = reached.isEmpty();
            Node at = UiThread.get(() -> open.stage().getScene().getFocusOwner());
            Node next = UiThread.get(() -> step(at, TraversalDirection.NEXT));
            if (!first && next != at && !isSeen(at, next)) {
                faults.add(
                        screen + ": one does not see that the keyboard is at " + UiThread.get(() -> state(at, next)));
            }
            reached.add(at);
            if (next == at || reached.contains(next)) {
                break;
            }
        }
        List<Node> missed = new ArrayList<>(UiThread.get(this::buttons));
        missed.removeAll(reached);
        missed.forEach(button -> faults.add(screen + ": the keyboard does not come to " + button));
        return faults;
    }

    private boolean isSeen(Node at, Node next) throws TimeoutException {
        for (int look = 0; look < LOOKS; look++) {
            if (isSeenOnLeaving(at, next)) {
                return true;
            }
            UiThread.run(() -> open.stage().requestFocus());
            UiThread.await(() -> open.stage().isFocused());
        }
        return false;
    }

    @Test
    void everyStopIsSeenAndEveryButtonReached(FxRobot robot) throws TimeoutException {
        List<String> faults = new ArrayList<>();
        for (String screen : List.of("start", "model", "probes", "results", "routing", "report")) {
            faults.addAll(faults(robot, screen));
        }
        open.runSample();
        open.selectPair();
        for (String screen :
                List.of("model", "probes", "results", "routing", "concepts", "report", "lessons", "settings", "help")) {
            faults.addAll(faults(robot, screen));
        }
        assertThat(faults).isEmpty();
    }
}
