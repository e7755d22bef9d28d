package org.tiltmeter.figure;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The fonts of figures, bundled so that a figure has the same lines on every machine: Inter with figures of equal
/// width,
/// and JetBrains Mono for tokens (both under the SIL Open Font License, beside them). Safe for use by several threads.
///
/// Java on Linux refuses every font, also a bundled one, where the library fontconfig is missing; then a configuration
/// that names the bundled font alone takes its place.
public final class FigureFonts {

    /// How text is measured: smoothed, with fractional widths, as it is drawn at any scale.
    public static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    private static final Font REGULAR;
    private static final Font SEMI_BOLD;
    private static final Font MONOSPACED;

    static {
        useBundledConfigurationWhereSystemHasNone();
        REGULAR = load("Inter-Regular.ttf");
        SEMI_BOLD = load("Inter-SemiBold.ttf");
        MONOSPACED = load("JetBrainsMonoNL-Regular.ttf");
    }

    private FigureFonts() {}

    /// Text.
    public static Font regular(double size) {
        return REGULAR.deriveFont((float) size);
    }

    /// Titles.
    public static Font semiBold(double size) {
        return SEMI_BOLD.deriveFont((float) size);
    }

    /// Tokens.
    public static Font monospaced(double size) {
        return MONOSPACED.deriveFont((float) size);
    }

    /// This font, or the system's where it lacks a character of the text.
    public static Font fitting(Font font, String text) {
        return font.canDisplayUpTo(text) < 0
                ? font
                : new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont(font.getSize2D());
    }

    /// Width of a text in this font, in the font's units.
    public static double width(String text, Font font) {
        return text.isEmpty()
                ? 0
                : fitting(font, text).getStringBounds(text, MEASURE).getWidth();
    }

    /// The bundled font files, for toolkits that load them themselves.
    public static InputStream open(String name) {
        InputStream stream = FigureFonts.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalArgumentException("no bundled font " + name);
        }
        return stream;
    }

    private static Font load(String name) {
        try (InputStream stream = open(name)) {
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the bundled font " + name + " cannot be read", e);
        }
    }

    private static void useBundledConfigurationWhereSystemHasNone() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 10).getStringBounds("a", MEASURE);
        } catch (RuntimeException noFontconfig) {
            if (System.getProperty("sun.awt.fontconfig") != null) {
                throw noFontconfig;
            }
            try {
                System.setProperty("sun.awt.fontconfig", bundledConfiguration().toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path bundledConfiguration() throws IOException {
        Path folder = Files.createTempDirectory("tiltmeter-fonts");
        Path font = folder.resolve("Inter-Regular.ttf");
        Path configuration = folder.resolve("fontconfig.properties");
        // Deleted in the opposite order of these calls.
        folder.toFile().deleteOnExit();
        font.toFile().deleteOnExit();
        configuration.toFile().deleteOnExit();
        try (InputStream stream = open("Inter-Regular.ttf")) {
            Files.copy(stream, font, StandardCopyOption.REPLACE_EXISTING);
        }
        StringBuilder lines = new StringBuilder("version=1\nsequence.allfonts=latin-1\n");
        for (String family : new String[] {"serif", "sansserif", "monospaced", "dialog", "dialoginput"}) {
            for (String style : new String[] {"plain", "bold", "italic", "bolditalic"}) {
                lines.append(family).append('.').append(style).append(".latin-1=Bundled\n");
            }
        }
        lines.append("filename.Bundled=")
                .append(font.toString().replace('\\', '/'))
                .append('\n');
        Files.writeString(configuration, lines);
        return configuration;
    }
}
