package org.tiltmeter.probe.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.work.BadInputException;

/// A table in a text file with a header line: comma-separated with quotation marks (RFC 4180)
/// or tab-separated without. Cells are plain text, whatever they hold. Sizes are bounded; each
/// mistake is one sentence with the row.
public final class DelimitedText {

    /// Files above this many bytes are refused.
    public static final long LARGEST_FILE = 50_000_000;

    private final String file;
    private final List<String> columns;
    private final List<Row> rows;

    private DelimitedText(String file, List<String> columns, List<Row> rows) {
        this.file = file;
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
    }

    /// One row.
    ///
    /// @param number its line in the file, counting the header as 1 and a quoted cell of
    /// several lines as one
    /// @param cells by column name
    public record Row(int number, Map<String, String> cells) {

        /// The text of a cell; empty for a column that the row does not have.
        public String get(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    /// Reads a file as UTF-8 text.
    ///
    /// @throws BadInputException if it cannot be read, is too large or is not UTF-8
    static String text(Path path) {
        String name = String.valueOf(path.getFileName());
        try {
            if (!Files.isRegularFile(path)) {
                throw new BadInputException(
                        name + " is not a file in " + path.toAbsolutePath().getParent() + ".");
            }
            if (Files.size(path) > LARGEST_FILE) {
                throw new BadInputException("%s holds %,d bytes, more than the %,d that a benchmark file may have."
                        .formatted(name, Files.size(path), LARGEST_FILE));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException broken) {
            throw new BadInputException(name + " is not encoded in UTF-8; save it again as UTF-8.", broken);
        } catch (IOException broken) {
            throw new BadInputException(name + " cannot be read: " + broken.getMessage() + ".", broken);
        }
    }

    /// Reads a comma-separated file.
    ///
    /// @param required columns that must be there
    /// @throws BadInputException naming the file and the row or column
    public static DelimitedText commaSeparated(Path path, String... required) {
        return parse(text(path), String.valueOf(path.getFileName()), ',', true, required);
    }

    /// Reads a tab-separated file; quotation marks stand for themselves.
    ///
    /// @param required columns that must be there
    /// @throws BadInputException naming the file and the row or column
    public static DelimitedText tabSeparated(Path path, String... required) {
        return parse(text(path), String.valueOf(path.getFileName()), '\t', false, required);
    }

    /// Takes a text apart.
    ///
    /// @param file how it is called in messages
    /// @param quotes whether quotation marks enclose cells
    /// @param required columns that must be there
    /// @throws BadInputException naming the row or column
    public static DelimitedText parse(String text, String file, char delimiter, boolean quotes, String... required) {
        List<List<String>> lines = new ArrayList<>();
        int position = 0;
        while (position < text.length()) {
            List<String> cells = new ArrayList<>();
            position = line(text, position, delimiter, quotes, cells, file, lines.size() + 1);
            lines.add(cells);
        }
        if (lines.isEmpty()) {
            throw new BadInputException(file + " is empty.");
        }
        List<String> header = lines.getFirst();
        for (String column : required) {
            if (!header.contains(column)) {
                throw new BadInputException("%s has no column \"%s\"; its columns are %s."
                        .formatted(file, column, String.join(", ", header)));
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = lines.get(i);
            if (cells.size() == 1 && cells.getFirst().isBlank()) {
                continue;
            }
            if (cells.size() != header.size()) {
                throw new BadInputException("%s: row %d has %d cells, but the header has %d."
                        .formatted(file, i + 1, cells.size(), header.size()));
            }
            Map<String, String> byColumn = new LinkedHashMap<>();
            for (int column = 0; column < header.size(); column++) {
                byColumn.put(header.get(column), cells.get(column));
            }
            rows.add(new Row(i + 1, byColumn));
        }
        return new DelimitedText(file, header, rows);
    }

    /// Reads one line's cells; returns where the next line begins.
    private static int line(
            String text, int start, char delimiter, boolean quotes, List<String> cells, String file, int number) {
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int i = start;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (quoted) {
                boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (c == '"' && doubled) {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
            } else if (quotes && c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (c == delimiter) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n') {
                break;
            } else if (c != '\r') {
                cell.append(c);
            }
            i++;
        }
        if (quoted) {
            throw new BadInputException(
                    "%s: row %d has a quotation mark that is never closed.".formatted(file, number));
        }
        cells.add(cell.toString());
        return i + 1;
    }

    /// How the file is called in messages.
    public String file() {
        return file;
    }

    /// The columns in order.
    public List<String> columns() {
        return columns;
    }

    /// Whether there is such a column.
    public boolean has(String column) {
        return columns.contains(column);
    }

    /// The rows in order, blank lines left out.
    public List<Row> rows() {
        return rows;
    }

    /// A cell that must not be blank.
    ///
    /// @throws BadInputException naming row and column
    public String filled(Row row, String column) {
        return Optional.of(row.get(column))
                .filter(cell -> !cell.isBlank())
                .orElseThrow(() -> new BadInputException(
                        "%s: row %d has nothing in the column \"%s\".".formatted(file, row.number(), column)));
    }
}
