package org.tiltmeter.probe.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tiltmeter.work.BadInputException;

/// A comma-separated table with the columns M_template and F_template, as UnStereoEval (Belém et al. 2024)
/// publishes its
/// results and its editions of WinoBias and Winogender.
final class PronounTable {

    private PronounTable() {}

    /// Whether a path is such a table, judged by its name.
    static boolean isOne(Path file) {
        return Files.isRegularFile(file) && String.valueOf(file.getFileName()).endsWith(".csv");
    }

    /// Reads it; each row is a cluster of its own.
    static List<PronounPair> read(Path file) {
        DelimitedText table = DelimitedText.commaSeparated(file, "M_template", "F_template");
        List<PronounPair> pairs = new ArrayList<>();
        for (DelimitedText.Row row : table.rows()) {
            String id = Integer.toString(pairs.size());
            pairs.add(new PronounPair(
                    id, id, table.filled(row, "M_template"), table.filled(row, "F_template"), Map.of()));
        }
        if (pairs.isEmpty()) {
            throw new BadInputException(table.file() + " has a header but no rows.");
        }
        return pairs;
    }
}
