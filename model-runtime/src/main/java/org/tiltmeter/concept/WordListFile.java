package org.tiltmeter.concept;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.tiltmeter.probe.StrictJson;
import org.tiltmeter.probe.benchmark.DelimitedText;
import org.tiltmeter.work.BadInputException;

/// Words or texts from a file: one a line; a column of a table (that called "word" or "text", else
/// the first); or JSON, a list of texts or an object with such a list called "words".
public final class WordListFile {

    /// Words above this many are refused.
    public static final int MOST_WORDS = 10_000;

    private static final int LONGEST = 2_000;
    private static final List<String> COLUMNS = List.of("word", "text");

    private WordListFile() {}

    /// Reads the words, each once, in order.
    ///
    /// @throws BadInputException in one sentence that names the file and the line or field
    public static List<String> read(Path file) {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        String text = StrictJson.text(file);
        if (text.isBlank()) {
            throw new BadInputException(name + " is empty; choose a file with words.");
        }
        if (text.indexOf('\0') >= 0) {
            throw new BadInputException(name + " is not a text file; choose one with a word on each line.");
        }
        Stream<String> found = lower.endsWith(".json")
                ? json(text, name)
                : lower.endsWith(".csv") || lower.endsWith(".tsv") ? table(text, name, lower) : text.lines();
        Set<String> words = new LinkedHashSet<>();
        found.map(String::strip).filter(word -> !word.isEmpty()).forEach(word -> {
            if (word.length() > LONGEST) {
                throw new BadInputException("%s: entry %,d has %,d characters, more than %,d; shorten it."
                        .formatted(name, words.size() + 1, word.length(), LONGEST));
            }
            words.add(word);
            if (words.size() > MOST_WORDS) {
                throw new BadInputException(
                        "%s holds more than %,d words; take a part of it.".formatted(name, MOST_WORDS));
            }
        });
        if (words.isEmpty()) {
            throw new BadInputException(name + " holds no words; give one a line.");
        }
        return List.copyOf(words);
    }

    private static Stream<String> json(String text, String name) {
        String object = text.stripLeading().startsWith("[") ? "{\"words\":" + text + "}" : text;
        Set<String> fields = new LinkedHashSet<>(List.of("name", "source", "words"));
        return StrictJson.parse(object, name, fields).texts("words", MOST_WORDS).stream();
    }

    private static Stream<String> table(String text, String name, String lower) {
        boolean tabs = lower.endsWith(".tsv");
        DelimitedText table = DelimitedText.parse(text, name, tabs ? '\t' : ',', !tabs);
        String first = table.columns().getFirst();
        String column = table.columns().stream()
                .filter(one -> COLUMNS.contains(one.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(first);
        Stream<String> cells = table.rows().stream().map(row -> row.get(column));
        boolean headed = table.columns().size() > 1 || COLUMNS.contains(first.toLowerCase(Locale.ROOT));
        return headed ? cells : Stream.concat(Stream.of(first), cells);
    }
}
