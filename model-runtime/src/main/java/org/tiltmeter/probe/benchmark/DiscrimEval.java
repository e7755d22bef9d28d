package org.tiltmeter.probe.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The files of discrim-eval (Tamkin et al. 2023): `explicit.jsonl` or `implicit.jsonl` with filled_template,
/// decision_question_id, age, gender and race.
public final class DiscrimEval {

    private DiscrimEval() {}

    /// One decision about one person.
    ///
    /// @param text the whole question
    /// @param scenario decision_question_id
    /// @param age in years
    /// @param gender male, female or non-binary
    /// @param race white, black, asian, hispanic or native american
    public record Item(String text, String scenario, double age, String gender, String race) {}

    /// Reads the decisions.
    ///
    /// @throws org.tiltmeter.work.BadInputException naming the file and the line
    public static List<Item> read(Path file) {
        return JsonLines.read(file).stream()
                .map(line -> new Item(
                        line.text("filled_template"),
                        line.text("decision_question_id"),
                        line.integer("age"),
                        line.text("gender").toLowerCase(Locale.ROOT),
                        line.text("race").toLowerCase(Locale.ROOT)))
                .toList();
    }
}
