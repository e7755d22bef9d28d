package org.tiltmeter.views.figures;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.tiltmeter.figure.FigureFonts;
import org.tiltmeter.figure.Numbers;
import org.tiltmeter.figure.Scale;
import org.tiltmeter.figure.Theme;

/// Paints the colours of a scale with the range and what is measured. UI thread.
public final class ScalePainter {

    /// Height that a scale takes at the usual text size.
    public static final double HEIGHT = 44;

    private static final double WIDEST = 220;

    private ScalePainter() {}

    /// Paints a scale.
    ///
    /// @param x left end
    /// @param y upper end
    /// @param room width that it may take
    public static void paint(
            GraphicsContext graphics, Scale scale, double x, double y, double room, Theme theme, double textScale) {
        // Whole units, or neighbouring strips of colour would show seams.
        double left = Math.ceil(x);
        double top = Math.ceil(y);
        int parts = (int) (Math.min(WIDEST * textScale, room) / 2);
        for (int part = 0; part < parts; part++) {
            graphics.setFill(Paints.of(scale.colours().argb((part + 0.5) / parts)));
            graphics.fillRect(left + 2.0 * part, top, 2, 10);
        }
        double right = left + 2.0 * parts;
        graphics.setTextBaseline(VPos.TOP);
        graphics.setFont(ScreenFonts.regular(11 * textScale));
        graphics.setFill(Paints.of(theme.muted()));
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.fillText(Numbers.exact(scale.low()), left, top + 14);
        graphics.setTextAlign(TextAlignment.RIGHT);
        graphics.fillText(Numbers.exact(scale.high()), right, top + 14);
        if (scale.low() < 0 && scale.high() > 0) {
            graphics.setTextAlign(TextAlignment.CENTER);
            graphics.fillText("0", left + 2.0 * parts * scale.fraction(0), top + 14);
        }
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.setFill(Paints.of(theme.ink()));
        double baseline = top + 5;
        for (String line : lines(scale.quantity(), x + room - right - 12, textScale)) {
            graphics.fillText(line, right + 12, baseline);
            baseline += 14 * textScale;
        }
    }

    private static List<String> lines(String text, double room, double textScale) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && FigureFonts.width(longer, FigureFonts.regular(11)) * textScale > room) {
                lines.add(line.toString());
                longer = word;
            }
            line.setLength(0);
            line.append(longer);
        }
        lines.add(line.toString());
        return lines;
    }
}
