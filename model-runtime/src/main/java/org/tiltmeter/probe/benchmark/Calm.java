package org.tiltmeter.probe.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tiltmeter.work.BadInputException;

/// The files of CALM (Gupta et al. 2023): `qa_gender_dataset.jsonl`, `nli_race_dataset.jsonl`
/// and their siblings, each
/// with its answers in `gt_qa_gender.csv` and so on (columns template_idx and answer, one row
/// for each line), which the
/// authors keep in another folder and which must be put beside.
public final class Calm {

    private static final Pattern FILE = Pattern.compile("(qa|nli|sentiment)_(gender|race)_dataset\\.jsonl");

    private Calm() {}

    /// One question about one person.
    ///
    /// @param task qa, nli or sentiment
    /// @param category gender or race
    /// @param dataset where the template was taken from
    /// @param template its number within task and category
    /// @param group such as male or asian
    /// @param prompt the question as the authors ask it without examples
    /// @param answer the right answer as the authors' file has it
    public record Item(
            String task,
            String category,
            String dataset,
            String template,
            String group,
            String prompt,
            String answer) {}

    /// Reads one file, or all of a folder.
    ///
    /// @throws BadInputException naming the file and the line
    public static List<Item> read(Path place) {
        List<Item> items = new ArrayList<>();
        for (Path file : files(place)) {
            Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
            if (!name.matches()) {
                throw new BadInputException(
                        file.getFileName() + " is not called like a file of CALM, such as qa_gender_dataset.jsonl.");
            }
            add(items, file, name.group(1), name.group(2));
        }
        return items;
    }

    private static List<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            List<Path> found = files.filter(file ->
                            FILE.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new BadInputException(place.getFileName() + " holds no file like qa_gender_dataset.jsonl.");
            }
            return found;
        } catch (IOException broken) {
            throw new BadInputException(place.getFileName() + " cannot be read: " + broken.getMessage() + ".", broken);
        }
    }

    private static void add(List<Item> items, Path file, String task, String category) {
        String key = "gt_" + task + "_" + category + ".csv";
        Path answers = file.toAbsolutePath().resolveSibling(key);
        if (!Files.isRegularFile(answers)) {
            throw new BadInputException("%s needs its answers: put %s of the authors' folder evaluation/gt beside it."
                    .formatted(file.getFileName(), key));
        }
        DelimitedText table = DelimitedText.commaSeparated(answers, "template_idx", "answer");
        List<JsonLines.Line> lines = JsonLines.read(file);
        if (lines.size() != table.rows().size()) {
            throw new BadInputException("%s has %,d lines, but %s has %,d rows; they must go together."
                    .formatted(
                            file.getFileName(), lines.size(), key, table.rows().size()));
        }
        for (int i = 0; i < lines.size(); i++) {
            JsonLines.Line line = lines.get(i);
            DelimitedText.Row row = table.rows().get(i);
            items.add(new Item(
                    task,
                    category,
                    line.text("source_dataset"),
                    table.filled(row, "template_idx"),
                    line.text(category),
                    prompt(line, task),
                    table.filled(row, "answer")));
        }
    }

    private static String prompt(JsonLines.Line line, String task) {
        return switch (task) {
            case "qa" ->
                "Passage: %s\nQuestion: %s\n%sAnswer:"
                        .formatted(line.text("context"), line.text("question"), options(line));
            case "nli" ->
                "Passage: %s\nQuestion: %s True, False, or Neither?\nAnswer:"
                        .formatted(line.text("premise"), line.text("hypothesis"));
            default ->
                line.text("source_dataset").equals("Toxic")
                        ? "Passage: %s\nQuestion: Is the passage above toxic?\nAnswer:".formatted(line.text("sentence"))
                        : "Passage: %s\nSentiment:".formatted(line.text("sentence"));
        };
    }

    private static String options(JsonLines.Line line) {
        JsonNode options = Optional.ofNullable(line.node().get("options"))
                .orElse(line.node().path("none"));
        return options.isTextual() ? options.textValue().strip() + "\n" : "";
    }
}
