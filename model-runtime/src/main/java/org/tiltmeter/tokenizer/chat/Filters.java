package org.tiltmeter.tokenizer.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.tokenizer.chat.Values.Nothing;

/// The filters (`value | name`) and tests (`value is name`) that templates use.
final class Filters {

    private Filters() {}

    /// One filter.
    @FunctionalInterface
    interface Filter {

        /// @param given the arguments after the value
        /// @param named arguments given by name
        Object apply(Values values, Object value, List<Object> given, Map<String, Object> named);
    }

    /// One test.
    @FunctionalInterface
    interface Test {

        boolean holds(Values values, Object value, List<Object> given);
    }

    static Optional<Filter> filter(String name) {
        Filter filter =
                switch (name) {
                    case "trim" ->
                        (values, value, given, named) -> Methods.strip(
                                values.text(value), given.isEmpty() ? "" : Values.string(given.getFirst()), true, true);
                    case "upper" ->
                        (values, value, given, named) -> values.text(value).toUpperCase(Locale.ROOT);
                    case "lower" ->
                        (values, value, given, named) -> values.text(value).toLowerCase(Locale.ROOT);
                    case "capitalize" -> (values, value, given, named) -> Methods.capitalize(values.text(value));
                    case "title" -> (values, value, given, named) -> title(values.text(value));
                    case "length", "count" -> (values, value, given, named) -> values.length(value);
                    case "string" -> (values, value, given, named) -> values.text(value);
                    case "safe" -> (values, value, given, named) -> value;
                    case "tojson" ->
                        (values, value, given, named) -> {
                            requireUsual(values, named);
                            Object indent =
                                    given.isEmpty() ? named.getOrDefault("indent", Nothing.NONE) : given.getFirst();
                            return values.json(value, indent == Nothing.NONE ? -1 : Values.whole(indent));
                        };
                    case "default", "d" ->
                        (values, value, given, named) -> {
                            boolean falseToo = values.truth(
                                    given.size() > 1 ? given.get(1) : named.getOrDefault("boolean", false));
                            boolean missing = value == Nothing.UNDEFINED || (falseToo && !values.truth(value));
                            return !missing
                                    ? value
                                    : given.isEmpty() ? named.getOrDefault("default_value", "") : given.getFirst();
                        };
                    case "replace" ->
                        (values, value, given, named) -> Methods.replace(
                                values,
                                values.text(value),
                                Values.string(Methods.at(given, 0)),
                                Values.string(Methods.at(given, 1)),
                                given.size() > 2 ? given.get(2) : named.getOrDefault("count", Nothing.NONE));
                    case "join" -> Filters::join;
                    case "first" -> (values, value, given, named) -> end(values.list(value), true);
                    case "last" -> (values, value, given, named) -> end(values.list(value), false);
                    case "list" -> (values, value, given, named) -> values.list(value);
                    case "reverse" ->
                        (values, value, given, named) ->
                                Operators.slice(values, value, Nothing.NONE, Nothing.NONE, -1L);
                    case "items" ->
                        (values, value, given, named) ->
                                value instanceof Map<?, ?> map ? Methods.items(map) : values.list(value);
                    case "dictsort" ->
                        (values, value, given, named) -> {
                            List<Object> items =
                                    value instanceof Map<?, ?> map ? Methods.items(map) : values.list(value);
                            items.sort(Comparator.comparing(
                                    item -> Values.string(((List<?>) item).getFirst()), String.CASE_INSENSITIVE_ORDER));
                            return items;
                        };
                    case "int" -> (values, value, given, named) -> whole(value, given, named);
                    case "abs" ->
                        (values, value, given, named) -> value instanceof Long number
                                ? (Object) Math.abs(number)
                                : Math.abs(Values.number(value).doubleValue());
                    case "unique" -> Filters::unique;
                    case "map" -> Filters::map;
                    case "select", "reject" ->
                        (values, value, given, named) ->
                                chosen(values, value, Optional.empty(), given, name.equals("select"));
                    case "selectattr", "rejectattr" ->
                        (values, value, given, named) -> chosen(
                                values,
                                value,
                                Optional.of(Values.string(Methods.at(given, 0))),
                                given.subList(1, given.size()),
                                name.equals("selectattr"));
                    case "indent" -> Filters::indent;
                    default -> null;
                };
        return Optional.ofNullable(filter);
    }

    static Optional<Test> test(String name) {
        Test test =
                switch (name) {
                    case "defined" -> (values, value, given) -> value != Nothing.UNDEFINED;
                    case "undefined" -> (values, value, given) -> value == Nothing.UNDEFINED;
                    case "none" -> (values, value, given) -> value == Nothing.NONE;
                    case "string" -> (values, value, given) -> value instanceof String;
                    case "number" -> (values, value, given) -> Values.isNumber(value);
                    case "integer" -> (values, value, given) -> value instanceof Long;
                    case "float" -> (values, value, given) -> value instanceof Double;
                    case "boolean" -> (values, value, given) -> value instanceof Boolean;
                    case "true" -> (values, value, given) -> value.equals(true);
                    case "false" -> (values, value, given) -> value.equals(false);
                    case "mapping" -> (values, value, given) -> value instanceof Map;
                    case "sequence" ->
                        (values, value, given) ->
                                value instanceof List || value instanceof String || value instanceof Map;
                    case "iterable" ->
                        (values, value, given) -> value instanceof List
                                || value instanceof String
                                || value instanceof Map
                                || value == Nothing.UNDEFINED;
                    case "callable" -> (values, value, given) -> value instanceof Values.Function;
                    case "odd" -> (values, value, given) -> Math.floorMod(Values.whole(value), 2) == 1;
                    case "even" -> (values, value, given) -> Math.floorMod(Values.whole(value), 2) == 0;
                    case "divisibleby" ->
                        (values, value, given) -> Operators.binary(values, "%", value, Methods.at(given, 0))
                                .equals(0L);
                    case "equalto", "eq", "sameas" ->
                        (values, value, given) -> values.equal(value, Methods.at(given, 0));
                    case "ne" -> (values, value, given) -> !values.equal(value, Methods.at(given, 0));
                    case "gt", "greaterthan" ->
                        (values, value, given) -> values.compare(value, Methods.at(given, 0)) > 0;
                    case "lt", "lessthan" -> (values, value, given) -> values.compare(value, Methods.at(given, 0)) < 0;
                    case "ge" -> (values, value, given) -> values.compare(value, Methods.at(given, 0)) >= 0;
                    case "le" -> (values, value, given) -> values.compare(value, Methods.at(given, 0)) <= 0;
                    case "in" -> (values, value, given) -> values.contains(Methods.at(given, 0), value);
                    default -> null;
                };
        return Optional.ofNullable(test);
    }

    /// Words begin after a space, a hyphen or an opening bracket, other than those of the method of this name.
    private static String title(String text) {
        StringBuilder titled = new StringBuilder();
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            String sign = text.substring(i, i + 1);
            titled.append(begins ? sign.toUpperCase(Locale.ROOT) : sign.toLowerCase(Locale.ROOT));
            begins = Methods.strip(sign, "-({[<", true, true).isEmpty()
                    || Methods.strip(sign, "", true, true).isEmpty();
        }
        return titled.toString();
    }

    /// Refuses the ways of writing JSON that are not known here.
    private static void requireUsual(Values values, Map<String, Object> named) {
        for (String way : List.of("separators", "sort_keys", "ensure_ascii")) {
            Object wanted = named.getOrDefault(way, Nothing.NONE);
            if (values.truth(wanted)) {
                throw new TemplateFault("writes JSON with " + way + ", which is not known here");
            }
        }
    }

    private static Object end(List<Object> list, boolean first) {
        return list.isEmpty() ? Nothing.UNDEFINED : first ? list.getFirst() : list.getLast();
    }

    private static Object join(Values values, Object value, List<Object> given, Map<String, Object> named) {
        Object between = given.isEmpty() ? named.getOrDefault("d", "") : given.getFirst();
        Object attribute = given.size() > 1 ? given.get(1) : named.getOrDefault("attribute", Nothing.NONE);
        List<Object> parts = values.list(value);
        if (attribute != Nothing.NONE) {
            parts.replaceAll(part -> Operators.item(values, part, attribute));
        }
        return Methods.join(values, parts, Values.string(between));
    }

    private static Object whole(Object value, List<Object> given, Map<String, Object> named) {
        if (value instanceof String text) {
            try {
                return Long.parseLong(text.strip());
            } catch (NumberFormatException notANumber) {
                return given.isEmpty() ? named.getOrDefault("default", 0L) : given.getFirst();
            }
        }
        return Values.number(value).longValue();
    }

    private static Object unique(Values values, Object value, List<Object> given, Map<String, Object> named) {
        List<Object> unique = new ArrayList<>();
        for (Object element : values.list(value)) {
            if (!values.contains(unique, element)) {
                unique.add(element);
            }
        }
        return unique;
    }

    private static Object map(Values values, Object value, List<Object> given, Map<String, Object> named) {
        List<Object> mapped = values.list(value);
        if (named.containsKey("attribute")) {
            Object attribute = named.getOrDefault("attribute", "");
            Object otherwise = named.getOrDefault("default", Nothing.UNDEFINED);
            mapped.replaceAll(element -> {
                Object found = Operators.item(values, element, attribute);
                return found == Nothing.UNDEFINED ? otherwise : found;
            });
            return mapped;
        }
        String name = Values.string(Methods.at(given, 0));
        Filter filter = filter(name)
                .orElseThrow(() -> new TemplateFault("uses the filter \"" + name + "\", which is not known here"));
        mapped.replaceAll(element -> filter.apply(values, element, given.subList(1, given.size()), named));
        return mapped;
    }

    private static Object chosen(
            Values values, Object value, Optional<String> attribute, List<Object> given, boolean holds) {
        List<Object> chosen = new ArrayList<>();
        Optional<Test> test = given.isEmpty()
                ? Optional.empty()
                : Optional.of(test(Values.string(given.getFirst()))
                        .orElseThrow(() -> new TemplateFault(
                                "uses the test \"" + given.getFirst() + "\", which is not known here")));
        for (Object element : values.list(value)) {
            Object asked = attribute.isPresent() ? Operators.item(values, element, attribute.get()) : element;
            boolean found = test.isPresent()
                    ? test.get().holds(values, asked, given.subList(1, given.size()))
                    : values.truth(asked);
            if (found == holds) {
                chosen.add(element);
            }
        }
        return chosen;
    }

    private static Object indent(Values values, Object value, List<Object> given, Map<String, Object> named) {
        Object width = given.isEmpty() ? named.getOrDefault("width", 4L) : given.getFirst();
        boolean first = values.truth(given.size() > 1 ? given.get(1) : named.getOrDefault("first", false));
        String space = " ".repeat(Math.clamp(Values.whole(width), 0, 64));
        StringBuilder text = new StringBuilder();
        String[] lines = values.text(value).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean indented = i == 0 ? first : !lines[i].isEmpty();
            text.append(i == 0 ? "" : "\n").append(indented ? space : "").append(lines[i]);
            values.requireSize(text.length());
        }
        return text.toString();
    }
}
