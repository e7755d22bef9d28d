package org.tiltmeter.views.figures;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.scene.text.Font;
import org.tiltmeter.figure.FigureFonts;

/// Makes the bundled fonts of figures known to the toolkit, so that the screen shows the letters that exports have. UI
/// thread.
public final class ScreenFonts {

    private static final String REGULAR = load("Inter-Regular.ttf");
    private static final String SEMI_BOLD = load("Inter-SemiBold.ttf");
    private static final String MONOSPACED = load("JetBrainsMonoNL-Regular.ttf");

    private ScreenFonts() {}

    /// Text.
    public static Font regular(double size) {
        return Font.font(REGULAR, size);
    }

    /// Titles and marked labels.
    public static Font semiBold(double size) {
        return new Font(SEMI_BOLD, size);
    }

    /// Tokens.
    public static Font monospaced(double size) {
        return Font.font(MONOSPACED, size);
    }

    private static String load(String name) {
        try (InputStream stream = FigureFonts.open(name)) {
            Font font = Font.loadFont(stream, 12);
            if (font == null) {
                throw new IllegalStateException("the toolkit cannot read the bundled font " + name);
            }
            return name.contains("SemiBold") ? font.getName() : font.getFamily();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
