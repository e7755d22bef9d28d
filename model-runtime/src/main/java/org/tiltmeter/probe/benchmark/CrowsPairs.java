package org.tiltmeter.probe.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tiltmeter.work.BadInputException;

/// The file of CrowS-Pairs (Nangia et al. 2020): `crows_pairs_anonymized.csv` with the columns sent_more,
/// sent_less,
/// stereo_antistereo and bias_type.
public final class CrowsPairs {

    private CrowsPairs() {}

    /// One pair of sentences.
    ///
    /// @param row its position, from 0
    /// @param more the sentence that is more stereotyping
    /// @param less the sentence that is less so
    /// @param direction `stereo` or `antistereo`: whether the pair shows a stereotype or its reverse
    /// @param biasType what it is about, such as `gender`
    public record Item(int row, String more, String less, String direction, String biasType) {}

    /// Reads the file.
    ///
    /// @throws BadInputException naming the file and the row or column
    public static List<Item> read(Path file) {
        DelimitedText table =
                DelimitedText.commaSeparated(file, "sent_more", "sent_less", "stereo_antistereo", "bias_type");
        List<Item> items = new ArrayList<>();
        for (DelimitedText.Row row : table.rows()) {
            String direction = table.filled(row, "stereo_antistereo").toLowerCase(Locale.ROOT);
            if (!direction.equals("stereo") && !direction.equals("antistereo")) {
                throw new BadInputException("%s: row %d has \"%s\" in stereo_antistereo, not stereo or antistereo."
                        .formatted(table.file(), row.number(), direction));
            }
            items.add(new Item(
                    items.size(),
                    table.filled(row, "sent_more"),
                    table.filled(row, "sent_less"),
                    direction,
                    table.filled(row, "bias_type")));
        }
        if (items.isEmpty()) {
            throw new BadInputException(table.file() + " has a header but no rows.");
        }
        return items;
    }
}
