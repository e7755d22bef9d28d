package org.tiltmeter.views.figures;

import javafx.scene.control.Label;

/// The exact value beside the pointer. UI thread.
public final class HoverNote extends Label {

    private static final double AWAY = 14;
    private static final double WIDEST = 360;

    /// A note that is not shown yet.
    public HoverNote() {
        getStyleClass().add("figure-note");
        setManaged(false);
        setMouseTransparent(true);
        setWrapText(true);
        setVisible(false);
    }

    /// Shows a text near a place of its parent, without leaving the parent.
    public void show(String text, double x, double y, double parentWidth, double parentHeight) {
        setText(text);
        setVisible(true);
        applyCss();
        double width = Math.min(Math.min(WIDEST, parentWidth), Math.ceil(prefWidth(-1)) + 1);
        double height = prefHeight(width);
        double left = x + AWAY + width > parentWidth ? x - AWAY - width : x + AWAY;
        double top = y + AWAY + height > parentHeight ? y - AWAY - height : y + AWAY;
        resizeRelocate(Math.max(0, left), Math.max(0, top), width, height);
    }

    /// Takes the note away.
    public void hide() {
        setVisible(false);
    }
}
