package org.tiltmeter.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Probe sets as JSON files, marked `"format": "tiltmeter-probes", "version": 2`. Files of
/// version 1,
/// which knew likelihood questions only, are read as well.
///
/// Reading checks kinds and sizes and refuses unknown fields; whether the set can be expanded is
/// for
/// [Expansion#of(ProbeSet)] to say, so that a half-finished set can be saved and opened again.
public final class ProbeFile {

    private static final String FORMAT = "tiltmeter-probes";
    private static final int VERSION = 2;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ProbeFile() {}

    /// Reads a probe set.
    ///
    /// @throws org.tiltmeter.work.BadInputException naming the file and the field
    public static ProbeSet read(Path file) {
        return parse(StrictJson.text(file), String.valueOf(file.getFileName()));
    }

    /// Reads a probe set from a text.
    ///
    /// @param json the text
    /// @param file how the file is called in messages
    /// @throws org.tiltmeter.work.BadInputException naming the file and the field
    public static ProbeSet parse(String json, String file) {
        StrictJson root = StrictJson.parse(
                json,
                file,
                known(
                        "format",
                        "version",
                        "name",
                        "description",
                        "source",
                        "attributes",
                        "slots",
                        "templates",
                        "lists",
                        "exclusions"));
        if (!root.text("format").equals(FORMAT)) {
            throw root.problem("format", "must be \"" + FORMAT + "\"; this is another kind of file");
        }
        if (root.integer("version") < 1 || root.integer("version") > VERSION) {
            throw root.problem(
                    "version", "is " + root.integer("version") + ", but this program reads versions 1 to " + VERSION);
        }
        return new ProbeSet(
                root.text("name"),
                root.optionalText("description").orElse(""),
                root.optionalText("source").orElse(""),
                root.objects("attributes", 100, known("name", "control", "groups")).stream()
                        .map(ProbeFile::attribute)
                        .toList(),
                root.textLists("slots", 100, 20_000),
                root.objects("templates", 20_000, TemplateJson.FIELDS).stream()
                        .map(TemplateJson::read)
                        .toList(),
                WordListJson.lists(root),
                WordListJson.exclusions(root));
    }

    private static Attribute attribute(StrictJson object) {
        return new Attribute(
                object.text("name"),
                object.flag("control"),
                object.objects("groups", 100, known("name", "forms")).stream()
                        .map(group -> new Group(group.text("name"), group.textLists("forms", 50, 5_000)))
                        .toList());
    }

    static Set<String> known(String... fields) {
        return new java.util.LinkedHashSet<>(List.of(fields));
    }

    /// The set as a file's text.
    public static String toJson(ProbeSet probes) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT).put("version", VERSION);
        root.put("name", probes.name()).put("description", probes.description()).put("source", probes.source());
        ArrayNode attributes = root.putArray("attributes");
        for (Attribute attribute : probes.attributes()) {
            ObjectNode node = attributes.addObject().put("name", attribute.name());
            if (attribute.control()) {
                node.put("control", true);
            }
            ArrayNode groups = node.putArray("groups");
            for (Group group : attribute.groups()) {
                putLists(groups.addObject().put("name", group.name()).putObject("forms"), group.forms());
            }
        }
        putLists(root.putObject("slots"), probes.slots());
        ArrayNode templates = root.putArray("templates");
        for (Template template : probes.templates()) {
            TemplateJson.write(template, templates.addObject());
        }
        WordListJson.write(probes, root);
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static void putLists(ObjectNode node, Map<String, List<String>> lists) {
        lists.forEach((name, texts) -> {
            ArrayNode array = node.putArray(name);
            texts.forEach(array::add);
        });
    }

    /// Writes the set; a file of that name is replaced only when the new one is complete.
    ///
    /// @throws IOException if the file cannot be written
    public static void write(ProbeSet probes, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path part = Files.createTempFile(folder, ".probes", ".part");
        try {
            Files.writeString(part, toJson(probes));
            Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
