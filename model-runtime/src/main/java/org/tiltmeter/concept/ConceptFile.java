package org.tiltmeter.concept;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tiltmeter.probe.StrictJson;

/// Concept sets as JSON files, marked `"format": "tiltmeter-concepts", "version": 1`. Unknown fields are
/// refused and
/// sizes bounded.
public final class ConceptFile {

    private static final String FORMAT = "tiltmeter-concepts";
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ConceptFile() {}

    /// Reads a concept set.
    ///
    /// @throws org.tiltmeter.work.BadInputException naming the file and the field
    public static ConceptSet read(Path file) {
        return parse(StrictJson.text(file), String.valueOf(file.getFileName()));
    }

    /// Reads a concept set from a text.
    ///
    /// @param json the text
    /// @param file how the file is called in messages
    /// @throws org.tiltmeter.work.BadInputException naming the file and the field
    public static ConceptSet parse(String json, String file) {
        StrictJson root =
                StrictJson.parse(json, file, known("format", "version", "name", "description", "source", "concepts"));
        if (!root.text("format").equals(FORMAT)) {
            throw root.problem("format", "must be \"" + FORMAT + "\"; this is another kind of file");
        }
        if (root.integer("version") != VERSION) {
            throw root.problem(
                    "version", "is " + root.integer("version") + ", but this program reads version " + VERSION);
        }
        return new ConceptSet(
                root.text("name"),
                root.optionalText("description").orElse(""),
                root.optionalText("source").orElse(""),
                root.objects("concepts", 1_000, known("name", "positive", "negative")).stream()
                        .map(object -> new Concept(
                                object.text("name"),
                                object.texts("positive", 10_000),
                                object.texts("negative", 10_000)))
                        .toList());
    }

    private static Set<String> known(String... fields) {
        return new LinkedHashSet<>(List.of(fields));
    }

    /// The set as a file's text.
    public static String toJson(ConceptSet set) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT).put("version", VERSION);
        root.put("name", set.name()).put("description", set.description()).put("source", set.source());
        ArrayNode concepts = root.putArray("concepts");
        for (Concept concept : set.concepts()) {
            ObjectNode node = concepts.addObject().put("name", concept.name());
            ArrayNode positive = node.putArray("positive");
            concept.positive().forEach(positive::add);
            ArrayNode negative = node.putArray("negative");
            concept.negative().forEach(negative::add);
        }
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Writes the set; a file of that name is replaced only when the new one is complete.
    ///
    /// @throws IOException if the file cannot be written
    public static void write(ConceptSet set, Path file) throws IOException {
        Path part = Files.createTempFile(file.toAbsolutePath().getParent(), ".concepts", ".part");
        try {
            Files.writeString(part, toJson(set));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
