package org.tiltmeter.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPicture;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.tiltmeter.figure.Drawing;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.FigureExport;
import org.tiltmeter.file.SafeFile;
import org.tiltmeter.report.ReportOutline.Block;

/// Writes a report as docx, to be edited further. Any thread.
public final class DocxReport {

    private static final int MOST_ROWS = 500;

    /// Width of the text on a page, in points.
    private static final double WIDTH = 460;

    /// Left and right of a cell's text, in points.
    private static final double CELL_MARGINS = 12;

    /// How wide a letter of a table's text is about, in points.
    private static final double LETTER = 5.2;

    private final XWPFDocument document;

    private DocxReport(XWPFDocument document) {
        this.document = document;
    }

    /// Writes a report to a file.
    ///
    /// @throws org.tiltmeter.work.BadInputException if the file cannot be written
    public static void write(AuditReport report, Path file) {
        SafeFile.write(file, out -> write(report, out));
    }

    /// Writes a report to a stream and leaves the stream open.
    public static void write(AuditReport report, OutputStream out) throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            DocxReport writer = new DocxReport(document);
            for (Block block : ReportOutline.of(report, MOST_ROWS)) {
                writer.block(block);
            }
            document.getProperties().getCoreProperties().setTitle(VisibleText.onOneLine(report.title()));
            document.getProperties().getCoreProperties().setCreator("Tiltmeter");
            document.getProperties().getCoreProperties().setCreated(Optional.of(Date.from(report.date())));
            document.write(out);
        }
    }

    private void block(Block block) throws IOException {
        switch (block) {
            case Block.Heading heading -> heading(heading);
            case Block.Paragraph paragraph -> {
                XWPFRun run = text(document.createParagraph(), paragraph.text());
                size(
                        run,
                        switch (paragraph.tone()) {
                            case PLAIN -> 11;
                            case LARGE -> 12;
                            case QUIET -> 9;
                        });
                if (paragraph.tone() == ReportOutline.Tone.QUIET) {
                    run.setColor("59636E");
                }
            }
            case Block.Item item -> {
                XWPFParagraph paragraph = document.createParagraph();
                paragraph.setIndentationLeft(300);
                paragraph.setIndentationHanging(200);
                text(paragraph, "• " + item.text());
            }
            case Block.Named named -> {
                XWPFParagraph paragraph = document.createParagraph();
                paragraph.setSpacingAfter(40);
                XWPFRun name = text(paragraph, named.fact().name() + ": ");
                name.setColor("59636E");
                text(paragraph, named.fact().value());
            }
            case Block.Grid grid -> grid(grid);
            case Block.Picture picture -> picture(picture.figure());
        }
    }

    private void heading(Block.Heading heading) {
        XWPFParagraph paragraph = document.createParagraph();
        paragraph.setSpacingBefore(heading.level() == 1 ? 0 : 320);
        paragraph.setSpacingAfter(100);
        paragraph.setKeepNext(true);
        paragraph.getCTP().addNewPPr().addNewOutlineLvl().setVal(BigInteger.valueOf(heading.level() - 1L));
        XWPFRun run = text(paragraph, heading.text());
        run.setBold(true);
        size(
                run,
                switch (heading.level()) {
                    case 1 -> 22;
                    case 2 -> 15;
                    default -> 12;
                });
    }

    private void grid(Block.Grid grid) {
        XWPFParagraph title = document.createParagraph();
        title.setSpacingBefore(200);
        title.setSpacingAfter(60);
        title.setKeepNext(true);
        text(title, grid.title()).setBold(true);
        XWPFTable table =
                document.createTable(grid.rows().size(), grid.numbers().size());
        table.setWidthType(TableWidthType.PCT);
        table.setWidth("100%");
        setWidths(table, grid);
        table.getRow(0).setRepeatHeader(true);
        for (int row = 0; row < grid.rows().size(); row++) {
            List<XWPFTableCell> cells = table.getRow(row).getTableCells();
            for (int column = 0; column < cells.size(); column++) {
                XWPFParagraph paragraph = cells.get(column).getParagraphArray(0);
                if (grid.numbers().get(column)) {
                    paragraph.setAlignment(ParagraphAlignment.RIGHT);
                }
                XWPFRun run = text(paragraph, grid.rows().get(row).get(column));
                size(run, 8);
                run.setBold(row == 0);
            }
        }
    }

    /// Columns share the page by their longest word and their longest text.
    private static void setWidths(XWPFTable table, Block.Grid grid) {
        int columns = grid.numbers().size();
        double[] least = new double[columns];
        double[] more = new double[columns];
        for (int i = 0; i < columns; i++) {
            int word = 2;
            int text = 2;
            for (List<String> row :
                    grid.rows().subList(0, Math.min(200, grid.rows().size()))) {
                text = Math.max(text, Math.min(row.get(i).length(), 80));
                for (String part : row.get(i).split("\\s", -1)) {
                    word = Math.max(word, Math.min(part.length(), 14));
                }
            }
            least[i] = CELL_MARGINS + word * LETTER;
            more[i] = grid.numbers().get(i) ? 1 : Math.max(1, (text - word) * LETTER);
        }
        double sum = Arrays.stream(least).sum();
        double rest = Math.max(0, WIDTH - sum) / Arrays.stream(more).sum();
        double shrink = Math.min(1, WIDTH / sum);
        CTTblGrid columnsOfTable = Optional.ofNullable(table.getCTTbl().getTblGrid())
                .orElseGet(() -> table.getCTTbl().addNewTblGrid());
        for (int i = 0; i < columns; i++) {
            BigInteger twips = BigInteger.valueOf(Math.round(20 * (shrink * least[i] + rest * more[i])));
            if (i < columnsOfTable.sizeOfGridColArray()) {
                columnsOfTable.getGridColArray(i).setW(twips);
            } else {
                columnsOfTable.addNewGridCol().setW(twips);
            }
            for (XWPFTableRow row : table.getRows()) {
                row.getCell(i).setWidth(twips.toString());
            }
        }
    }

    /// Sets the size also for letters that are written from right to left.
    private static void size(XWPFRun run, int points) {
        run.setFontSize(points);
        CTRPr properties =
                run.getCTR().isSetRPr() ? run.getCTR().getRPr() : run.getCTR().addNewRPr();
        properties.addNewSzCs().setVal(BigInteger.valueOf(2L * points));
    }

    private void picture(ReportFigure figure) throws IOException {
        if (figure.figure().isPresent()) {
            Figure drawn = figure.figure().get();
            double height = Drawing.suggestedHeight(drawn, FigureExport.WIDTH);
            byte[] png = FigureExport.png(drawn, FigureExport.WIDTH, height, 2);
            XWPFRun run = document.createParagraph().createRun();
            try {
                XWPFPicture picture = run.addPicture(
                        new ByteArrayInputStream(png),
                        org.apache.poi.common.usermodel.PictureType.PNG,
                        "figure.png",
                        Units.toEMU(WIDTH),
                        Units.toEMU(WIDTH * height / FigureExport.WIDTH));
                picture.getCTPicture()
                        .getNvPicPr()
                        .getCNvPr()
                        .setDescr(VisibleText.onOneLine(figure.alternativeText()));
            } catch (InvalidFormatException failure) {
                throw new IllegalStateException("a picture of this program does not fit into a docx", failure);
            }
        } else {
            text(document.createParagraph(), figure.title()).setBold(true);
            text(document.createParagraph(), "The picture is in the HTML report. " + figure.alternativeText());
        }
        if (!figure.note().isBlank()) {
            text(document.createParagraph(), figure.note());
        }
    }

    /// A run with the text as text: line breaks and tabs in their places, what hides made visible.
    private static XWPFRun text(XWPFParagraph paragraph, String text) {
        XWPFRun run = paragraph.createRun();
        run.setFontFamily("Inter");
        String[] lines = VisibleText.of(text).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.addBreak();
            }
            String[] parts = lines[i].split("\t", -1);
            for (int k = 0; k < parts.length; k++) {
                if (k > 0) {
                    run.addTab();
                }
                run.setText(parts[k], run.getCTR().sizeOfTArray());
            }
        }
        return run;
    }
}
