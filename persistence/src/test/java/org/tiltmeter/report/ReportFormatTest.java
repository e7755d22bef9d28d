package org.tiltmeter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;

class ReportFormatTest {

    @TempDir
    Path folder;

    @Test
    void aPdfIsTextThatCanBeSearched() throws IOException {
        Path file = folder.resolve("report.pdf");
        ReportFormat.write(report(), file);
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            assertThat(text)
                    .contains("In plain words")
                    .contains("<img src=x onerror=alert(1)> =cmd|' /C calc'!A0")
                    .contains("[U+202E]dlrow")
                    .contains("=SUM(A1) <b>{gender.subject}</b>")
                    .contains("Routing is not explanation")
                    .contains("Sign-off")
                    .contains("1 of " + document.getNumberOfPages());
            assertThat(text.split("difference in log-probability", -1))
                    .as("axis titles of figures are text")
                    .hasSizeGreaterThan(2);
            assertThat(document.getDocumentInformation().getTitle()).startsWith("An audit: ");
        }
    }

    @Test
    void aDocxHoldsTheSameTexts() throws IOException {
        Path file = folder.resolve("report.docx");
        ReportFormat.write(report(), file);
        try (XWPFDocument document = new XWPFDocument(java.nio.file.Files.newInputStream(file));
                XWPFWordExtractor extractor = new XWPFWordExtractor(document)) {
            String text = extractor.getText();
            assertThat(text)
                    .contains("In plain words")
                    .contains("<img src=x onerror=alert(1)> =cmd|' /C calc'!A0 שלום [U+202E]dlrow"
                            + " \uD83D\uDC69\u200D\u2695\uFE0F ␁ & \"q\"")
                    .contains("=SUM(A1) <b>{gender.subject}</b> & {occupation}, {day.name}")
                    .contains("Sign-off");
            assertThat(document.getAllPictures()).hasSize(2);
            assertThat(document.getTables()).hasSizeGreaterThan(6);
        }
    }

    @Test
    void aFigureWithoutDrawingIsNamed() throws IOException {
        ReportFigure figure = new ReportFigure("Only SVG", "my note", "what it shows", "<svg/>", Optional.empty());
        AuditReport report = AuditReports.of(Audits.run(folder, "first"), AuditReports.log(List.of()), List.of(figure));
        Path file = folder.resolve("report.pdf");
        PdfReport.write(report, file);
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Only SVG")
                    .contains("what it shows")
                    .contains("my note");
        }
    }

    @Test
    void theNameOfTheFileDecides() {
        assertThat(List.of("a.html", "b.PDF", "c.docx").stream()
                        .map(name -> ReportFormat.of(Path.of(name)))
                        .collect(Collectors.toList()))
                .containsExactly(ReportFormat.HTML, ReportFormat.PDF, ReportFormat.DOCX);
        assertThatThrownBy(() -> ReportFormat.of(Path.of("report.txt")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(".html, .pdf or .docx");
    }

    private AuditReport report() {
        return AuditReports.of(Audits.run(folder, "first"), AuditReports.log(List.of()), List.of());
    }
}
