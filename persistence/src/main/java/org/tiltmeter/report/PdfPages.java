package org.tiltmeter.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.util.Matrix;

/// Sets lines, rules and pictures from top to bottom over as many A4 pages as it takes. One thread.
final class PdfPages implements AutoCloseable {

    /// Left and right margin in points.
    static final float MARGIN = 48;

    /// Width between the margins in points.
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;

    private static final float TOP = PDRectangle.A4.getHeight() - 54;
    private static final float BOTTOM = 60;

    private final PDDocument document;
    private final PdfFonts fonts;
    private PDPageContentStream page;
    private float y = TOP;

    PdfPages(PDDocument document, PdfFonts fonts) throws IOException {
        this.document = document;
        this.fonts = fonts;
        this.page = newPage();
    }

    /// How lines are set: font, size in points, shade of grey (0 is black).
    record Setting(PdfFonts.Style style, float size, float grey) {

        float lineHeight() {
            return size * 1.4f;
        }
    }

    /// Begins a page unless so much room is left.
    void require(float height) throws IOException {
        if (y - height < BOTTOM) {
            page.close();
            page = newPage();
            y = TOP;
        }
    }

    /// Leaves room.
    void skip(float height) {
        y -= height;
    }

    /// Sets a text, broken into lines.
    void text(String text, Setting setting, float left, float width) throws IOException {
        for (String line : lines(text, setting, width)) {
            require(setting.lineHeight());
            y -= setting.lineHeight();
            line(line, setting, MARGIN + left, y);
        }
    }

    /// Sets the cells of a table's row side by side.
    ///
    /// @param widths of the columns in points
    /// @param right for each column whether it is set against its right edge
    void row(List<String> cells, Setting setting, float[] widths, List<Boolean> right) throws IOException {
        List<List<String>> columns = new ArrayList<>();
        int most = 1;
        for (int i = 0; i < cells.size(); i++) {
            List<String> lines = lines(cells.get(i), setting, widths[i] - 6);
            columns.add(lines);
            most = Math.max(most, lines.size());
        }
        int done = 0;
        while (done < most) {
            require(setting.lineHeight() + 3);
            int fits = Math.max(1, (int) ((y - BOTTOM - 3) / setting.lineHeight()));
            int part = Math.min(fits, most - done);
            for (int k = 0; k < part; k++) {
                y -= setting.lineHeight();
                float left = MARGIN;
                for (int i = 0; i < columns.size(); i++) {
                    if (done + k < columns.get(i).size()) {
                        String line = columns.get(i).get(done + k);
                        float shift =
                                right.get(i) ? widths[i] - 6 - fonts.width(line, setting.style(), setting.size()) : 0;
                        line(line, setting, left + shift, y);
                    }
                    left += widths[i];
                }
            }
            done += part;
        }
        y -= 3;
        rule();
    }

    /// Draws a thin line over the whole width.
    void rule() throws IOException {
        page.setStrokingColor(0.82f);
        page.setLineWidth(0.5f);
        page.moveTo(MARGIN, y);
        page.lineTo(MARGIN + WIDTH, y);
        page.stroke();
    }

    /// Places a picture as wide as the page.
    void picture(PDFormXObject form, float width, float height) throws IOException {
        float scale = Math.min(WIDTH / width, (TOP - BOTTOM) / height);
        require(height * scale);
        y -= height * scale;
        page.saveGraphicsState();
        page.transform(new Matrix(scale, 0, 0, scale, MARGIN, y));
        page.drawForm(form);
        page.restoreGraphicsState();
    }

    /// Breaks a text into lines of at most that width.
    List<String> lines(String text, Setting setting, float width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split("(?<= )", -1)) {
                if (!line.isEmpty() && !fits(line + word.stripTrailing(), setting, width)) {
                    lines.add(line.toString().stripTrailing());
                    line.setLength(0);
                }
                String rest = word;
                while (!fits(rest.stripTrailing(), setting, width) && rest.length() > 1) {
                    int end = fitting(rest, setting, width);
                    lines.add(rest.substring(0, end));
                    rest = rest.substring(end);
                }
                line.append(rest);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        page.close();
    }

    /// Writes a line at the foot of every page, with its number.
    void foot(String text) throws IOException {
        page.close();
        Setting setting = new Setting(PdfFonts.Style.REGULAR, 7.5f, 0.4f);
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            try (PDPageContentStream foot = new PDPageContentStream(
                    document, document.getPage(i), PDPageContentStream.AppendMode.APPEND, true, true)) {
                page = foot;
                line(lines(text, setting, WIDTH - 80).getFirst(), setting, MARGIN, 32);
                String number = (i + 1) + " of " + pages;
                float width = fonts.width(number, setting.style(), setting.size());
                line(number, setting, MARGIN + WIDTH - width, 32);
            }
        }
    }

    private boolean fits(String text, Setting setting, float width) {
        return fonts.width(text, setting.style(), setting.size()) <= width;
    }

    /// How many characters of a long word fit on a line, at least one.
    private int fitting(String word, Setting setting, float width) {
        int end = word.offsetByCodePoints(0, 1);
        while (end < word.length()) {
            int next = word.offsetByCodePoints(end, 1);
            if (!fits(word.substring(0, next), setting, width)) {
                return end;
            }
            end = next;
        }
        return end;
    }

    private void line(String line, Setting setting, float x, float baseline) throws IOException {
        if (line.isEmpty()) {
            return;
        }
        page.beginText();
        page.setNonStrokingColor(setting.grey());
        page.newLineAtOffset(x, baseline);
        for (PdfFonts.Piece piece : fonts.pieces(line, setting.style())) {
            page.setFont(piece.font(), setting.size());
            page.showText(piece.text());
        }
        page.endText();
    }

    private PDPageContentStream newPage() throws IOException {
        PDPage fresh = new PDPage(PDRectangle.A4);
        document.addPage(fresh);
        return new PDPageContentStream(document, fresh);
    }
}
