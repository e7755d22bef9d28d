package org.tiltmeter.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.tiltmeter.work.BadInputException;

/// The settings in a model's config.json, or one object within it. Remembers which of them were asked for, so that
/// what nobody understood can be refused by name.
///
/// For one thread at a time.
public final class Configuration {

    private final String where;
    private final ObjectNode node;
    private final Set<String> asked = new TreeSet<>();

    private Configuration(String where, ObjectNode node) {
        this.where = where;
        this.node = node;
    }

    static Configuration read(Path file) {
        return new Configuration("config.json", JsonFiles.read(file));
    }

    /// Settings given as JSON text, for tests and descriptions.
    public static Configuration parse(String json) {
        return new Configuration(
                "config.json", JsonFiles.parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), "config.json"));
    }

    private Optional<JsonNode> value(String key) {
        asked.add(key);
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /// Whether a setting stands there with another value than null.
    public boolean has(String key) {
        return value(key).isPresent();
    }

    /// Whether a setting stands there as null, which some families tell from one that is absent.
    public boolean isNull(String key) {
        asked.add(key);
        JsonNode value = node.get(key);
        return value != null && value.isNull();
    }

    /// Whether two settings are written alike.
    public boolean same(String first, String second) {
        return Objects.equals(node.get(first), node.get(second));
    }

    /// A whole number, if the setting is there.
    public OptionalInt findInteger(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        JsonNode found = value.get();
        boolean whole =
                found.isIntegralNumber() || (found.isNumber() && found.doubleValue() == Math.rint(found.doubleValue()));
        if (!whole || Math.abs(found.doubleValue()) > Integer.MAX_VALUE) {
            throw wrong(key, found, "a whole number");
        }
        int integer = (int) found.doubleValue();
        OptionalInt largest = SizeLimits.of(key);
        if (largest.isPresent()) {
            requireAtMost(key, integer, largest.getAsInt());
        }
        return OptionalInt.of(integer);
    }

    /// A whole number.
    public int integer(String key) {
        return findInteger(key).orElseThrow(() -> missing(key));
    }

    /// A whole number from 1 on: a size, a count.
    public int size(String key) {
        int value = integer(key);
        if (value < 1) {
            throw new BadInputException("%s sets %s to %d, which must be at least 1.".formatted(where, key, value));
        }
        requireAtMost(key, value, SizeLimits.ANY_SIZE);
        return value;
    }

    /// A size, or a default where the setting is absent or null.
    public int size(String key, int otherwise) {
        return has(key) ? size(key) : otherwise;
    }

    private void requireAtMost(String key, int value, int largest) {
        if (value > largest) {
            throw new BadInputException("%s sets %s to %d, and no model has more than %d; get the model's own file."
                    .formatted(where, key, value, largest));
        }
    }

    /// A whole number, or a default.
    public int integer(String key, int otherwise) {
        return findInteger(key).orElse(otherwise);
    }

    /// A number, if the setting is there.
    public OptionalDouble findNumber(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!value.get().isNumber() || !Double.isFinite(value.get().doubleValue())) {
            throw wrong(key, value.get(), "a number");
        }
        return OptionalDouble.of(value.get().doubleValue());
    }

    /// A number.
    public double number(String key) {
        return findNumber(key).orElseThrow(() -> missing(key));
    }

    /// A number, or a default.
    public double number(String key, double otherwise) {
        return findNumber(key).orElse(otherwise);
    }

    /// A truth value, or a default where the setting is absent; null counts as false, as it does in the programs that
    /// write these files.
    public boolean flag(String key, boolean otherwise) {
        if (isNull(key)) {
            return false;
        }
        Optional<JsonNode> value = value(key);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw wrong(key, value.get(), "true or false");
        }
        return value.map(JsonNode::booleanValue).orElse(otherwise);
    }

    /// A text, if the setting is there.
    public Optional<String> findText(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isPresent() && !value.get().isTextual()) {
            throw wrong(key, value.get(), "a text");
        }
        return value.map(JsonNode::textValue);
    }

    /// A text, or a default.
    public String text(String key, String otherwise) {
        return findText(key).orElse(otherwise);
    }

    /// A list of texts, if the setting is there.
    public Optional<List<String>> findTexts(String key) {
        return value(key).map(value -> {
            List<String> texts = new ArrayList<>();
            list(key, value).forEach(element -> {
                if (!element.isTextual()) {
                    throw wrong(key, value, "a list of texts");
                }
                texts.add(element.textValue());
            });
            return texts;
        });
    }

    /// A list of numbers, if the setting is there.
    public Optional<double[]> findNumbers(String key) {
        return value(key).map(value -> {
            JsonNode elements = list(key, value);
            double[] numbers = new double[elements.size()];
            for (int i = 0; i < numbers.length; i++) {
                if (!elements.get(i).isNumber()) {
                    throw wrong(key, value, "a list of numbers");
                }
                numbers[i] = elements.get(i).doubleValue();
            }
            return numbers;
        });
    }

    /// One whole number, or every whole number of a list; empty where the setting is absent.
    public int[] integers(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return new int[0];
        }
        List<JsonNode> elements = new ArrayList<>();
        if (value.get().isArray()) {
            value.get().forEach(elements::add);
        } else {
            elements.add(value.get());
        }
        return elements.stream()
                .mapToInt(element -> {
                    if (!element.canConvertToInt() || !element.isIntegralNumber()) {
                        throw wrong(key, value.get(), "whole numbers");
                    }
                    return element.intValue();
                })
                .toArray();
    }

    /// The settings within a setting, if it is there; they remember for themselves what was asked.
    public Optional<Configuration> findObject(String key) {
        return value(key).map(value -> {
            if (value instanceof ObjectNode object) {
                return new Configuration(where + ", " + key, object);
            }
            throw wrong(key, value, "an object");
        });
    }

    /// Whether a setting is an object.
    public boolean isObject(String key) {
        return value(key).map(JsonNode::isObject).orElse(false);
    }

    /// Where these settings stand, for messages.
    public String where() {
        return where;
    }

    /// The settings that nobody asked for and that say something: not null, not false, not an empty text or list.
    public List<String> unasked() {
        List<String> keys = new ArrayList<>();
        node.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            boolean silent = value.isNull()
                    || (value.isBoolean() && !value.booleanValue())
                    || (value.isTextual() && value.textValue().isEmpty())
                    || (value.isContainerNode() && value.isEmpty());
            if (!silent && !asked.contains(entry.getKey())) {
                keys.add(entry.getKey());
            }
        });
        return keys;
    }

    /// A setting as it is written, shortened, for messages.
    public String spelled(String key) {
        String text = String.valueOf(node.get(key));
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    private static JsonNode list(String key, JsonNode value) {
        if (!value.isArray()) {
            throw new BadInputException("config.json sets " + key + " to something that is no list.");
        }
        return value;
    }

    private BadInputException missing(String key) {
        return new BadInputException(where + " does not say " + key + "; get the model's own config.json.");
    }

    private BadInputException wrong(String key, JsonNode value, String wanted) {
        String text = value.toString();
        return new BadInputException("%s sets %s to %s, which should be %s."
                .formatted(where, key, text.length() > 80 ? text.substring(0, 80) + "…" : text, wanted));
    }
}
