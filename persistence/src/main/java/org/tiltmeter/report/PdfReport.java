package org.tiltmeter.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.FigureExport;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.report.PdfPages.Setting;
import org.tiltmeter.report.ReportOutline.Block;

/// Writes a report as PDF on A4 pages; text is text, also in figures, and can be searched. Any thread.
public final class PdfReport {

    private static final int MOST_ROWS = 1_000;

    private static final Setting PLAIN = new Setting(PdfFonts.Style.REGULAR, 9.5f, 0.12f);
    private static final Setting LARGE = new Setting(PdfFonts.Style.REGULAR, 11.5f, 0.12f);
    private static final Setting QUIET = new Setting(PdfFonts.Style.REGULAR, 8, 0.4f);
    private static final Setting CELL = new Setting(PdfFonts.Style.REGULAR, 7.5f, 0.12f);
    private static final Setting HEAD = new Setting(PdfFonts.Style.SEMI_BOLD, 7.5f, 0.35f);
    private static final Setting TITLE = new Setting(PdfFonts.Style.SEMI_BOLD, 20, 0.12f);
    private static final Setting SECTION = new Setting(PdfFonts.Style.SEMI_BOLD, 13.5f, 0.12f);
    private static final Setting WITHIN = new Setting(PdfFonts.Style.SEMI_BOLD, 10.5f, 0.12f);

    private final PDDocument document;
    private final PdfFonts fonts;
    private final PdfPages pages;

    private PdfReport(PDDocument document, PdfFonts fonts, PdfPages pages) {
        this.document = document;
        this.fonts = fonts;
        this.pages = pages;
    }

    /// Writes a report to a file.
    ///
    /// @throws org.tiltmeter.work.BadInputException if the file cannot be written
    public static void write(AuditReport report, Path file) {
        SafeFile.write(file, out -> write(report, out));
    }

    /// Writes a report to a stream and leaves the stream open.
    public static void write(AuditReport report, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument();
                PdfFonts fonts = new PdfFonts(document)) {
            try (PdfPages pages = new PdfPages(document, fonts)) {
                PdfReport writer = new PdfReport(document, fonts, pages);
                for (Block block : ReportOutline.of(report, MOST_ROWS)) {
                    writer.block(block);
                }
                pages.foot(VisibleText.onOneLine(report.title()));
            }
            document.setDocumentInformation(information(report));
            document.getDocumentCatalog().setLanguage("en");
            document.save(out);
        }
    }

    private static PDDocumentInformation information(AuditReport report) {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(VisibleText.onOneLine(report.title()));
        information.setCreator("Tiltmeter");
        Calendar date = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        date.setTimeInMillis(report.date().toEpochMilli());
        information.setCreationDate(date);
        return information;
    }

    private void block(Block block) throws IOException {
        switch (block) {
            case Block.Heading heading -> heading(heading);
            case Block.Paragraph paragraph -> {
                pages.text(paragraph.text(), setting(paragraph.tone()), 0, PdfPages.WIDTH);
                pages.skip(paragraph.tone() == ReportOutline.Tone.LARGE ? 6 : 2);
            }
            case Block.Item item -> {
                pages.text("•  " + item.text(), PLAIN, 0, PdfPages.WIDTH);
                pages.skip(3);
            }
            case Block.Named named -> {
                pages.row(
                        List.of(named.fact().name(), named.fact().value()),
                        PLAIN,
                        new float[] {130, PdfPages.WIDTH - 130},
                        List.of(false, false));
            }
            case Block.Grid grid -> grid(grid);
            case Block.Picture picture -> picture(picture.figure());
        }
    }

    private void heading(Block.Heading heading) throws IOException {
        Setting setting =
                switch (heading.level()) {
                    case 1 -> TITLE;
                    case 2 -> SECTION;
                    default -> WITHIN;
                };
        pages.skip(heading.level() == 1 ? 0 : 12);
        pages.require(heading.level() == 2 ? 150 : 80);
        pages.text(heading.text(), setting, 0, PdfPages.WIDTH);
        pages.skip(4);
    }

    private static Setting setting(ReportOutline.Tone tone) {
        return switch (tone) {
            case PLAIN -> PLAIN;
            case LARGE -> LARGE;
            case QUIET -> QUIET;
        };
    }

    private void grid(Block.Grid grid) throws IOException {
        pages.skip(8);
        pages.require(70);
        pages.text(grid.title(), WITHIN, 0, PdfPages.WIDTH);
        pages.skip(3);
        float[] widths = widths(grid);
        pages.row(grid.rows().getFirst(), HEAD, widths, grid.numbers());
        for (List<String> row : grid.rows().subList(1, grid.rows().size())) {
            pages.row(row, CELL, widths, grid.numbers());
        }
        pages.skip(4);
    }

    /// Columns of numbers are as wide as their numbers, columns of texts at least as wide as their longest word; what
    /// is left goes to the long texts.
    private float[] widths(Block.Grid grid) {
        int columns = grid.numbers().size();
        float[] least = new float[columns];
        float[] wanted = new float[columns];
        float sum = 0;
        float more = 0;
        for (int i = 0; i < columns; i++) {
            for (List<String> row :
                    grid.rows().subList(0, Math.min(200, grid.rows().size()))) {
                String cell = row.get(i).length() > 200 ? row.get(i).substring(0, 200) : row.get(i);
                for (String word : cell.split("\\s", -1)) {
                    least[i] = Math.max(least[i], Math.min(110, width(word)));
                }
                wanted[i] = Math.max(wanted[i], Math.min(420, width(cell)));
            }
            wanted[i] = grid.numbers().get(i) ? least[i] : wanted[i];
            sum += least[i];
            more += wanted[i] - least[i];
        }
        for (int i = 0; i < columns; i++) {
            if (sum >= PdfPages.WIDTH) {
                least[i] *= PdfPages.WIDTH / sum;
            } else if (more > 0) {
                least[i] += (wanted[i] - least[i]) * (PdfPages.WIDTH - sum) / more;
            } else {
                least[i] += (PdfPages.WIDTH - sum) / columns;
            }
        }
        return least;
    }

    private float width(String text) {
        return fonts.width(text, HEAD.style(), HEAD.size()) + 8;
    }

    private void picture(ReportFigure figure) throws IOException {
        if (figure.figure().isPresent()) {
            Figure drawn = figure.figure().get();
            pages.picture(PdfDrawing.of(drawn, document, fonts), (float) FigureExport.WIDTH, PdfDrawing.height(drawn));
        } else {
            pages.text(figure.title(), WITHIN, 0, PdfPages.WIDTH);
            pages.text("The picture is in the HTML report. " + figure.alternativeText(), PLAIN, 0, PdfPages.WIDTH);
        }
        if (!figure.note().isBlank()) {
            pages.text(figure.note(), QUIET, 0, PdfPages.WIDTH);
        }
        pages.skip(12);
    }
}
