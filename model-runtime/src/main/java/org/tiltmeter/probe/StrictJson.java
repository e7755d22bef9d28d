package org.tiltmeter.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tiltmeter.work.BadInputException;

/// One object of a JSON file that a user wrote: every field is asked for by name and kind,
/// unknown fields are
/// refused,
/// sizes are bounded, and each mistake becomes one sentence that names the file and the field.
public final class StrictJson {

    /// Files above this many bytes are refused.
    public static final long LARGEST_FILE = 10_000_000;

    private static final int LONGEST_TEXT = 20_000;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(1_000_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String file;
    private final String path;
    private final JsonNode object;

    private StrictJson(String file, String path, JsonNode object, Set<String> fields) {
        this.file = file;
        this.path = path;
        this.object = object;
        if (!object.isObject()) {
            throw wrong(path.isEmpty() ? "The file" : path, "must be an object in braces");
        }
        for (String name : (Iterable<String>) object::fieldNames) {
            if (!fields.contains(name)) {
                throw new BadInputException("%s: the field \"%s\"%s is unknown; known are %s."
                        .formatted(file, name, path.isEmpty() ? "" : " in " + path, String.join(", ", fields)));
            }
        }
    }

    /// Reads a file as text.
    ///
    /// @throws BadInputException if it cannot be read, is too large or is not UTF-8
    public static String text(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (!Files.isRegularFile(file)) {
                throw new BadInputException(
                        name + " is not a file in " + file.toAbsolutePath().getParent() + ".");
            }
            long size = Files.size(file);
            if (size > LARGEST_FILE) {
                throw new BadInputException("%s holds %,d bytes, more than the %,d that such a file may have."
                        .formatted(name, size, LARGEST_FILE));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException broken) {
            throw new BadInputException(name + " is not encoded in UTF-8; save it again as UTF-8.", broken);
        } catch (IOException broken) {
            throw new BadInputException(name + " cannot be read: " + broken.getMessage() + ".", broken);
        }
    }

    /// The outermost object of a JSON text.
    ///
    /// @param json the text
    /// @param file how the file is called in messages
    /// @param fields the fields that are known
    /// @throws BadInputException if the text is not one JSON object or has another field
    public static StrictJson parse(String json, String file, Set<String> fields) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node == null || node.isMissingNode()) {
                throw new BadInputException(file + " is empty.");
            }
            return new StrictJson(file, "", node, fields);
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
            throw new BadInputException(
                    "%s is not valid JSON at line %d: %s."
                            .formatted(file, line, firstLine(broken.getOriginalMessage())),
                    broken);
        }
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /// Whether a field is there and not null.
    public boolean has(String field) {
        return object.hasNonNull(field);
    }

    /// A text that must be there and not be blank.
    public String text(String field) {
        return optionalText(field)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> wrong(at(field), "must be a text that is not empty"));
    }

    /// A text that may be missing.
    public Optional<String> optionalText(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        return Optional.of(checkedText(object.get(field), at(field)));
    }

    /// A true or false that may be missing, then false.
    public boolean flag(String field) {
        if (!has(field)) {
            return false;
        }
        if (!object.get(field).isBoolean()) {
            throw wrong(at(field), "must be true or false");
        }
        return object.get(field).booleanValue();
    }

    /// Whole number that must be there.
    public int integer(String field) {
        if (!has(field)
                || !object.get(field).canConvertToInt()
                || !object.get(field).isIntegralNumber()) {
            throw wrong(at(field), "must be a whole number");
        }
        return object.get(field).intValue();
    }

    /// Whole number, possibly large, that must be there.
    public long count(String field) {
        if (!has(field)
                || !object.get(field).canConvertToLong()
                || !object.get(field).isIntegralNumber()) {
            throw wrong(at(field), "must be a whole number");
        }
        return object.get(field).longValue();
    }

    /// Number that must be there.
    public double number(String field) {
        if (!has(field) || !object.get(field).isNumber()) {
            throw wrong(at(field), "must be a number");
        }
        return object.get(field).doubleValue();
    }

    /// An object that must be there.
    ///
    /// @param fields the fields that it may have
    public StrictJson object(String field, Set<String> fields) {
        if (!has(field)) {
            throw wrong(at(field), "must be an object in braces");
        }
        return new StrictJson(file, at(field), object.get(field), fields);
    }

    /// The objects of a list that must be there.
    ///
    /// @param most the largest number of entries
    /// @param fields the fields that each object may have
    public List<StrictJson> objects(String field, int most, Set<String> fields) {
        JsonNode list = list(object.get(field), at(field), most);
        List<StrictJson> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            objects.add(new StrictJson(file, at(field) + "[" + i + "]", list.get(i), fields));
        }
        return objects;
    }

    /// The texts of a list that must be there.
    ///
    /// @param most the largest number of entries
    public List<String> texts(String field, int most) {
        return texts(object.get(field), at(field), most);
    }

    /// A map from names to lists of texts; empty if the field is missing.
    ///
    /// @param mostNames the largest number of names
    /// @param mostTexts the largest number of texts in each list
    public Map<String, List<String>> textLists(String field, int mostNames, int mostTexts) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        if (!has(field)) {
            return lists;
        }
        JsonNode map = object.get(field);
        if (!map.isObject()) {
            throw wrong(at(field), "must be an object in braces");
        }
        if (map.size() > mostNames) {
            throw wrong(at(field), "has %,d names, more than %,d".formatted(map.size(), mostNames));
        }
        map.properties()
                .forEach(entry -> lists.put(
                        entry.getKey(), texts(entry.getValue(), at(field) + "." + entry.getKey(), mostTexts)));
        return lists;
    }

    /// A sentence about one field of this object.
    public BadInputException problem(String field, String whatIsWrong) {
        return wrong(at(field), whatIsWrong);
    }

    private List<String> texts(JsonNode node, String where, int most) {
        JsonNode list = list(node, where, most);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String text = checkedText(list.get(i), where + "[" + i + "]");
            if (text.isBlank()) {
                throw wrong(where + "[" + i + "]", "must be a text that is not empty");
            }
            texts.add(text);
        }
        return texts;
    }

    private JsonNode list(@org.jspecify.annotations.Nullable JsonNode node, String where, int most) {
        if (node == null || !node.isArray()) {
            throw wrong(where, "must be a list in square brackets");
        }
        if (node.size() > most) {
            throw wrong(where, "has %,d entries, more than %,d".formatted(node.size(), most));
        }
        return node;
    }

    private String checkedText(JsonNode node, String where) {
        if (!node.isTextual()) {
            throw wrong(where, "must be a text in quotation marks");
        }
        String text = node.textValue();
        if (text.length() > LONGEST_TEXT) {
            throw wrong(where, "is longer than %,d characters".formatted(LONGEST_TEXT));
        }
        return text;
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private BadInputException wrong(String where, String whatIsWrong) {
        return new BadInputException(file + ": " + where + " " + whatIsWrong + ".");
    }
}
