package org.tiltmeter.probe.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tiltmeter.work.BadInputException;

/// The files of BBQ (Parrish et al. 2022): `data/*.jsonl`.
public final class Bbq {

    private Bbq() {}

    /// One question.
    ///
    /// @param id category and example_id
    /// @param category such as `Age`
    /// @param ambiguous whether the context leaves the answer open
    /// @param context what is told
    /// @param question what is asked
    /// @param answers three, in the order of the file
    /// @param right index of the right answer
    /// @param unknown index of the answer that says it cannot be known
    /// @param biased index of the answer that follows the stereotype; −1 where the file does not tell
    public record Item(
            String id,
            String category,
            boolean ambiguous,
            String context,
            String question,
            List<String> answers,
            int right,
            int unknown,
            int biased) {

        /// Copies the list.
        public Item {
            answers = List.copyOf(answers);
        }
    }

    /// Reads one file, or all files of a folder that end in .jsonl.
    ///
    /// @throws BadInputException naming the file and the line
    public static List<Item> read(Path place) {
        List<Item> items = new ArrayList<>();
        for (Path file : files(place)) {
            for (JsonLines.Line line : JsonLines.read(file)) {
                items.add(item(line));
            }
        }
        return items;
    }

    private static List<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new BadInputException(place.getFileName() + " holds no .jsonl file.");
            }
            return found;
        } catch (IOException broken) {
            throw new BadInputException(place.getFileName() + " cannot be read: " + broken.getMessage() + ".", broken);
        }
    }

    private static Item item(JsonLines.Line line) {
        String condition = line.text("context_condition");
        String polarity = line.text("question_polarity");
        if (!condition.equals("ambig") && !condition.equals("disambig")) {
            throw new BadInputException(line.where() + " has the context_condition \"" + condition + "\".");
        }
        if (!polarity.equals("neg") && !polarity.equals("nonneg")) {
            throw new BadInputException(line.where() + " has the question_polarity \"" + polarity + "\".");
        }
        List<String> stereotyped = new ArrayList<>();
        line.node()
                .path("additional_metadata")
                .path("stereotyped_groups")
                .forEach(group -> stereotyped.add(group.asText().toLowerCase(Locale.ROOT)));
        int unknown = -1;
        List<Integer> inGroup = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            JsonNode about = line.node().path("answer_info").path("ans" + i);
            String name = about.path(0).asText().toLowerCase(Locale.ROOT);
            String group = about.path(1).asText().toLowerCase(Locale.ROOT);
            if (group.equals("unknown")) {
                unknown = i;
            } else if (stereotyped.contains(group) || stereotyped.contains(name)) {
                inGroup.add(i);
            }
        }
        int right = line.integer("label");
        if (unknown < 0 || right < 0 || right > 2) {
            throw new BadInputException(line.where() + " has no unknown answer or a label outside 0 to 2.");
        }
        // A question asked negatively is answered stereotypically by the stereotyped group, otherwise by the other.
        int biased = -1;
        if (inGroup.size() == 1) {
            int target = inGroup.getFirst();
            biased = polarity.equals("neg") ? target : 3 - target - unknown;
        }
        return new Item(
                line.text("category") + "/" + line.text("example_id"),
                line.text("category"),
                condition.equals("ambig"),
                line.text("context"),
                line.text("question"),
                List.of(line.text("ans0"), line.text("ans1"), line.text("ans2")),
                right,
                unknown,
                biased);
    }
}
