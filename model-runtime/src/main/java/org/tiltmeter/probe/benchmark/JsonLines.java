package org.tiltmeter.probe.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.work.BadInputException;

/// A file with one JSON object on each line.
final class JsonLines {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonLines() {}

    /// One object and where it stands.
    ///
    /// @param where file and line, for messages
    /// @param node the object
    record Line(String where, JsonNode node) {

        /// A text that must be there; numbers are taken as they are written.
        String text(String field) {
            JsonNode value = node.path(field);
            if (!value.isTextual() && !value.isNumber()) {
                throw new BadInputException(where + " has no text " + field + ".");
            }
            return value.asText();
        }

        /// A whole number that must be there.
        int integer(String field) {
            if (!node.path(field).canConvertToInt()) {
                throw new BadInputException(where + " has no whole number " + field + ".");
            }
            return node.path(field).intValue();
        }
    }

    /// Reads a file; blank lines are left out.
    ///
    /// @throws BadInputException naming the file and the line
    static List<Line> read(Path file) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text : DelimitedText.text(file).lines().toList()) {
            number++;
            if (text.isBlank()) {
                continue;
            }
            String where = file.getFileName() + ": line " + number;
            try {
                JsonNode node = MAPPER.readTree(text);
                if (!node.isObject()) {
                    throw new BadInputException(where + " is not an object in braces.");
                }
                lines.add(new Line(where, node));
            } catch (JsonProcessingException broken) {
                throw new BadInputException(where + " is not valid JSON.", broken);
            }
        }
        if (lines.isEmpty()) {
            throw new BadInputException(file.getFileName() + " is empty.");
        }
        return lines;
    }
}
