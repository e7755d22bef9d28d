package org.tiltmeter.tokenizer.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tiltmeter.tokenizer.chat.Token.Kind;
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

    private final Tokens tokens;
    private final Operands operands;
    private int depth;

    Expressions(Tokens tokens) {
        this.tokens = tokens;
        operands = new Operands(tokens, this);
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
        return Operands.list(parts);
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
            value = operands.postfix(operands.primary());
        }
        return filters ? filtered(value) : value;
    }

    private Expression filtered(Expression start) {
        Expression value = start;
        while (true) {
            if (tokens.takes("|")) {
                value = filter(value);
            } else if (tokens.takesWord("is")) {
                value = test(value);
            } else if (tokens.takes("(")) {
                value = operands.call(value, operands.arguments());
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
        Arguments arguments = tokens.takes("(") ? operands.arguments() : new Arguments(List.of(), Map.of());
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
            arguments = operands.arguments().given();
        } else if (literal
                || (now.kind() == Kind.NAME && !Operands.WORDS_BETWEEN.contains(now.text()))
                || tokens.sees("[")
                || tokens.sees("{")) {
            arguments = List.of(operands.postfix(operands.primary()));
        }
        Arguments given = new Arguments(arguments, Map.of());
        return scope -> test.holds(scope.values(), value.value(scope), given.givenIn(scope)) != negated;
    }
}
