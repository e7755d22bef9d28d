package org.tiltmeter.tokenizer.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tiltmeter.tokenizer.chat.Values.Function;
import org.tiltmeter.tokenizer.chat.Values.Nothing;

/// The methods of texts, lists and dictionaries that templates call.
final class Methods {

    private static final String SPACES = " \t\n\r\f\u000B";

    private Methods() {}

    /// A method bound to its value, or [Nothing#UNDEFINED] where there is none of this name.
    static Object of(Values values, Object base, String name) {
        return switch (base) {
            case String text -> ofText(values, text, name);
            case List<?> list -> ofList(values, list, name);
            case Map<?, ?> map -> ofMap(map, name);
            default -> Nothing.UNDEFINED;
        };
    }

    private static Object bound(Function function) {
        return function;
    }

    private static Object ofText(Values values, String text, String name) {
        return switch (name) {
            case "strip" -> bound((given, named) -> strip(text, signs(given), true, true));
            case "lstrip" -> bound((given, named) -> strip(text, signs(given), true, false));
            case "rstrip" -> bound((given, named) -> strip(text, signs(given), false, true));
            case "upper" -> bound((given, named) -> text.toUpperCase(Locale.ROOT));
            case "lower" -> bound((given, named) -> text.toLowerCase(Locale.ROOT));
            case "title" -> bound((given, named) -> title(text));
            case "capitalize" -> bound((given, named) -> capitalize(text));
            case "startswith" -> bound((given, named) -> any(given, text::startsWith));
            case "endswith" -> bound((given, named) -> any(given, text::endsWith));
            case "find" ->
                bound((given, named) -> {
                    int found = text.indexOf(first(given));
                    return found < 0 ? -1L : (long) text.codePointCount(0, found);
                });
            case "count" ->
                bound((given, named) ->
                        (long) split(values, text, first(given), -1).size() - 1);
            case "replace" ->
                bound((given, named) -> {
                    Object count = given.size() > 2 ? given.get(2) : named.getOrDefault("count", Nothing.NONE);
                    return replace(values, text, first(given), Values.string(at(given, 1)), count);
                });
            case "join" -> bound((given, named) -> join(values, at(given, 0), text));
            case "split" ->
                bound((given, named) -> {
                    Object limit = given.size() > 1 ? given.get(1) : named.getOrDefault("maxsplit", -1L);
                    Object by = given.isEmpty() ? Nothing.NONE : given.getFirst();
                    return by == Nothing.NONE
                            ? words(values, text, Values.whole(limit))
                            : split(values, text, Values.string(by), Values.whole(limit));
                });
            case "rsplit" ->
                bound((given, named) -> {
                    Object limit = given.size() > 1 ? given.get(1) : named.getOrDefault("maxsplit", -1L);
                    return splitFromEnd(values, text, first(given), Values.whole(limit));
                });
            case "splitlines" ->
                bound((given, named) -> new ArrayList<Object>(text.lines().toList()));
            case "isdigit" ->
                bound((given, named) -> !text.isEmpty() && text.codePoints().allMatch(Character::isDigit));
            case "isalpha" ->
                bound((given, named) -> !text.isEmpty() && text.codePoints().allMatch(Character::isLetter));
            case "isspace" ->
                bound((given, named) -> !text.isEmpty() && text.codePoints().allMatch(Character::isWhitespace));
            default -> Nothing.UNDEFINED;
        };
    }

    private static Object ofList(Values values, List<?> list, String name) {
        @SuppressWarnings("unchecked") // only lists of values reach a template
        List<Object> own = (List<Object>) list;
        return switch (name) {
            case "append" ->
                bound((given, named) -> {
                    values.requireSize(own.size() + 1L);
                    own.add(at(given, 0));
                    return Nothing.NONE;
                });
            case "extend" ->
                bound((given, named) -> {
                    List<Object> more = values.list(at(given, 0));
                    values.requireSize((long) own.size() + more.size());
                    own.addAll(more);
                    return Nothing.NONE;
                });
            case "pop" ->
                bound((given, named) -> {
                    if (own.isEmpty()) {
                        throw new TemplateFault("takes an element from an empty list");
                    }
                    int index = given.isEmpty() ? own.size() - 1 : Values.whole(given.getFirst());
                    return own.remove(Math.clamp(index < 0 ? index + own.size() : index, 0, own.size() - 1));
                });
            case "index" ->
                bound((given, named) -> {
                    for (int i = 0; i < own.size(); i++) {
                        if (values.equal(own.get(i), at(given, 0))) {
                            return (long) i;
                        }
                    }
                    throw new TemplateFault("looks for an element that a list does not hold");
                });
            case "count" ->
                bound((given, named) -> own.stream()
                        .filter(element -> values.equal(element, at(given, 0)))
                        .count());
            default -> Nothing.UNDEFINED;
        };
    }

    private static Object ofMap(Map<?, ?> map, String name) {
        return switch (name) {
            case "items" -> bound((given, named) -> items(map));
            case "keys" -> bound((given, named) -> new ArrayList<Object>(map.keySet()));
            case "values" -> bound((given, named) -> new ArrayList<Object>(map.values()));
            case "get" ->
                bound((given, named) -> {
                    Object found = map.get(at(given, 0));
                    return found != null ? found : given.size() > 1 ? given.get(1) : Nothing.NONE;
                });
            default -> Nothing.UNDEFINED;
        };
    }

    static List<Object> items(Map<?, ?> map) {
        List<Object> items = new ArrayList<>();
        map.forEach((key, value) -> items.add(new ArrayList<>(List.of(key, value))));
        return items;
    }

    static Object at(List<Object> given, int place) {
        if (place >= given.size()) {
            throw new TemplateFault("calls something with " + given.size() + " arguments, which takes more");
        }
        return given.get(place);
    }

    private static String first(List<Object> given) {
        return Values.string(at(given, 0));
    }

    private static String signs(List<Object> given) {
        return given.isEmpty() || given.getFirst() == Nothing.NONE ? "" : Values.string(given.getFirst());
    }

    private static Object any(List<Object> given, java.util.function.Predicate<String> test) {
        Object wanted = at(given, 0);
        return wanted instanceof List<?> list
                ? list.stream().anyMatch(one -> test.test(Values.string(one)))
                : test.test(Values.string(wanted));
    }

    static String strip(String text, String signs, boolean left, boolean right) {
        int from = 0;
        int to = text.length();
        while (left && from < to && goes(text.charAt(from), signs)) {
            from++;
        }
        while (right && to > from && goes(text.charAt(to - 1), signs)) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean goes(char c, String signs) {
        if (!signs.isEmpty()) {
            return signs.indexOf(c) >= 0;
        }
        return SPACES.indexOf(c) >= 0 || (c >= 0x1C && c <= 0x1F) || c == 0x85 || Character.isSpaceChar(c);
    }

    static String title(String text) {
        StringBuilder titled = new StringBuilder();
        boolean within = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            titled.append(within ? Character.toLowerCase(c) : Character.toUpperCase(c));
            within = Character.isLetter(c);
        }
        return titled.toString();
    }

    static String capitalize(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
    }

    /// @param count how many places at most, from the beginning; none or a negative number for all
    static String replace(Values values, String text, String from, String to, Object count) {
        int most = count == Nothing.NONE ? -1 : Values.whole(count);
        if (most >= 0) {
            return replaceFirst(values, text, from, to, most);
        }
        long places = from.isEmpty() ? text.length() + 1L : text.length() / from.length();
        values.requireSize(
                to.length() > from.length() && text.contains(from) ? text.length() + places * to.length() : 0);
        return values.sized(text.replace(from, to));
    }

    private static String replaceFirst(Values values, String text, String from, String to, int most) {
        requireSeparator(from);
        StringBuilder replaced = new StringBuilder();
        int rest = 0;
        int found = text.indexOf(from);
        for (int done = 0; done < most && found >= 0; done++) {
            replaced.append(text, rest, found).append(to);
            values.requireSize(replaced.length());
            rest = found + from.length();
            found = text.indexOf(from, rest);
        }
        return values.sized(replaced.append(text.substring(rest)).toString());
    }

    static String join(Values values, Object list, String between) {
        StringBuilder joined = new StringBuilder();
        List<Object> elements = values.list(list);
        for (int i = 0; i < elements.size(); i++) {
            joined.append(i == 0 ? "" : between).append(values.text(elements.get(i)));
            values.requireSize(joined.length());
        }
        return values.sized(joined.toString());
    }

    /// The words of a text.
    ///
    /// @param limit after how many the rest of the text stays together; negative for never
    private static List<Object> words(Values values, String text, int limit) {
        if (limit >= 0) {
            throw new TemplateFault("splits a text at spaces, a few times only, which is not known here");
        }
        List<Object> words = java.util.Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        values.spend(words.size());
        return words;
    }

    private static List<Object> split(Values values, String text, String by, int limit) {
        requireSeparator(by);
        List<Object> parts = new ArrayList<>();
        int from = 0;
        for (int found = text.indexOf(by); found >= 0 && (limit < 0 || parts.size() < limit); ) {
            parts.add(text.substring(from, found));
            from = found + by.length();
            found = text.indexOf(by, from);
        }
        parts.add(text.substring(from));
        values.spend(parts.size());
        return parts;
    }

    private static List<Object> splitFromEnd(Values values, String text, String by, int limit) {
        requireSeparator(by);
        List<Object> parts = new ArrayList<>();
        String rest = text;
        for (int found = rest.lastIndexOf(by); found >= 0 && (limit < 0 || parts.size() < limit); ) {
            parts.addFirst(rest.substring(found + by.length()));
            rest = rest.substring(0, found);
            found = rest.lastIndexOf(by);
        }
        parts.addFirst(rest);
        values.spend(parts.size());
        return parts;
    }

    private static void requireSeparator(String by) {
        if (by.isEmpty()) {
            throw new TemplateFault("splits a text at an empty text");
        }
    }
}
