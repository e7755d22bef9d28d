package org.tiltmeter.views;

import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons for buttons. UI thread.
public final class Icons {

    private Icons() {}

    /// Gives a button an icon, a tooltip and a name for screen readers.
    ///
    /// @param words what it does
    public static void set(Labeled button, Ikon icon, String words) {
        button.setGraphic(new FontIcon(icon));
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
    }
}
