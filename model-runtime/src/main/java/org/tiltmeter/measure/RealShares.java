package org.tiltmeter.measure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.probe.benchmark.DelimitedText;
import org.tiltmeter.work.BadInputException;

/// How large the share of a group really is for each word, such as the share of women among those who work in an
/// occupation, from labour statistics.
///
/// @param shares by word in lower case, 0 … 1
/// @param source where they come from
public record RealShares(Map<String, Double> shares, String source) {

    private static final String WORD = "word";
    private static final String SHARE = "share";

    /// Copies the map.
    public RealShares {
        shares = Map.copyOf(shares);
    }

    /// Reads a comma-separated file with the columns `word` and `share` (0 … 1).
    ///
    /// @throws BadInputException naming the file and the row
    public static RealShares read(Path file) {
        DelimitedText table = DelimitedText.commaSeparated(file, WORD, SHARE);
        Map<String, Double> shares = new LinkedHashMap<>();
        for (DelimitedText.Row row : table.rows()) {
            String word = row.get(WORD).strip().toLowerCase(Locale.ROOT);
            if (word.isEmpty()) {
                throw new BadInputException(table.file() + ": row " + row.number()
                        + " has no word; delete it or fill in" + " the column \"word\".");
            }
            double share = number(row.get(SHARE))
                    .filter(value -> value >= 0 && value <= 1)
                    .orElseThrow(() -> new BadInputException(table.file() + ": row " + row.number()
                            + " has the share \"" + row.get(SHARE) + "\"; write a number from 0 to 1, such as 0.25."));
            if (shares.put(word, share) != null) {
                throw new BadInputException(
                        table.file() + ": row " + row.number() + " repeats the word \"" + word + "\"; keep one.");
            }
        }
        return new RealShares(shares, table.file());
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text.strip()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
