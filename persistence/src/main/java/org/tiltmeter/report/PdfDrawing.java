package org.tiltmeter.report;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.tiltmeter.figure.Drawing;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.FigureExport;
import org.tiltmeter.figure.Theme;

/// A figure as a part of a PDF document; its text is text, in the fonts that the document has already. One thread.
final class PdfDrawing extends PdfBoxGraphics2DFontTextDrawer {

    private final PdfFonts fonts;

    private PdfDrawing(PdfFonts fonts) {
        this.fonts = fonts;
    }

    /// Height of a figure at the standard width of exported figures.
    static float height(Figure figure) {
        return (float) Drawing.suggestedHeight(figure, FigureExport.WIDTH);
    }

    /// Draws a figure at the standard width.
    static PDFormXObject of(Figure figure, PDDocument document, PdfFonts fonts) throws IOException {
        float height = height(figure);
        PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, (float) FigureExport.WIDTH, height);
        graphics.setFontTextDrawer(new PdfDrawing(fonts));
        Drawing.of(figure, FigureExport.WIDTH, height, Theme.LIGHT).paint(graphics);
        graphics.dispose();
        return graphics.getXFormObject();
    }

    @Override
    protected PDFont mapFont(Font font, IFontTextDrawerEnv environment) throws IOException, FontFormatException {
        String name = font.getFontName(Locale.ROOT);
        if (name.startsWith("JetBrains")) {
            return fonts.font(PdfFonts.Style.MONOSPACED);
        }
        return fonts.font(name.contains("Semi") || font.isBold() ? PdfFonts.Style.SEMI_BOLD : PdfFonts.Style.REGULAR);
    }
}
