package org.tiltmeter.views.shell;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import org.tiltmeter.views.settings.Settings;

/// Where a lesson is taught: beside the screens, which then have the sidebar's room too where the window is narrow
/// for its type, or below them where not even that leaves enough. UI thread.
final class LessonPlace {

    private static final String DIVIDER = "lesson";
    private static final String BELOW = "below";
    private static final double SCREEN_SHARE = 0.7;
    private static final double SCREEN_SHARE_ABOVE = 0.52;

    /// Narrower than so many heights of a letter, screens and a lesson do not fit beside one another.
    private static final double LEAST_LETTERS = 62;

    private final SplitPane split;
    private final Node panel;
    private final Settings settings;
    private final Dividers dividers;
    private final Sidebar sidebar;
    private double width;

    /// @param split holds the screens, and the lesson while one is taught
    /// @param panel the lesson
    /// @param dividers remember where the divider between them stands
    /// @param sidebar gives room
    LessonPlace(SplitPane split, Node panel, Settings settings, Dividers dividers, Sidebar sidebar) {
        this.split = split;
        this.panel = panel;
        this.settings = settings;
        this.dividers = dividers;
        this.sidebar = sidebar;
        SplitPane.setResizableWithParent(panel, false);
        settings.textSizeProperty().subscribe(ignored -> arrange());
        settings.projectorProperty().subscribe(ignored -> arrange());
    }

    /// Takes the window's width.
    void fit(Number windowWidth) {
        width = windowWidth.doubleValue();
        arrange();
    }

    /// Shows the lesson or takes it away.
    void show(boolean taught) {
        sidebar.giveRoom(taught);
        if (!taught) {
            split.getItems().remove(panel);
        } else if (!split.getItems().contains(panel)) {
            split.getItems().add(panel);
            divide();
            split.getDividers().getFirst().positionProperty().addListener((observed, before, after) -> {
                if (split.getOrientation() == Orientation.HORIZONTAL && Dividers.isDragged(split)) {
                    settings.rememberDividers(DIVIDER, List.of(after.doubleValue()));
                }
            });
        }
    }

    private void arrange() {
        double letters = width / Appearance.pixels(settings);
        boolean below = letters > 0 && letters < LEAST_LETTERS;
        Orientation wanted = below ? Orientation.VERTICAL : Orientation.HORIZONTAL;
        if (split.getOrientation() != wanted) {
            split.setOrientation(wanted);
            if (below) {
                panel.getStyleClass().add(BELOW);
            } else {
                panel.getStyleClass().remove(BELOW);
            }
            divide();
        }
    }

    private void divide() {
        if (split.getOrientation() == Orientation.VERTICAL) {
            split.setDividerPositions(SCREEN_SHARE_ABOVE);
        } else {
            split.setDividerPositions(SCREEN_SHARE);
            dividers.restore(split, DIVIDER);
        }
    }
}
