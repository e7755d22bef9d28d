package org.tiltmeter.table;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.tiltmeter.file.SafeFile;

/// Writes tables as CSV (RFC 4180, UTF-8, CRLF line ends, one header row). Numbers have full
/// precision and a decimal point whatever the country settings; missing values are empty. A
/// text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, tab or
/// carriage return) gets a leading apostrophe, which spreadsheets read as "text follows". Any
/// thread.
public final class CsvExport {

    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private CsvExport() {}

    /// Writes a table to a file.
    ///
    /// @throws org.tiltmeter.work.BadInputException in one sentence if the file cannot be
    /// written
    public static void write(Table table, Path file) {
        SafeFile.write(file, out -> write(table, out));
    }

    /// The table as spreadsheets take it from the clipboard: separated by tabs, formulas
    /// guarded as in a file.
    public static String tabSeparated(Table table) {
        StringWriter text = new StringWriter();
        try {
            write(table, text, '\t', "\n");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /// Writes a table to a stream and leaves the stream open.
    public static void write(Table table, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        write(table, writer, ',', "\r\n");
        writer.flush();
    }

    private static void write(Table table, Writer writer, char separator, String lineEnd) throws IOException {
        CsvSchema.Builder schema = CsvSchema.builder();
        for (int i = 0; i < table.columns().size(); i++) {
            schema.addColumn("column" + i);
        }
        CsvFactory factory = CsvFactory.builder()
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        try (CsvGenerator csv = factory.createGenerator(writer)) {
            csv.setSchema(schema.build().withColumnSeparator(separator).withLineSeparator(lineEnd));
            csv.writeStartArray();
            for (Column column : table.columns()) {
                csv.writeString(harmless(column.name()));
            }
            csv.writeEndArray();
            for (List<Cell> row : table.rows()) {
                csv.writeStartArray();
                for (Cell cell : row) {
                    write(cell, csv);
                }
                csv.writeEndArray();
            }
        }
    }

    /// A text that no spreadsheet takes for a formula.
    public static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static void write(Cell cell, CsvGenerator csv) throws IOException {
        switch (cell) {
            case Cell.Text text -> csv.writeString(harmless(text.value()));
            case Cell.Quantity number -> csv.writeNumber(number.value());
            case Cell.Count count -> csv.writeNumber(count.value());
            case Cell.Missing ignored -> csv.writeString("");
        }
    }
}
