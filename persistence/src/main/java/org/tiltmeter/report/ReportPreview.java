package org.tiltmeter.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.tiltmeter.work.Cancellation;

/// A report's pages as they will be printed. Any worker's thread.
///
/// @param pages pictures of the first pages, in order
/// @param pageCount number of all pages
public record ReportPreview(List<BufferedImage> pages, int pageCount) {

    /// Copies the list.
    public ReportPreview {
        pages = List.copyOf(pages);
    }

    /// Sets the report and draws its first pages.
    ///
    /// @param most pages to draw
    /// @param dotsPerInch how sharply; 72 draws one pixel for each point
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public static ReportPreview of(AuditReport report, int most, int dotsPerInch, Cancellation cancellation) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PdfReport.write(report, bytes);
            cancellation.throwIfRequested();
            try (PDDocument document = Loader.loadPDF(bytes.toByteArray())) {
                PDFRenderer renderer = new PDFRenderer(document);
                int count = document.getNumberOfPages();
                List<BufferedImage> pages = new ArrayList<>();
                for (int page = 0; page < Math.min(most, count); page++) {
                    cancellation.throwIfRequested();
                    pages.add(renderer.renderImageWithDPI(page, dotsPerInch, ImageType.RGB));
                }
                return new ReportPreview(pages, count);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("a report that cannot be set in memory", impossible);
        }
    }
}
