package org.tiltmeter.tokenizer.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What templates compute with, by Python's rules: texts, whole numbers (`Long`), decimals (`Double`), truth values,
/// lists, dictionaries, [Nothing], [Function] and [Namespace]. Nothing else ever reaches a template, so it reaches no
/// Java object. Work is counted, and refused above a limit.
final class Values {

    /// Most characters of one text, and entries of one list.
    static final int LARGEST = 4 << 20;

    private static final long MOST_STEPS = 5_000_000;
    private static final int DEEPEST = 60;

    private static final int DEEPEST_CALL = 40;

    private long steps;
    private int calls;

    Values() {}

    /// The two values that are none.
    enum Nothing {
        NONE,
        UNDEFINED
    }

    /// Something that can be called.
    interface Function {

        /// @param named arguments given by name
        Object call(List<Object> arguments, Map<String, Object> named);
    }

    /// What `namespace()` makes: its entries can be set from within a loop.
    record Namespace(Map<String, Object> entries) {}

    /// Counts work.
    void spend(long work) {
        steps += work;
        if (steps > MOST_STEPS) {
            throw new TemplateFault(
                    "takes more than " + MOST_STEPS + " steps, which no template for a few messages needs");
        }
    }

    /// Runs a call of a macro.
    <T> T called(Supplier<T> call) {
        if (++calls > DEEPEST_CALL) {
            throw new TemplateFault("calls itself more than " + DEEPEST_CALL + " times");
        }
        T value = call.get();
        calls--;
        return value;
    }

    String sized(String text) {
        requireSize(text.length());
        spend(1 + text.length() / 64);
        return text;
    }

    void requireSize(long size) {
        if (size > LARGEST) {
            throw new TemplateFault("makes a text or list of more than " + LARGEST + " parts");
        }
    }

    boolean truth(Object value) {
        return switch (value) {
            case Nothing nothing -> false;
            case Boolean truth -> truth;
            case Long number -> number != 0;
            case Double number -> number != 0;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    boolean equal(Object a, Object b) {
        return equal(a, b, 0);
    }

    private boolean equal(Object a, Object b, int depth) {
        spend(1);
        requireDepth(depth);
        if (isNumber(a) && isNumber(b)) {
            return number(a).doubleValue() == number(b).doubleValue();
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            boolean same = x.size() == y.size();
            for (int i = 0; same && i < x.size(); i++) {
                same = equal(x.get(i), y.get(i), depth + 1);
            }
            return same;
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            boolean same = x.size() == y.size();
            for (Map.Entry<?, ?> entry : x.entrySet()) {
                Object other = y.get(entry.getKey());
                same = same && other != null && equal(entry.getValue(), other, depth + 1);
            }
            return same;
        }
        return a == b || (a instanceof String && a.equals(b));
    }

    int compare(Object a, Object b) {
        if (isNumber(a) && isNumber(b)) {
            return Double.compare(number(a).doubleValue(), number(b).doubleValue());
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y);
        }
        throw new TemplateFault("compares " + kind(a) + " with " + kind(b));
    }

    boolean contains(Object whole, Object part) {
        return switch (whole) {
            case String text -> {
                if (!(part instanceof String inner)) {
                    throw new TemplateFault("looks for " + kind(part) + " in a text");
                }
                spend(1 + text.length() / 8);
                yield text.contains(inner);
            }
            case Map<?, ?> map -> map.containsKey(part);
            default -> list(whole).stream().anyMatch(element -> equal(element, part));
        };
    }

    /// What a loop goes over.
    List<Object> list(Object value) {
        List<Object> found = new ArrayList<>();
        switch (value) {
            case List<?> list -> found.addAll(list);
            case Map<?, ?> map -> found.addAll(map.keySet());
            case String text -> text.codePoints().forEach(point -> found.add(Character.toString(point)));
            case Nothing nothing when nothing == Nothing.UNDEFINED -> {
                // nothing there to go over
            }
            default -> throw new TemplateFault("goes over " + kind(value) + ", which has no elements");
        }
        spend(found.size());
        return found;
    }

    long length(Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case Map<?, ?> map -> map.size();
            default -> list(value).size();
        };
    }

    static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    static Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        throw new TemplateFault("computes with " + kind(value));
    }

    static int whole(Object value) {
        if (value instanceof Long number) {
            return Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        throw new TemplateFault("uses " + kind(value) + " where a whole number belongs");
    }

    static String string(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new TemplateFault("uses " + kind(value) + " where a text belongs");
    }

    static String kind(Object value) {
        return switch (value) {
            case String text -> "a text";
            case Boolean truth -> "a truth value";
            case Number number -> "a number";
            case List<?> list -> "a list";
            case Map<?, ?> map -> "a dictionary";
            case Nothing nothing -> nothing == Nothing.NONE ? "none" : "something that is not defined";
            case Function function -> "a function";
            default -> "a namespace";
        };
    }

    /// The text that an output tag writes.
    String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Nothing nothing -> nothing == Nothing.NONE ? "None" : "";
            default -> {
                StringBuilder text = new StringBuilder();
                write(value, text, 0);
                yield text.toString();
            }
        };
    }

    private void write(Object value, StringBuilder text, int depth) {
        spend(1);
        requireDepth(depth);
        requireSize(text.length());
        switch (value) {
            case Boolean truth -> text.append(truth ? "True" : "False");
            case Number number -> text.append(number);
            case String string -> text.append(quoted(string));
            case List<?> list -> {
                text.append('[');
                for (int i = 0; i < list.size(); i++) {
                    text.append(i == 0 ? "" : ", ");
                    write(list.get(i), text, depth + 1);
                }
                text.append(']');
            }
            case Map<?, ?> map -> {
                text.append('{');
                boolean first = true;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    text.append(first ? "" : ", ");
                    write(entry.getKey(), text, depth + 1);
                    text.append(": ");
                    write(entry.getValue(), text, depth + 1);
                    first = false;
                }
                text.append('}');
            }
            case Nothing nothing -> text.append(nothing == Nothing.NONE ? "None" : "Undefined");
            default -> throw new TemplateFault("writes out " + kind(value));
        }
    }

    private static String quoted(String text) {
        char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        String escaped = text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return quote + (quote == '\'' ? escaped.replace("'", "\\'") : escaped) + quote;
    }

    /// JSON as Python writes it.
    ///
    /// @param indent spaces for each level, or −1 for one line
    String json(Object value, int indent) {
        StringBuilder text = new StringBuilder();
        json(value, indent, text, 0);
        return text.toString();
    }

    private void json(Object value, int indent, StringBuilder text, int depth) {
        spend(1);
        requireDepth(depth);
        requireSize(text.length());
        switch (value) {
            case Boolean truth -> text.append(truth);
            case Number number -> text.append(number);
            case String string -> jsonText(string, text);
            case List<?> list -> {
                text.append('[');
                for (int i = 0; i < list.size(); i++) {
                    separate(i == 0, indent, text, depth + 1);
                    json(list.get(i), indent, text, depth + 1);
                }
                close(list.isEmpty(), ']', indent, text, depth);
            }
            case Map<?, ?> map -> {
                text.append('{');
                boolean first = true;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    separate(first, indent, text, depth + 1);
                    jsonText(text(entry.getKey()), text);
                    text.append(": ");
                    json(entry.getValue(), indent, text, depth + 1);
                    first = false;
                }
                close(map.isEmpty(), '}', indent, text, depth);
            }
            case Nothing nothing when nothing == Nothing.NONE -> text.append("null");
            default -> throw new TemplateFault("writes " + kind(value) + " as JSON");
        }
    }

    private static void separate(boolean first, int indent, StringBuilder text, int depth) {
        if (indent >= 0) {
            text.append(first ? "\n" : ",\n").append(" ".repeat(Math.min(indent, 16) * depth));
        } else {
            text.append(first ? "" : ", ");
        }
    }

    private static void close(boolean empty, char sign, int indent, StringBuilder text, int depth) {
        if (indent >= 0 && !empty) {
            text.append('\n').append(" ".repeat(Math.min(indent, 16) * depth));
        }
        text.append(sign);
    }

    private static void jsonText(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c < 0x20) {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static void requireDepth(int depth) {
        if (depth > DEEPEST) {
            throw new TemplateFault("nests lists more than " + DEEPEST + " deep");
        }
    }

    /// A dictionary in the order of its entries.
    static Map<Object, Object> map() {
        return new LinkedHashMap<>();
    }
}
