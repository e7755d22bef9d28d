package org.tiltmeter.tokenizer.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tiltmeter.tokenizer.chat.Expressions.Arguments;
import org.tiltmeter.tokenizer.chat.Expressions.Expression;
import org.tiltmeter.tokenizer.chat.Token.Kind;
import org.tiltmeter.tokenizer.chat.Values.Function;
import org.tiltmeter.tokenizer.chat.Values.Nothing;

/// Reads what operators stand between: literals, names, lists and dictionaries, with the attributes, items and calls
/// that follow them.
final class Operands {

    /// Words that no name may be.
    static final Set<String> WORDS_BETWEEN = Set.of("and", "or", "if", "else", "is", "in", "not");

    private final Tokens tokens;
    private final Expressions expressions;

    /// @param expressions reads what stands within brackets
    Operands(Tokens tokens, Expressions expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /// A literal, a name, or what stands in brackets.
    Expression primary() {
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
        Expression first = expressions.one();
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
            elements.add(expressions.one());
            if (!tokens.sees(closing)) {
                tokens.require(",");
            }
        }
        return elements;
    }

    /// A list of values.
    static Expression list(List<Expression> parts) {
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
            keys.add(expressions.one());
            tokens.require(":");
            entries.add(expressions.one());
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

    /// A value and the attributes, items and calls that follow it.
    Expression postfix(Expression start) {
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
        Expression first = tokens.sees(":") ? nothing : expressions.one();
        if (tokens.takes("]")) {
            return scope -> Operators.item(scope.values(), base.value(scope), first.value(scope));
        }
        tokens.require(":");
        Expression last = tokens.sees("]") || tokens.sees(":") ? nothing : expressions.one();
        Expression step = tokens.takes(":") && !tokens.sees("]") ? expressions.one() : nothing;
        tokens.require("]");
        return scope -> Operators.slice(
                scope.values(), base.value(scope), first.value(scope), last.value(scope), step.value(scope));
    }

    /// A call of what an expression gives.
    Expression call(Expression callee, Arguments arguments) {
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
                named.put(name, expressions.one());
            } else {
                given.add(expressions.one());
            }
            if (!tokens.sees(")")) {
                tokens.require(",");
            }
        }
        return new Arguments(given, named);
    }
}
