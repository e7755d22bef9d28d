package org.tiltmeter.views.shell;

import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/// Puts the panes of a screen below one another where they do not fit beside one another, as with large type in a
/// small window, so that a screen scrolls down and never sideways. Each pane says by its least width what it needs.
/// UI thread.
final class NarrowPanes {

    private static final String STACKED = "stacked";
    private static final String STACKED_PART = "stacked-part";
    private static final double DIVIDER = 8;
    private static final double SCROLL_BAR = 14;

    private final SplitPane pane;
    private final Region frame;
    private double[] beside = new double[0];

    private NarrowPanes(SplitPane pane, Region frame) {
        this.pane = pane;
        this.frame = frame;
    }

    /// Sees to a pane whose parts lie beside one another.
    ///
    /// @param frame what the screen is shown in; its width decides, because it is known before the screen is laid
    ///     out
    static void follow(SplitPane pane, Region frame) {
        if (pane.getOrientation() == Orientation.HORIZONTAL) {
            NarrowPanes narrow = new NarrowPanes(pane, frame);
            // It is given its width by what is around it, never the other way round.
            pane.setMinWidth(0);
            frame.widthProperty().subscribe(narrow::arrange);
            // Larger type or other parts need more room in the same frame.
            pane.needsLayoutProperty().subscribe(needed -> {
                if (!needed && narrow.isWanted() != narrow.isStacked()) {
                    Platform.runLater(narrow::arrange);
                }
            });
        }
    }

    private boolean isStacked() {
        return pane.getOrientation() == Orientation.VERTICAL;
    }

    private boolean isWanted() {
        double width = width();
        return width > 0 && width < needed();
    }

    /// How wide the pane can be in its frame.
    private double width() {
        double width = frame.getWidth();
        for (Parent at = pane.getParent(); at != frame; at = at.getParent()) {
            if (at == null) {
                return 0;
            }
            if (at instanceof Region region) {
                width -= region.snappedLeftInset() + region.snappedRightInset();
            }
        }
        return width - SCROLL_BAR;
    }

    private void arrange() {
        boolean wanted = isWanted();
        boolean stacked = isStacked();
        if (wanted && !stacked) {
            beside = pane.getDividerPositions();
            pane.setOrientation(Orientation.VERTICAL);
            mark(pane, STACKED, true);
            pane.getItems().forEach(item -> mark(item, STACKED_PART, true));
            dress();
            int count = pane.getItems().size();
            for (int i = 0; i + 1 < count; i++) {
                pane.setDividerPosition(i, (i + 1.0) / count);
            }
        } else if (!wanted && stacked) {
            pane.setOrientation(Orientation.HORIZONTAL);
            mark(pane, STACKED, false);
            pane.getItems().forEach(item -> mark(item, STACKED_PART, false));
            dress();
            if (beside.length == pane.getDividers().size()) {
                pane.setDividerPositions(beside);
            }
        }
    }

    /// The pane has put its parts into other boxes, and this is between styles and layout: without styles anew they
    /// would be seen bare until the next pulse.
    private void dress() {
        pane.applyCss();
    }

    private double needed() {
        List<Node> items = pane.getItems();
        return items.stream().mapToDouble(item -> item.minWidth(-1)).sum() + DIVIDER * (items.size() - 1);
    }

    private static void mark(Node node, String style, boolean stacked) {
        if (stacked) {
            node.getStyleClass().add(style);
        } else {
            node.getStyleClass().remove(style);
        }
    }
}
