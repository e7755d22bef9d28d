package org.tiltmeter.probe.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tiltmeter.work.BadInputException;

/// The files of UnStereoEval (Belém et al. 2024): a comma-separated table with a column `template` that holds
/// {PRONOUN}, {PRONOUN1} and {PRONOUN2}, and, if there, `max_pmi`; or one with the columns M_template and
/// F_template.
public final class UnStereo {

    private static final Pattern PLACE = Pattern.compile("(?i)\\{pronoun([12]?)\\}");
    private static final Map<String, String> MALE = Map.of("", "he", "1", "his", "2", "him");
    private static final Map<String, String> FEMALE = Map.of("", "she", "1", "her", "2", "her");

    private UnStereo() {}

    /// Reads the sentences. Field `max_pmi` where the file has it.
    ///
    /// @throws BadInputException naming the file and the row or column
    public static List<PronounPair> read(Path file) {
        DelimitedText table = DelimitedText.commaSeparated(file);
        if (table.has("M_template") && table.has("F_template")) {
            return PronounTable.read(file);
        }
        if (!table.has("template")) {
            throw new BadInputException(
                    table.file() + " has neither a column \"template\" nor M_template and F_template.");
        }
        List<PronounPair> pairs = new ArrayList<>();
        for (DelimitedText.Row row : table.rows()) {
            String template = table.filled(row, "template");
            if (!PLACE.matcher(template).find()) {
                throw new BadInputException(
                        "%s: row %d has no {PRONOUN} in its template.".formatted(table.file(), row.number()));
            }
            String id = Integer.toString(pairs.size());
            pairs.add(new PronounPair(
                    id,
                    id,
                    filled(template, MALE),
                    filled(template, FEMALE),
                    table.has("max_pmi") ? Map.of("max_pmi", row.get("max_pmi")) : Map.of()));
        }
        if (pairs.isEmpty()) {
            throw new BadInputException(table.file() + " has a header but no rows.");
        }
        return pairs;
    }

    /// As published: quotation marks removed, first letter large, all others small.
    private static String filled(String template, Map<String, String> words) {
        String text = PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(words.getOrDefault(place.group(1), "")))
                .replace("\"", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
