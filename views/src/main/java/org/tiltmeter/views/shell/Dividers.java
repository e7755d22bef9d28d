package org.tiltmeter.views.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import org.tiltmeter.views.settings.Settings;

/// Puts the dividers of split panes where the user left them, and remembers where they are moved. UI thread.
final class Dividers {

    private final Settings settings;

    Dividers(Settings settings) {
        this.settings = settings;
    }

    /// Follows a pane of a screen.
    ///
    /// @param screen its name
    void follow(String screen, SplitPane pane) {
        follow(pane, screen + "." + (pane.getId() == null ? "panes" : pane.getId()));
    }

    private void follow(SplitPane pane, String name) {
        restore(pane, name);
        pane.getDividers()
                .forEach(divider -> divider.positionProperty().addListener((observed, before, after) -> {
                    // Resizing the window moves dividers too; only what a hand has moved is remembered.
                    if (pane.getOrientation() == Orientation.HORIZONTAL && isDragged(pane)) {
                        settings.rememberDividers(name, positions(pane));
                    }
                }));
    }

    /// Puts the dividers of one pane where they were left, if they ever were.
    void restore(SplitPane pane, String name) {
        List<Double> positions = settings.dividers(name);
        if (positions.size() == pane.getDividers().size()) {
            for (int i = 0; i < positions.size(); i++) {
                pane.setDividerPosition(i, positions.get(i));
            }
        }
    }

    static boolean isDragged(SplitPane pane) {
        return pane.lookupAll(".split-pane-divider").stream().anyMatch(Node::isPressed);
    }

    private static List<Double> positions(SplitPane pane) {
        List<Double> positions = new ArrayList<>();
        for (double position : pane.getDividerPositions()) {
            positions.add(position);
        }
        return positions;
    }
}
