package org.tiltmeter.report;

import java.nio.file.Path;
import java.util.Locale;
import org.tiltmeter.work.BadInputException;

/// The files that a report can become. Any thread.
public enum ReportFormat {
    /// one self-contained HTML file
    HTML,
    /// pages
    PDF,
    /// to be edited further
    DOCX;

    /// The format that a file's name asks for.
    ///
    /// @throws BadInputException if the name ends in none of the three
    public static ReportFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (ReportFormat format : values()) {
            if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                return format;
            }
        }
        throw new BadInputException(
                "The report " + file + " must end in .html, .pdf or .docx, which says what it becomes.");
    }

    /// Writes a report in the format that the file's name asks for.
    ///
    /// @throws BadInputException if the name asks for none or the file cannot be written
    public static void write(AuditReport report, Path file) {
        switch (of(file)) {
            case HTML -> HtmlReport.write(report, file);
            case PDF -> PdfReport.write(report, file);
            case DOCX -> DocxReport.write(report, file);
        }
    }
}
