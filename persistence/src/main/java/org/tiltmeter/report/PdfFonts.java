package org.tiltmeter.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiltmeter.figure.Figure;

/// The fonts of one PDF document: the bundled ones, and for letters that these lack one of the system's. What no font
/// has is written out as its code point. One thread; whoever makes it closes it after the document is saved.
final class PdfFonts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PdfFonts.class);

    /// Fonts of the usual systems that hold many scripts, and those named for one.
    private static final List<String> MANY_SCRIPTS =
            List.of("DejaVuSans.ttf", "arial.ttf", "Arial Unicode.ttf", "Arial.ttf", "FreeSans.ttf", "seguisym.ttf");

    private final PDDocument document;
    private final List<Loaded> fallbacks = new ArrayList<>();
    private final List<TrueTypeFont> opened = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();
    private final Loaded regular;
    private final Loaded semiBold;
    private final Loaded monospaced;

    PdfFonts(PDDocument document) throws IOException {
        this.document = document;
        this.regular = bundled("Inter-Regular.ttf");
        this.semiBold = bundled("Inter-SemiBold.ttf");
        this.monospaced = bundled("JetBrainsMonoNL-Regular.ttf");
    }

    /// How a text is set.
    enum Style {
        REGULAR,
        SEMI_BOLD,
        MONOSPACED
    }

    /// A piece of a line in one font, as it is drawn from left to right.
    record Piece(PDFont font, String text) {}

    private record Loaded(PDFont font, CmapLookup letters) {

        boolean has(int letter) {
            return letters.getGlyphId(letter) != 0;
        }
    }

    /// The bundled font of a style.
    PDFont font(Style style) {
        return loaded(style).font();
    }

    /// A line as pieces in drawing order; what hides is made visible.
    List<Piece> pieces(String line, Style style) {
        String visible = VisibleText.onOneLine(line);
        List<Piece> pieces = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        PDFont current = font(style);
        for (int letter : inDrawingOrder(visible).codePoints().toArray()) {
            if (letter == 0x200D || letter == 0xFE0F || letter == 0xFE0E || letter == 0x200C) {
                continue;
            }
            Loaded font = fontWith(letter, style);
            PDFont next = font == null ? font(style) : font.font();
            if (!next.equals(current)) {
                add(pieces, current, run);
                current = next;
            }
            run.append(font == null ? "[U+%04X]".formatted(letter) : Character.toString(letter));
        }
        add(pieces, current, run);
        return pieces;
    }

    /// Width in points.
    float width(String line, Style style, float size) {
        float width = 0;
        try {
            for (Piece piece : pieces(line, style)) {
                width += piece.font().getStringWidth(piece.text()) / 1000 * size;
            }
        } catch (IOException failure) {
            throw new IllegalStateException("a font in memory cannot be read", failure);
        }
        return width;
    }

    @Override
    public void close() throws IOException {
        for (TrueTypeFont font : opened) {
            font.close();
        }
    }

    private static void add(List<Piece> pieces, PDFont font, StringBuilder run) {
        if (!run.isEmpty()) {
            pieces.add(new Piece(font, run.toString()));
            run.setLength(0);
        }
    }

    /// PDF draws from left to right, so what is read from right to left is turned round.
    private static String inDrawingOrder(String text) {
        if (!Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
            return text;
        }
        Bidi bidi = new Bidi(text, Bidi.DIRECTION_LEFT_TO_RIGHT);
        int runs = bidi.getRunCount();
        byte[] levels = new byte[runs];
        Integer[] order = new Integer[runs];
        for (int i = 0; i < runs; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            order[i] = i;
        }
        Bidi.reorderVisually(levels, 0, order, 0, runs);
        StringBuilder drawn = new StringBuilder();
        for (int run : order) {
            String part = text.substring(bidi.getRunStart(run), bidi.getRunLimit(run));
            drawn.append(bidi.getRunLevel(run) % 2 == 0 ? part : new StringBuilder(part).reverse());
        }
        return drawn.toString();
    }

    private Loaded loaded(Style style) {
        return switch (style) {
            case REGULAR -> regular;
            case SEMI_BOLD -> semiBold;
            case MONOSPACED -> monospaced;
        };
    }

    private @org.jspecify.annotations.Nullable Loaded fontWith(int letter, Style style) {
        if (loaded(style).has(letter)) {
            return loaded(style);
        }
        if (regular.has(letter)) {
            return regular;
        }
        for (Loaded fallback : fallbacks) {
            if (fallback.has(letter)) {
                return fallback;
            }
        }
        return Character.isWhitespace(letter) ? null : fromSystem(letter);
    }

    private @org.jspecify.annotations.Nullable Loaded fromSystem(int letter) {
        List<String> names = new ArrayList<>(MANY_SCRIPTS);
        String script = Character.UnicodeScript.of(letter).name().replace("_", "");
        names.add("NotoSans" + script + "-Regular.ttf");
        names.add("NotoSansSymbols2-Regular.ttf");
        for (String name : names) {
            String key = name.toLowerCase(Locale.ROOT);
            if (tried.contains(key)) {
                continue;
            }
            tried.add(key);
            for (Path file : systemFonts(key)) {
                Loaded font = load(file);
                if (font != null) {
                    fallbacks.add(font);
                    if (font.has(letter)) {
                        return font;
                    }
                }
            }
        }
        return null;
    }

    private @org.jspecify.annotations.Nullable Loaded load(Path file) {
        try {
            return loaded(new TTFParser().parse(new RandomAccessReadBufferedFile(file.toFile())));
        } catch (IOException unusable) {
            LOG.warn("the font {} cannot be used in a PDF", file, unusable);
            return null;
        }
    }

    private Loaded bundled(String name) throws IOException {
        try (InputStream in = Figure.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the bundled font " + name + " is missing");
            }
            return loaded(new TTFParser().parse(new RandomAccessReadBuffer(in)));
        }
    }

    private Loaded loaded(TrueTypeFont font) throws IOException {
        opened.add(font);
        return new Loaded(PDType0Font.load(document, font, true), font.getUnicodeCmapLookup());
    }

    private static List<Path> systemFonts(String lowerCaseName) {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of(
                "/usr/share/fonts",
                "/usr/local/share/fonts",
                "/Library/Fonts",
                "/System/Library/Fonts",
                "C:\\Windows\\Fonts")) {
            Path place = Path.of(folder);
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.walk(place, 5)) {
                    files.filter(file -> String.valueOf(file.getFileName())
                                    .toLowerCase(Locale.ROOT)
                                    .equals(lowerCaseName))
                            .forEach(found::add);
                } catch (IOException | java.io.UncheckedIOException unreadable) {
                    LOG.debug("the fonts in {} cannot be listed", place, unreadable);
                }
            }
        }
        return found;
    }
}
