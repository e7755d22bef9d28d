package org.tiltmeter.views.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/// Takes the keyboard from one part of the window to the next and back to where it was in it, so that nobody presses
/// Tab through a whole window. The parts of a screen are what its dividers separate. UI thread.
final class KeyboardPanes {

    private static final String LAST = "tiltmeter.keyboard";

    private final Scene scene;
    private final Pane content;
    private final Supplier<List<Node>> parts;
    private final BooleanSupplier keysUsedLast;
    private boolean wasInside;

    /// @param content where the one screen is that is shown
    /// @param parts of the window, from the top
    /// @param keysUsedLast whether the user works with the keyboard now
    KeyboardPanes(Scene scene, Pane content, Supplier<List<Node>> parts, BooleanSupplier keysUsedLast) {
        this.scene = scene;
        this.content = content;
        this.parts = parts;
        this.keysUsedLast = keysUsedLast;
    }

    /// Sees to it that the keyboard stays on the screen where what has it goes, as the button that cancels goes with
    /// the work.
    void install() {
        scene.focusOwnerProperty().addListener((observed, before, after) -> {
            boolean gone = wasInside && (before == null || !isStop(before));
            wasInside = after != null && isWithin(after, content);
            if (gone && !wasInside) {
                Platform.runLater(this::comeBack);
            }
        });
    }

    private void comeBack() {
        Node owner = scene.getFocusOwner();
        if (owner == null || !(isWithin(owner, content) || owner instanceof TextInputControl)) {
            enterScreen();
        }
    }

    /// Shows another screen and gives it the keyboard: where that was in it, or else the screen as a whole, which
    /// arrows scroll and whose first control is one Tab away. A field beside the screen keeps it, and so does a
    /// lesson.
    ///
    /// @param swap puts the other screen in the place of the one that is shown
    void change(Runnable swap) {
        Node owner = scene.getFocusOwner();
        boolean inside = owner == null || isWithin(owner, content);
        content.getChildren().forEach(screen -> leave(screen, owner));
        swap.run();
        boolean called = keysUsedLast.getAsBoolean() && !(owner instanceof TextInputControl) && !isBeside(owner);
        if (inside || called) {
            enterScreen();
        }
    }

    /// Whether a node is in what stands beside the screens.
    private boolean isBeside(@Nullable Node owner) {
        Parent frame = content.getParent();
        while (frame != null && !(frame instanceof SplitPane)) {
            frame = frame.getParent();
        }
        return owner != null && frame != null && isWithin(owner, frame) && !isWithin(owner, content);
    }

    /// Gives the screen that is shown the keyboard.
    void enterScreen() {
        content.getChildren().stream().findFirst().ifPresent(screen -> {
            Node before = last(screen);
            focus(before == null ? screen : before);
        });
    }

    /// Goes to the next part.
    void next() {
        go(1);
    }

    /// Goes to the part before.
    void previous() {
        go(-1);
    }

    private void go(int by) {
        List<Node> panes = panes();
        Node owner = scene.getFocusOwner();
        Node left = paneOf(owner, panes);
        int at = left == null ? -1 : panes.indexOf(left);
        if (left != null) {
            leave(left, owner);
        }
        // A part may hold nothing but parts, or nothing that takes the keyboard now.
        for (int i = 1; i <= panes.size(); i++) {
            Node next = panes.get(Math.floorMod(at + by * i, panes.size()));
            if (firstStop(next, panes) != null) {
                enter(next, panes);
                return;
            }
        }
    }

    private void enter(Node pane, List<Node> panes) {
        Node target = last(pane);
        if (target == null) {
            target = firstStop(pane, panes);
        }
        if (target != null) {
            focus(target);
        }
    }

    /// Remembers where the keyboard is in a part.
    static void leave(Node pane, @Nullable Node owner) {
        if (owner != null && isWithin(owner, pane)) {
            pane.getProperties().put(LAST, owner);
        }
    }

    /// Where the keyboard was in a part when it left; null where that is no longer seen.
    static @Nullable Node last(Node pane) {
        return pane.getProperties().get(LAST) instanceof Node node && isStop(node) && isWithin(node, pane)
                ? node
                : null;
    }

    /// Gives a node the keyboard and scrolls to it.
    static void focus(Node target) {
        target.requestFocus();
        for (Parent at = target.getParent(); at != null; at = at.getParent()) {
            if (at instanceof ScrollPane scroll && scroll.getContent() != null) {
                reveal(target, scroll);
            }
        }
    }

    private static void reveal(Node target, ScrollPane scroll) {
        Node content = scroll.getContent();
        Bounds bounds = content.sceneToLocal(target.localToScene(target.getLayoutBounds()));
        double seen = scroll.getViewportBounds().getHeight();
        double hidden = content.getLayoutBounds().getHeight() - seen;
        if (hidden > 0) {
            double top = scroll.getVvalue() * hidden;
            if (bounds.getMinY() < top) {
                scroll.setVvalue(Math.clamp(bounds.getMinY() / hidden, 0, 1));
            } else if (bounds.getMaxY() > top + seen) {
                scroll.setVvalue(Math.clamp((bounds.getMaxY() - seen) / hidden, 0, 1));
            }
        }
    }

    private List<Node> panes() {
        List<Node> panes = new ArrayList<>();
        for (Node part : parts.get()) {
            if (isShown(part)) {
                panes.add(part);
                split(part, panes);
            }
        }
        return panes;
    }

    /// Finds what dividers separate within a part.
    private static void split(Node node, List<Node> panes) {
        if (!node.isVisible() || !(node instanceof Parent parent)) {
            return;
        }
        if (parent instanceof SplitPane divided) {
            for (Node item : divided.getItems()) {
                if (item.isVisible()) {
                    panes.add(item);
                    split(item, panes);
                }
            }
        } else if (!(parent instanceof Control)
                || parent instanceof ScrollPane
                || parent instanceof TabPane
                || parent instanceof TitledPane) {
            parent.getChildrenUnmodifiable().forEach(child -> split(child, panes));
        }
    }

    /// The innermost of these parts around a node.
    private static @Nullable Node paneOf(@Nullable Node owner, List<Node> panes) {
        for (Node at = owner; at != null; at = at.getParent()) {
            if (panes.contains(at)) {
                return at;
            }
        }
        return null;
    }

    private static @Nullable Node firstStop(Node pane, List<Node> panes) {
        return firstStop(pane, pane, panes);
    }

    private static @Nullable Node firstStop(Node node, Node pane, List<Node> panes) {
        if (!node.isVisible() || node.isDisabled() || (node != pane && panes.contains(node))) {
            return null;
        }
        if (node.isFocusTraversable()) {
            return chosen(node);
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Node found = firstStop(child, pane, panes);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /// Among buttons of which one is chosen, that one.
    private static Node chosen(Node stop) {
        return stop instanceof ToggleButton toggle
                        && toggle.getToggleGroup() != null
                        && toggle.getToggleGroup().getSelectedToggle() instanceof ToggleButton selected
                        && isStop(selected)
                ? selected
                : stop;
    }

    private static boolean isStop(Node node) {
        return node.getScene() != null && !node.isDisabled() && isShown(node);
    }

    private static boolean isShown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWithin(Node node, Node pane) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == pane) {
                return true;
            }
        }
        return false;
    }
}
