package org.tiltmeter.views.figures;

import java.net.URL;
import java.util.Objects;

/// The style sheet of everything drawn.
public final class FigureStyles {

    private FigureStyles() {}

    /// Address of the style sheet, for `getStylesheets()`.
    public static String sheet() {
        URL sheet = FigureStyles.class.getResource("drawn.css");
        return Objects.requireNonNull(sheet, "drawn.css").toExternalForm();
    }
}
