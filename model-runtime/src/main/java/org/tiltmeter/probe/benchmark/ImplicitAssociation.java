package org.tiltmeter.probe.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiltmeter.work.BadInputException;

/// The stimuli of "Explicitly unbiased large language models still form biased associations" (Bai et al. 2025):
/// `iat_stimuli.csv` with the columns category, dataset, A (words for the default group), B (words for the
/// stigmatised
/// group) and C (attribute words: the first half positive, the second negative).
public final class ImplicitAssociation {

    private ImplicitAssociation() {}

    /// One test.
    ///
    /// @param category such as `gender`
    /// @param name such as `career`
    /// @param defaults words for the default group
    /// @param stigmatised words for the other group
    /// @param positive attribute words stereotypically of the default group
    /// @param negative attribute words stereotypically of the other group
    public record Stimuli(
            String category,
            String name,
            List<String> defaults,
            List<String> stigmatised,
            List<String> positive,
            List<String> negative) {

        /// Copies the lists.
        public Stimuli {
            defaults = List.copyOf(defaults);
            stigmatised = List.copyOf(stigmatised);
            positive = List.copyOf(positive);
            negative = List.copyOf(negative);
        }
    }

    /// Reads the tests.
    ///
    /// @throws BadInputException naming the file and the test
    public static List<Stimuli> read(Path file) {
        DelimitedText table = DelimitedText.commaSeparated(file, "category", "dataset", "A", "B", "C");
        Map<String, List<DelimitedText.Row>> byTest = new LinkedHashMap<>();
        for (DelimitedText.Row row : table.rows()) {
            byTest.computeIfAbsent(
                            table.filled(row, "category") + "/" + table.filled(row, "dataset"),
                            key -> new ArrayList<>())
                    .add(row);
        }
        List<Stimuli> tests = new ArrayList<>();
        byTest.forEach((key, rows) -> {
            List<String> words = column(rows, "C");
            List<String> defaults = column(rows, "A");
            List<String> stigmatised = column(rows, "B");
            if (words.size() < 2 || words.size() % 2 != 0 || defaults.isEmpty() || stigmatised.isEmpty()) {
                throw new BadInputException(
                        "%s: the test %s needs words in A and B and an even number in C, half positive, half negative."
                                .formatted(table.file(), key));
            }
            tests.add(new Stimuli(
                    rows.getFirst().get("category"),
                    rows.getFirst().get("dataset"),
                    defaults,
                    stigmatised,
                    words.subList(0, words.size() / 2),
                    words.subList(words.size() / 2, words.size())));
        });
        if (tests.isEmpty()) {
            throw new BadInputException(table.file() + " has a header but no rows.");
        }
        return tests;
    }

    private static List<String> column(List<DelimitedText.Row> rows, String column) {
        return rows.stream()
                .map(row -> row.get(column).strip())
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
