package org.tiltmeter.probe.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Exclusion;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.Template;
import org.tiltmeter.probe.WordList;
import org.tiltmeter.work.BadInputException;

/// A probe set with one JSON object on each line, so that line-based tools can filter, join and
/// compare sets. Holds everything that a probe file holds. The first line is `{"set": …}` with
/// the fields of a probe file that are no lists; every other line is one `attribute`, `slot`
/// (`name` and `words`), `template`, `list` or `exclusion` as in a probe file. For any thread.
public final class ProbeLines {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("attribute", "attributes");
        PARTS.put("slot", "slots");
        PARTS.put("template", "templates");
        PARTS.put("list", "lists");
        PARTS.put("exclusion", "exclusions");
    }

    private ProbeLines() {}

    /// The set as lines, the last one ended as well.
    public static String write(ProbeSet probes) {
        try {
            ObjectNode whole = (ObjectNode) MAPPER.readTree(ProbeFile.toJson(probes));
            StringBuilder lines = new StringBuilder();
            ObjectNode set = whole.deepCopy();
            set.remove(PARTS.values());
            add(lines, "set", set);
            for (Map.Entry<String, String> part : PARTS.entrySet()) {
                JsonNode entries = whole.path(part.getValue());
                if (part.getKey().equals("slot")) {
                    entries.properties().forEach(slot -> {
                        ObjectNode words = MAPPER.createObjectNode().put("name", slot.getKey());
                        words.set("words", slot.getValue());
                        add(lines, "slot", words);
                    });
                } else {
                    entries.forEach(entry -> add(lines, part.getKey(), entry));
                }
            }
            return lines.toString();
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void add(StringBuilder lines, String part, JsonNode entry) {
        ObjectNode line = MAPPER.createObjectNode();
        line.set(part, entry);
        lines.append(line).append('\n');
    }

    /// Reads a set.
    ///
    /// @param text the lines
    /// @param name how they are called in messages
    /// @throws BadInputException in one sentence with the line
    public static ProbeSet read(String text, String name) {
        ObjectNode heading = null;
        List<Attribute> attributes = new ArrayList<>();
        Map<String, List<String>> slots = new LinkedHashMap<>();
        List<Template> templates = new ArrayList<>();
        List<WordList> lists = new ArrayList<>();
        List<Exclusion> exclusions = new ArrayList<>();
        ProbeSet set = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String where = "%s: row %d".formatted(name, number);
            ObjectNode object = object(line, where);
            String part = object.fieldNames().next();
            JsonNode entry = object.path(part);
            if (part.equals("set")) {
                if (set != null) {
                    throw new BadInputException(where + " begins a second set; a file holds one.");
                }
                heading = heading(entry, where);
                set = ProbeFile.parse(heading.toString(), where);
                continue;
            }
            if (heading == null) {
                throw new BadInputException(where + " comes before the line with \"set\"; put that first.");
            }
            ProbeSet one = ProbeFile.parse(alone(heading, part, entry, where).toString(), where);
            attributes.addAll(one.attributes());
            for (Map.Entry<String, List<String>> slot : one.slots().entrySet()) {
                if (slots.put(slot.getKey(), slot.getValue()) != null) {
                    throw new BadInputException(
                            where + " gives the slot \"" + slot.getKey() + "\" a second time; put its words into one.");
                }
            }
            templates.addAll(one.templates());
            lists.addAll(one.lists());
            exclusions.addAll(one.exclusions());
        }
        if (set == null) {
            throw new BadInputException(name + " is empty.");
        }
        return new ProbeSet(
                set.name(), set.description(), set.source(), attributes, slots, templates, lists, exclusions);
    }

    private static ObjectNode object(String line, String where) {
        try {
            if (MAPPER.readTree(line) instanceof ObjectNode object && object.size() == 1) {
                return object;
            }
        } catch (JsonProcessingException broken) {
            throw new BadInputException(where + " is not valid JSON; each line holds one object in braces.", broken);
        }
        throw new BadInputException(
                where + " must be an object with one of set, " + String.join(", ", PARTS.keySet()) + ".");
    }

    private static ObjectNode heading(JsonNode entry, String where) {
        if (!(entry instanceof ObjectNode fields)) {
            throw new BadInputException(where + ": set must be an object in braces.");
        }
        PARTS.values().stream().filter(fields::has).findFirst().ifPresent(list -> {
            throw new BadInputException(where + ": " + list + " must not stand in set; write a line for each.");
        });
        ObjectNode heading = fields.deepCopy();
        heading.putArray("attributes");
        heading.putArray("templates");
        return heading;
    }

    private static ObjectNode alone(ObjectNode heading, String part, JsonNode entry, String where) {
        String list = PARTS.get(part);
        if (list == null) {
            throw new BadInputException("%s holds \"%s\", which is unknown; known are set, %s."
                    .formatted(where, part, String.join(", ", PARTS.keySet())));
        }
        ObjectNode alone = heading.deepCopy();
        if (!part.equals("slot")) {
            alone.putArray(list).add(entry);
        } else if (entry.path("name").isTextual() && entry.has("words") && entry.size() == 2) {
            alone.putObject(list).set(entry.path("name").textValue(), entry.path("words"));
        } else {
            throw new BadInputException(where + ": slot must be an object with name and words.");
        }
        return alone;
    }
}
