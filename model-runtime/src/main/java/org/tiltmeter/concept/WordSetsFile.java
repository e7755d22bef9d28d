package org.tiltmeter.concept;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tiltmeter.probe.StrictJson;

/// Association tests as JSON files, marked `"format": "tiltmeter-associations", "version": 1`.
/// Unknown fields are refused and sizes bounded.
public final class WordSetsFile {

    private static final String FORMAT = "tiltmeter-associations";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private WordSetsFile() {}

    /// Reads the tests of a file.
    ///
    /// @throws org.tiltmeter.work.BadInputException naming the file and the field
    public static List<WordSets> read(Path file) {
        return parse(StrictJson.text(file), String.valueOf(file.getFileName()));
    }

    /// Reads tests from a text.
    ///
    /// @param file how the file is called in messages
    /// @throws org.tiltmeter.work.BadInputException naming the file and the field
    public static List<WordSets> parse(String json, String file) {
        StrictJson root = StrictJson.parse(json, file, known("format", "version", "description", "source", "tests"));
        if (!root.text("format").equals(FORMAT)) {
            throw root.problem("format", "must be \"" + FORMAT + "\"; this is another kind of file");
        }
        if (root.integer("version") != 1) {
            throw root.problem("version", "is " + root.integer("version") + ", but this program reads version 1");
        }
        return root.objects("tests", 100, known("name", "x", "y", "a", "b", "contexts")).stream()
                .map(WordSetsFile::test)
                .toList();
    }

    private static WordSets test(StrictJson object) {
        List<String> contexts = object.has("contexts") ? object.texts("contexts", 1_000) : List.of(WordSets.WORD);
        if (contexts.isEmpty() || contexts.stream().anyMatch(context -> !context.contains(WordSets.WORD))) {
            throw object.problem("contexts", "must be texts that each hold " + WordSets.WORD);
        }
        return new WordSets(
                object.text("name"),
                words(object, "x"),
                words(object, "y"),
                words(object, "a"),
                words(object, "b"),
                contexts);
    }

    private static WordSets.Words words(StrictJson object, String field) {
        StrictJson set = object.object(field, known("name", "words"));
        List<String> words = set.texts("words", 1_000);
        if (words.size() < 2) {
            throw set.problem("words", "must hold at least two words");
        }
        return new WordSets.Words(set.text("name"), words);
    }

    private static Set<String> known(String... fields) {
        return new LinkedHashSet<>(List.of(fields));
    }

    /// Tests as a file's text.
    public static String toJson(List<WordSets> tests) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT).put("version", 1);
        ArrayNode nodes = root.putArray("tests");
        for (WordSets test : tests) {
            ObjectNode node = nodes.addObject().put("name", test.name());
            put(node.putObject("x"), test.x());
            put(node.putObject("y"), test.y());
            put(node.putObject("a"), test.a());
            put(node.putObject("b"), test.b());
            ArrayNode contexts = node.putArray("contexts");
            test.contexts().forEach(contexts::add);
        }
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Writes tests.
    ///
    /// @throws IOException if the file cannot be written
    public static void write(List<WordSets> tests, Path file) throws IOException {
        Files.writeString(file, toJson(tests));
    }

    private static void put(ObjectNode node, WordSets.Words words) {
        ArrayNode array = node.put("name", words.name()).putArray("words");
        words.words().forEach(array::add);
    }
}
