package org.tiltmeter.views.shell;

import javafx.scene.control.Labeled;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// Keeps words whole, whatever the text size: a label or button is as wide as its words unless they wrap. One that
/// may be shortened says so by a least width of its own, and then tells its words in a tooltip. Cells and headers
/// of tables have columns to widen. UI thread.
final class WholeWords {

    private WholeWords() {}

    /// Sees to a label or button. A pane with a title is one by inheritance only: its preferred width is that of
    /// all its content.
    static void keep(Labeled labeled) {
        if (labeled instanceof TitledPane) {
            return;
        }
        if (labeled.isWrapText()) {
            if (labeled.getMinHeight() == Region.USE_COMPUTED_SIZE
                    && !labeled.minHeightProperty().isBound()) {
                labeled.setMinHeight(Region.USE_PREF_SIZE);
            }
        } else if (labeled.getMinWidth() == Region.USE_COMPUTED_SIZE
                && !labeled.minWidthProperty().isBound()) {
            labeled.setMinWidth(Region.USE_PREF_SIZE);
        } else if (labeled.getMinWidth() >= 0
                && labeled.getTooltip() == null
                && !labeled.tooltipProperty().isBound()) {
            Tooltip whole = new Tooltip();
            whole.textProperty().bind(labeled.textProperty());
            labeled.setTooltip(whole);
        }
    }
}
