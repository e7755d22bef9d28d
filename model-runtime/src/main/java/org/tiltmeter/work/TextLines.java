package org.tiltmeter.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file of texts, one a line. Any worker's thread.
public final class TextLines {

    private TextLines() {}

    /// Reads a file; blank lines are left out.
    ///
    /// @throws BadInputException if it cannot be read as UTF-8, or holds no text
    public static List<String> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException failure) {
            throw new BadInputException(
                    "The file of texts " + file + " cannot be read as UTF-8 text; give one text a line.", failure);
        }
        List<String> texts = lines.stream().filter(line -> !line.isBlank()).toList();
        if (texts.isEmpty()) {
            throw new BadInputException("The file of texts " + file + " is empty; give one text a line.");
        }
        return texts;
    }
}
