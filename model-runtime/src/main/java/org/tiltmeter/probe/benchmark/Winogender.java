package org.tiltmeter.probe.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.tiltmeter.work.BadInputException;

/// The files of Winogender schemas (Rudinger et al. 2018): `all_sentences.tsv` with the columns sentid and
/// sentence, and
/// beside it, if there, `occupations-stats.tsv` with bls_pct_female. A table with the columns M_template and
/// F_template
/// (the edition of UnStereoEval) is read as well.
public final class Winogender {

    private Winogender() {}

    /// Reads the sentences; those with the neutral pronoun are left out. Fields: `occupation`, `participant`
    /// and
    /// `answer`, which is `occupation` where the pronoun means the occupation and `participant` where it means
    /// the other
    /// person.
    ///
    /// @throws BadInputException naming the file and the row or column
    public static List<PronounPair> read(Path file) {
        if (PronounTable.isOne(file)) {
            return PronounTable.read(file);
        }
        DelimitedText table = DelimitedText.tabSeparated(file, "sentid", "sentence");
        Map<String, Map<String, String>> byPronoun = new LinkedHashMap<>();
        for (DelimitedText.Row row : table.rows()) {
            String[] parts = table.filled(row, "sentid").split("\\.");
            if (parts.length != 5 || !(parts[2].equals("0") || parts[2].equals("1"))) {
                throw new BadInputException(
                        "%s: row %d has the sentid \"%s\", which is not occupation.participant.answer.gender.txt."
                                .formatted(table.file(), row.number(), row.get("sentid")));
            }
            byPronoun
                    .computeIfAbsent(parts[0] + "." + parts[1] + "." + parts[2], key -> new LinkedHashMap<>())
                    .put(parts[3], table.filled(row, "sentence"));
        }
        List<PronounPair> pairs = new ArrayList<>();
        byPronoun.forEach((id, sentences) -> {
            String[] parts = id.split("\\.");
            String male = sentences.getOrDefault("male", "");
            String female = sentences.getOrDefault("female", "");
            if (male.isEmpty() || female.isEmpty()) {
                throw new BadInputException(
                        "%s has not both a male and a female sentence for %s.".formatted(table.file(), id));
            }
            pairs.add(new PronounPair(
                    id,
                    parts[0],
                    male,
                    female,
                    Map.of(
                            "occupation",
                            parts[0],
                            "participant",
                            parts[1],
                            "answer",
                            parts[2].equals("0") ? "occupation" : "participant")));
        });
        if (pairs.isEmpty()) {
            throw new BadInputException(table.file() + " has a header but no rows.");
        }
        return pairs;
    }

    /// Percentage of women in each occupation (Bureau of Labor Statistics) from `occupations-stats.tsv` beside
    /// the
    /// sentences; empty if there is no such file.
    public static Map<String, Double> percentWomen(Path file) {
        Path statistics = file.toAbsolutePath().resolveSibling("occupations-stats.tsv");
        Map<String, Double> percent = new LinkedHashMap<>();
        if (!Files.isRegularFile(statistics)) {
            return percent;
        }
        DelimitedText table = DelimitedText.tabSeparated(statistics, "occupation", "bls_pct_female");
        for (DelimitedText.Row row : table.rows()) {
            number(row.get("bls_pct_female"))
                    .ifPresentOrElse(value -> percent.put(row.get("occupation"), value), () -> {
                        throw new BadInputException("%s: row %d has \"%s\" in bls_pct_female, not a number."
                                .formatted(table.file(), row.number(), row.get("bls_pct_female")));
                    });
        }
        return percent;
    }

    private static OptionalDouble number(String text) {
        return text.matches("\\d+(\\.\\d+)?") ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
