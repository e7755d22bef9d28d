package org.tiltmeter.views.shell;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A ring around whatever the keyboard has come to: flat buttons, tabs, tables and drawings look the same with and
/// without the keyboard, or almost. What the program gives the keyboard after a key was pressed has it too, as when a
/// screen is called by its keys. Fields of text show it themselves. UI thread.
final class FocusRing {

    private static final double GAP = 3;

    private final Scene scene;
    private final Pane root;
    private final Region ring = new Region();
    private boolean keysUsedLast;
    private boolean comeToByKeys;

    /// @param root of the scene, over which the ring is drawn
    FocusRing(Scene scene, Pane root) {
        this.scene = scene;
        this.root = root;
        ring.getStyleClass().add("focus-ring");
        ring.setManaged(false);
        ring.setMouseTransparent(true);
        ring.setVisible(false);
        // Over what is added to the root later.
        ring.setViewOrder(-1);
    }

    void install() {
        root.getChildren().add(ring);
        scene.focusOwnerProperty()
                .flatMap(Node::focusVisibleProperty)
                .orElse(false)
                .subscribe(ignored -> follow());
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> keysUsedLast = true);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            keysUsedLast = false;
            comeToByKeys = false;
        });
        scene.focusOwnerProperty().subscribe(ignored -> {
            comeToByKeys = keysUsedLast;
            follow();
        });
        // What has the keyboard may scroll, grow or go.
        scene.addPostLayoutPulseListener(this::follow);
    }

    /// Whether a key was pressed since the mouse was.
    boolean isKeysUsedLast() {
        return keysUsedLast;
    }

    private void follow() {
        Node owner = scene.getFocusOwner();
        Bounds seen = owner == null
                        || !(owner.isFocusVisible() || comeToByKeys)
                        || owner instanceof TextInputControl
                        || owner == root
                ? null
                : seen(owner);
        ring.setVisible(seen != null);
        if (seen != null) {
            ring.resizeRelocate(seen.getMinX(), seen.getMinY(), seen.getWidth(), seen.getHeight());
        }
    }

    /// Where a node is seen, with a gap around it; null where it has been scrolled away.
    private @Nullable Bounds seen(Node owner) {
        Bounds bounds = owner.localToScene(owner.getLayoutBounds());
        double left = bounds.getMinX() - GAP;
        double top = bounds.getMinY() - GAP;
        double right = bounds.getMaxX() + GAP;
        double bottom = bounds.getMaxY() + GAP;
        for (Node at = owner.getParent(); at != null; at = at.getParent()) {
            if (at.getClip() != null || at == root) {
                Bounds frame = at.localToScene(at.getLayoutBounds());
                left = Math.max(left, frame.getMinX());
                top = Math.max(top, frame.getMinY());
                right = Math.min(right, frame.getMaxX());
                bottom = Math.min(bottom, frame.getMaxY());
            }
        }
        return right - left > 2 * GAP && bottom - top > 2 * GAP
                ? new BoundingBox(left, top, right - left, bottom - top)
                : null;
    }
}
