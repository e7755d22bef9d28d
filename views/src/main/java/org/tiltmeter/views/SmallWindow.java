package org.tiltmeter.views;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/// Shows a screen in part and scrolls where the window is smaller than it needs, as with large type. UI thread.
public final class SmallWindow {

    private SmallWindow() {}

    /// The screen as large as the window, or as large as it must be.
    public static ScrollPane scrolling(Node screen) {
        ScrollPane scroll = new ScrollPane(screen);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("feature-scroll");
        return scroll;
    }
}
