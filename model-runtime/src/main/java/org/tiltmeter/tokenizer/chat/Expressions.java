package org.tiltmeter.tokenizer.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tiltmeter.tokenizer.chat.Token.Kind;
import org.tiltmeter.tokenizer.chat.Values.Function;
import org.tiltmeter.tokenizer.chat.Values.Nothing;

/// Reads expressions, each into something that gives its value in a scope.
final class Expressions {

    /// An expression.
    @FunctionalInterface
    interface Expression {

        Object value(Scope scope);
    }

    /// Arguments of a call.
    record Arguments(List<Expression> given, Map<String, Expression> named) {

        List<Object> givenIn(Scope scope) {
            List<Object> values = new ArrayList<>();
            given.forEach(argument -> values.add(argument.value(scope)));
            return values;
        }

        Map<String, Object> namedIn(Scope scope) {
            Map<String, Object> values = new LinkedHashMap<>();
            named.forEach((name, argument) -> values.put(name, argument.value(scope)));
            return values;
        }
    }

    private static final int DEEPEST = 100;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=");
    private static final Set<String> WORDS_BETWEEN = Set.of("and", "or", "if", "else", "is", "in", "not");

    private final Tokens tokens;
    private int depth;

    Expressions(Tokens tokens) {
        this.tokens = tokens;
    }

    /// An expression, or several with commas between them, which make a list.
    Expression tupleOrOne() {
        Expression first = one();
        if (!tokens.sees(",")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (tokens.takes(",")) {
            if (tokens.atEndOfTag()) {
                break;
            }
            parts.add(one());
        }
        return list(parts);
    }

    Expression one() {
        if (++depth > DEEPEST) {
            throw new TemplateFault("nests expressions more than " + DEEPEST + " deep");
        }
        Expression value = or();
        while (tokens.takesWord("if")) {
            Expression then = value;
            Expression condition = or();
            Expression otherwise = tokens.takesWord("else") ? one() : scope -> Nothing.UNDEFINED;
            value = scope -> scope.values().truth(condition.value(scope)) ? then.value(scope) : otherwise.value(scope);
        }
        depth--;
        return value;
    }

    /// An expression in which a following `if` is not its own.
    Expression or() {
        Expression left = and();
        while (tokens.takesWord("or")) {
            Expression first = left;
            Expression second = and();
            left = scope -> {
                Object value = first.value(scope);
                return scope.values().truth(value) ? value : second.value(scope);
            };
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.takesWord("and")) {
            Expression first = left;
            Expression second = not();
            left = scope -> {
                Object value = first.value(scope);
                return scope.values().truth(value) ? second.value(scope) : value;
            };
        }
        return left;
    }

    private Expression not() {
        if (tokens.takesWord("not")) {
            if (++depth > DEEPEST) {
                throw new TemplateFault("nests expressions more than " + DEEPEST + " deep");
            }
            Expression value = not();
            depth--;
            return scope -> !scope.values().truth(value.value(scope));
        }
        return comparison();
    }

    private Expression comparison() {
        Expression first = sum();
        List<String> signs = new ArrayList<>();
        List<Expression> others = new ArrayList<>();
        for (Optional<String> sign = comparisonSign(); sign.isPresent(); sign = comparisonSign()) {
            signs.add(sign.get());
            others.add(sum());
        }
        if (signs.isEmpty()) {
            return first;
        }
        return scope -> {
            Object left = first.value(scope);
            for (int i = 0; i < signs.size(); i++) {
                Object right = others.get(i).value(scope);
                if (Operators.binary(scope.values(), signs.get(i), left, right).equals(false)) {
                    return false;
                }
                left = right;
            }
            return true;
        };
    }

    private Optional<String> comparisonSign() {
        if (tokens.now().kind() == Kind.SIGN
                && COMPARISONS.contains(tokens.now().text())) {
            return Optional.of(tokens.next().text());
        }
        if (tokens.takesWord("in")) {
            return Optional.of("in");
        }
        if (tokens.now().is(Kind.NAME, "not") && tokens.after().is(Kind.NAME, "in")) {
            tokens.next();
            tokens.next();
            return Optional.of("not in");
        }
        return Optional.empty();
    }

    private Expression sum() {
        Expression left = joined();
        while (tokens.sees("+") || tokens.sees("-")) {
            left = binary(tokens.next().text(), left, joined());
        }
        return left;
    }

    private Expression joined() {
        Expression left = product();
        while (tokens.takes("~")) {
            left = binary("~", left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = power();
        while (tokens.sees("*") || tokens.sees("/") || tokens.sees("//") || tokens.sees("%")) {
            left = binary(tokens.next().text(), left, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = unary(true);
        while (tokens.takes("**")) {
            left = binary("**", left, unary(true));
        }
        return left;
    }

    private static Expression binary(String sign, Expression left, Expression right) {
        return scope -> Operators.binary(scope.values(), sign, left.value(scope), right.value(scope));
    }

    private Expression unary(boolean filters) {
        Expression value;
        if (tokens.takes("-")) {
            Expression positive = unary(false);
            value = scope -> Operators.negative(positive.value(scope));
        } else if (tokens.takes("+")) {
            value = unary(false);
        } else {
            value = postfix(primary());
        }
        return filters ? filtered(value) : value;
    }

    private Expression primary() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case STRING -> {
                StringBuilder text = new StringBuilder(token.text());
                while (tokens.now().kind() == Kind.STRING) {
                    text.append(tokens.next().text());
                }
                String whole = text.toString();
                yield scope -> whole;
            }
            case INTEGER -> {
                long number = number(token);
                yield scope -> number;
            }
            case DECIMAL -> {
                double number = Double.parseDouble(token.text());
                yield scope -> number;
            }
            case NAME -> name(token);
            case SIGN ->
                switch (token.text()) {
                    case "(" -> parenthesis();
                    case "[" -> list(elements("]"));
                    case "{" -> dictionary();
                    default -> throw tokens.unexpected(token);
                };
            default -> throw tokens.unexpected(token);
        };
    }

    private long number(Token token) {
        try {
            return Long.parseLong(token.text());
        } catch (NumberFormatException tooLarge) {
            throw tokens.unexpected(token);
        }
    }

    private Expression name(Token token) {
        String name = token.text();
        return switch (name) {
            case "true", "True" -> scope -> true;
            case "false", "False" -> scope -> false;
            case "none", "None" -> scope -> Nothing.NONE;
            default -> {
                if (WORDS_BETWEEN.contains(name)) {
                    throw tokens.unexpected(token);
                }
                yield scope -> scope.get(name);
            }
        };
    }

    private Expression parenthesis() {
        if (tokens.takes(")")) {
            return list(List.of());
        }
        Expression first = one();
        if (!tokens.sees(",")) {
            tokens.require(")");
            return first;
        }
        tokens.next();
        List<Expression> parts = new ArrayList<>(List.of(first));
        parts.addAll(elements(")"));
        return list(parts);
    }

    private List<Expression> elements(String closing) {
        List<Expression> elements = new ArrayList<>();
        while (!tokens.takes(closing)) {
            elements.add(one());
            if (!tokens.sees(closing)) {
                tokens.require(",");
            }
        }
        return elements;
    }

    private static Expression list(List<Expression> parts) {
        List<Expression> elements = List.copyOf(parts);
        return scope -> {
            List<Object> values = new ArrayList<>();
            elements.forEach(element -> values.add(element.value(scope)));
            scope.values().spend(values.size());
            return values;
        };
    }

    private Expression dictionary() {
        List<Expression> keys = new ArrayList<>();
        List<Expression> entries = new ArrayList<>();
        while (!tokens.takes("}")) {
            keys.add(one());
            tokens.require(":");
            entries.add(one());
            if (!tokens.sees("}")) {
                tokens.require(",");
            }
        }
        return scope -> {
            Map<Object, Object> map = Values.map();
            for (int i = 0; i < keys.size(); i++) {
                map.put(keys.get(i).value(scope), entries.get(i).value(scope));
            }
            return map;
        };
    }

    private Expression postfix(Expression start) {
        Expression value = start;
        while (true) {
            if (tokens.takes(".")) {
                Expression base = value;
                Token name = tokens.next();
                if (name.kind() == Kind.INTEGER) {
                    long index = number(name);
                    value = scope -> Operators.item(scope.values(), base.value(scope), index);
                } else {
                    String attribute = tokens.requireName(name);
                    value = scope -> Operators.attribute(scope.values(), base.value(scope), attribute);
                }
            } else if (tokens.takes("[")) {
                value = subscript(value);
            } else if (tokens.takes("(")) {
                value = call(value, arguments());
            } else {
                return value;
            }
        }
    }

    private Expression subscript(Expression base) {
        Expression nothing = scope -> Nothing.NONE;
        Expression first = tokens.sees(":") ? nothing : one();
        if (tokens.takes("]")) {
            return scope -> Operators.item(scope.values(), base.value(scope), first.value(scope));
        }
        tokens.require(":");
        Expression last = tokens.sees("]") || tokens.sees(":") ? nothing : one();
        Expression step = tokens.takes(":") && !tokens.sees("]") ? one() : nothing;
        tokens.require("]");
        return scope -> Operators.slice(
                scope.values(), base.value(scope), first.value(scope), last.value(scope), step.value(scope));
    }

    private Expression call(Expression callee, Arguments arguments) {
        int line = tokens.now().line();
        return scope -> {
            if (callee.value(scope) instanceof Function function) {
                scope.values().spend(1);
                return function.call(arguments.givenIn(scope), arguments.namedIn(scope));
            }
            throw new TemplateFault("calls a function or method in line " + line + " that is not known here");
        };
    }

    /// The arguments after an opening parenthesis.
    Arguments arguments() {
        List<Expression> given = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!tokens.takes(")")) {
            if (tokens.now().kind() == Kind.NAME && tokens.after().is(Kind.SIGN, "=")) {
                String name = tokens.next().text();
                tokens.next();
                named.put(name, one());
            } else {
                given.add(one());
            }
            if (!tokens.sees(")")) {
                tokens.require(",");
            }
        }
        return new Arguments(given, named);
    }

    private Expression filtered(Expression start) {
        Expression value = start;
        while (true) {
            if (tokens.takes("|")) {
                value = filter(value);
            } else if (tokens.takesWord("is")) {
                value = test(value);
            } else if (tokens.takes("(")) {
                value = call(value, arguments());
            } else {
                return value;
            }
        }
    }

    /// The filter whose name comes next, on a value.
    Expression filter(Expression value) {
        Token name = tokens.next();
        Filters.Filter filter = Filters.filter(tokens.requireName(name))
                .orElseThrow(() -> new TemplateFault("uses the filter \"" + name.text() + "\" in line " + name.line()
                        + ", which is not known here"));
        Arguments arguments = tokens.takes("(") ? arguments() : new Arguments(List.of(), Map.of());
        return scope ->
                filter.apply(scope.values(), value.value(scope), arguments.givenIn(scope), arguments.namedIn(scope));
    }

    private Expression test(Expression value) {
        boolean negated = tokens.takesWord("not");
        Token name = tokens.next();
        Filters.Test test = Filters.test(tokens.requireName(name).toLowerCase(java.util.Locale.ROOT))
                .orElseThrow(() -> new TemplateFault(
                        "uses the test \"" + name.text() + "\" in line " + name.line() + ", which is not known here"));
        List<Expression> arguments = List.of();
        Token now = tokens.now();
        boolean literal = now.kind() == Kind.STRING || now.kind() == Kind.INTEGER || now.kind() == Kind.DECIMAL;
        if (tokens.takes("(")) {
            arguments = arguments().given();
        } else if (literal
                || (now.kind() == Kind.NAME && !WORDS_BETWEEN.contains(now.text()))
                || tokens.sees("[")
                || tokens.sees("{")) {
            arguments = List.of(postfix(primary()));
        }
        Arguments given = new Arguments(arguments, Map.of());
        return scope -> test.holds(scope.values(), value.value(scope), given.givenIn(scope)) != negated;
    }
}
