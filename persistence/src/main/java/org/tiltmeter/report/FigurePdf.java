package org.tiltmeter.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.FigureExport;
import org.tiltmeter.file.SafeFile;

/// One figure as a PDF page of its own size; text is text and can be searched. Any thread.
public final class FigurePdf {

    private static final float POINTS = 72f / 96f;

    private FigurePdf() {}

    /// Writes a figure at the standard width and its own height.
    ///
    /// @throws org.tiltmeter.work.BadInputException if the file cannot be written
    public static void write(Figure figure, Path file) {
        SafeFile.write(file, out -> write(figure, out));
    }

    private static void write(Figure figure, OutputStream out) throws IOException {
        float width = (float) FigureExport.WIDTH * POINTS;
        float height = PdfDrawing.height(figure) * POINTS;
        try (PDDocument document = new PDDocument();
                PdfFonts fonts = new PdfFonts(document)) {
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.transform(Matrix.getScaleInstance(POINTS, POINTS));
                content.drawForm(PdfDrawing.of(figure, document, fonts));
            }
            document.getDocumentInformation()
                    .setTitle(VisibleText.onOneLine(figure.caption().title()));
            document.getDocumentInformation().setCreator("Tiltmeter");
            document.getDocumentCatalog().setLanguage("en");
            document.save(out);
        }
    }
}
