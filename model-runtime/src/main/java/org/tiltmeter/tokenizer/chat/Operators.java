package org.tiltmeter.tokenizer.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tiltmeter.tokenizer.chat.Values.Nothing;

/// Arithmetic, indexing and slicing by Python's rules.
final class Operators {

    private Operators() {}

    static Object binary(Values values, String sign, Object a, Object b) {
        values.spend(1);
        return switch (sign) {
            case "~" -> values.sized(values.text(a) + values.text(b));
            case "+" -> plus(values, a, b);
            case "*" -> times(values, a, b);
            case "==" -> values.equal(a, b);
            case "!=" -> !values.equal(a, b);
            case "<" -> values.compare(a, b) < 0;
            case ">" -> values.compare(a, b) > 0;
            case "<=" -> values.compare(a, b) <= 0;
            case ">=" -> values.compare(a, b) >= 0;
            case "in" -> values.contains(b, a);
            case "not in" -> !values.contains(b, a);
            default -> arithmetic(sign, Values.number(a), Values.number(b));
        };
    }

    private static Object plus(Values values, Object a, Object b) {
        if (a instanceof String x && b instanceof String y) {
            return values.sized(x + y);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            List<Object> both = new ArrayList<>(x);
            both.addAll(y);
            values.requireSize(both.size());
            values.spend(both.size());
            return both;
        }
        if (Values.isNumber(a) && Values.isNumber(b)) {
            return arithmetic("+", Values.number(a), Values.number(b));
        }
        throw new TemplateFault("adds " + Values.kind(b) + " to " + Values.kind(a));
    }

    private static Object times(Values values, Object a, Object b) {
        if (a instanceof String text && b instanceof Long count) {
            long times = Math.max(0, count);
            values.requireSize(times > Values.LARGEST ? times : text.length() * times);
            return values.sized(text.repeat((int) times));
        }
        return arithmetic("*", Values.number(a), Values.number(b));
    }

    private static Object arithmetic(String sign, Number a, Number b) {
        boolean whole = a instanceof Long && b instanceof Long;
        double x = a.doubleValue();
        double y = b.doubleValue();
        if (y == 0 && List.of("/", "//", "%").contains(sign)) {
            throw new TemplateFault("divides by zero");
        }
        try {
            return switch (sign) {
                case "+" -> whole ? (Object) Math.addExact(a.longValue(), b.longValue()) : (Object) (x + y);
                case "-" -> whole ? (Object) Math.subtractExact(a.longValue(), b.longValue()) : (Object) (x - y);
                case "*" -> whole ? (Object) Math.multiplyExact(a.longValue(), b.longValue()) : (Object) (x * y);
                case "/" -> x / y;
                case "//" -> whole ? (Object) Math.floorDiv(a.longValue(), b.longValue()) : (Object) Math.floor(x / y);
                case "%" ->
                    whole ? (Object) Math.floorMod(a.longValue(), b.longValue()) : (Object) (x - y * Math.floor(x / y));
                case "**" -> {
                    double power = Math.pow(x, y);
                    if (whole && y >= 0 && Math.abs(power) < 1L << 53) {
                        yield (Object) (long) power;
                    }
                    yield (Object) power;
                }
                default -> throw new TemplateFault("uses the sign " + sign + ", which is not known here");
            };
        } catch (ArithmeticException tooLarge) {
            TemplateFault fault = new TemplateFault("computes a number that is too large");
            fault.addSuppressed(tooLarge);
            throw fault;
        }
    }

    static Object negative(Object value) {
        return arithmetic("-", 0L, Values.number(value));
    }

    /// `base[key]`.
    static Object item(Values values, Object base, Object key) {
        values.spend(1);
        return switch (base) {
            case Map<?, ?> map -> {
                Object found = map.get(key);
                if (found != null) {
                    yield found;
                }
                yield key instanceof String name ? Methods.of(values, base, name) : Nothing.UNDEFINED;
            }
            case List<?> list
            when key instanceof Long index -> {
                int place = place(index, list.size());
                yield place < 0 ? Nothing.UNDEFINED : list.get(place);
            }
            case String text
            when key instanceof Long index -> {
                int[] points = text.codePoints().toArray();
                values.spend(points.length / 16);
                int place = place(index, points.length);
                yield place < 0 ? Nothing.UNDEFINED : Character.toString(points[place]);
            }
            default -> key instanceof String name ? attribute(values, base, name) : refuseUndefined(base, key);
        };
    }

    private static int place(long index, int size) {
        long place = index < 0 ? index + size : index;
        return place < 0 || place >= size ? -1 : (int) place;
    }

    /// `base.name`.
    static Object attribute(Values values, Object base, String name) {
        values.spend(1);
        refuseUndefined(base, name);
        if (base instanceof Values.Namespace namespace) {
            return namespace.entries().getOrDefault(name, Nothing.UNDEFINED);
        }
        Object method = Methods.of(values, base, name);
        if (method != Nothing.UNDEFINED || !(base instanceof Map<?, ?> map)) {
            return method;
        }
        Object found = map.get(name);
        return found == null ? Nothing.UNDEFINED : found;
    }

    private static Object refuseUndefined(Object base, Object key) {
        if (base == Nothing.UNDEFINED) {
            throw new TemplateFault("asks for \"" + key + "\" of something that is not defined");
        }
        return Nothing.UNDEFINED;
    }

    /// `base[from:to:step]`, a missing bound being none.
    static Object slice(Values values, Object base, Object from, Object to, Object step) {
        long by = step == Nothing.NONE ? 1 : Values.whole(step);
        if (by == 0) {
            throw new TemplateFault("cuts with a step of zero");
        }
        List<Object> all = values.list(base);
        int size = all.size();
        long start = from == Nothing.NONE ? (by > 0 ? 0 : size - 1) : bound(Values.whole(from), size, by);
        long end = to == Nothing.NONE ? (by > 0 ? size : -1) : bound(Values.whole(to), size, by);
        List<Object> cut = new ArrayList<>();
        for (long i = start; by > 0 ? i < end : i > end; i += by) {
            cut.add(all.get((int) i));
        }
        if (base instanceof String) {
            StringBuilder text = new StringBuilder();
            cut.forEach(text::append);
            return text.toString();
        }
        return cut;
    }

    private static long bound(long index, int size, long step) {
        long place = index < 0 ? index + size : index;
        return step > 0 ? Math.clamp(place, 0, size) : Math.clamp(place, -1, size - 1);
    }
}
