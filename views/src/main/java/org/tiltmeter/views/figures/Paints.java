package org.tiltmeter.views.figures;

import javafx.scene.paint.Color;

/// Colours of figures as the toolkit's.
public final class Paints {

    private Paints() {}

    /// The same colour.
    public static Color of(java.awt.Color colour) {
        return Color.rgb(colour.getRed(), colour.getGreen(), colour.getBlue(), colour.getAlpha() / 255.0);
    }

    /// The same colour.
    ///
    /// @param argb as `0xAARRGGBB`
    public static Color of(int argb) {
        return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff, (argb >>> 24) / 255.0);
    }

    /// White on dark colours, near black on bright ones and where there is no colour.
    public static Color textOn(int argb) {
        double brightness = 0.299 * (argb >> 16 & 0xff) + 0.587 * (argb >> 8 & 0xff) + 0.114 * (argb & 0xff);
        return argb >>> 24 > 0 && brightness < 140 ? Color.WHITE : Color.rgb(0x1f, 0x23, 0x28);
    }
}
