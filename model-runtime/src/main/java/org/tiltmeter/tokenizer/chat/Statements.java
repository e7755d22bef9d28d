package org.tiltmeter.tokenizer.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tiltmeter.tokenizer.chat.Expressions.Expression;
import org.tiltmeter.tokenizer.chat.Token.Kind;
import org.tiltmeter.tokenizer.chat.Values.Function;
import org.tiltmeter.tokenizer.chat.Values.Namespace;
import org.tiltmeter.tokenizer.chat.Values.Nothing;

/// Reads a template's tags into something that runs.
final class Statements {

    private static final int DEEPEST = 100;

    private final Tokens tokens;
    private final Expressions expressions;
    private int depth;

    private Statements(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new Expressions(tokens);
    }

    /// Something that runs in a scope.
    @FunctionalInterface
    interface Statement {

        /// @return how it ended
        Ending run(Scope scope);
    }

    /// How a statement ended.
    enum Ending {
        RAN,
        BREAK,
        CONTINUE
    }

    static Statement read(String source) {
        Statements statements = new Statements(new Tokens(Lexer.tokens(source)));
        Statement whole = statements.until(Set.of());
        if (statements.tokens.now().kind() != Kind.END) {
            throw statements.tokens.unexpected(statements.tokens.next());
        }
        return whole;
    }

    /// Statements up to a tag with one of these names, whose name comes next.
    private Statement until(Set<String> names) {
        if (++depth > DEEPEST) {
            throw new TemplateFault("nests tags more than " + DEEPEST + " deep");
        }
        List<Statement> statements = new ArrayList<>();
        while (tokens.now().kind() != Kind.END) {
            Token token = tokens.next();
            if (token.kind() == Kind.TEXT) {
                statements.add(scope -> {
                    scope.write(token.text());
                    return Ending.RAN;
                });
            } else if (token.kind() == Kind.OUTPUT_BEGIN) {
                Expression value = expressions.tupleOrOne();
                tokens.require(Kind.OUTPUT_END);
                statements.add(scope -> {
                    scope.write(scope.values().text(value.value(scope)));
                    return Ending.RAN;
                });
            } else if (names.contains(tokens.now().text())) {
                depth--;
                return sequence(statements);
            } else {
                statements.add(tag(tokens.next()));
            }
        }
        if (!names.isEmpty()) {
            throw new TemplateFault(
                    "ends where the tag " + names.stream().sorted().toList() + " is missing");
        }
        depth--;
        return sequence(statements);
    }

    private static Statement sequence(List<Statement> statements) {
        List<Statement> all = List.copyOf(statements);
        return scope -> {
            for (Statement statement : all) {
                scope.values().spend(1);
                Ending ending = statement.run(scope);
                if (ending != Ending.RAN) {
                    return ending;
                }
            }
            return Ending.RAN;
        };
    }

    private Statement tag(Token name) {
        return switch (name.text()) {
            case "if" -> condition();
            case "for" -> loop();
            case "set" -> assignment();
            case "macro" -> macro();
            case "filter" -> filterBlock();
            case "generation" -> generation();
            case "do" -> {
                Expression value = expressions.tupleOrOne();
                end();
                yield scope -> {
                    value.value(scope);
                    return Ending.RAN;
                };
            }
            case "break" -> ending(Ending.BREAK);
            case "continue" -> ending(Ending.CONTINUE);
            default ->
                throw new TemplateFault(
                        "uses the tag {% " + name.text() + " %} in line " + name.line() + ", which is not known here");
        };
    }

    private Statement ending(Ending ending) {
        end();
        return scope -> ending;
    }

    private void end() {
        tokens.require(Kind.BLOCK_END);
    }

    /// The part of an answer that training looks at; for rendering it is as if the tags were not there.
    private Statement generation() {
        end();
        Statement body = until(Set.of("endgeneration"));
        tokens.next();
        end();
        return body;
    }

    private Statement condition() {
        Expression asked = expressions.tupleOrOne();
        end();
        Statement then = until(Set.of("elif", "else", "endif"));
        Token next = tokens.next();
        Statement otherwise;
        if (next.is(Kind.NAME, "elif")) {
            otherwise = condition();
        } else if (next.is(Kind.NAME, "else")) {
            end();
            otherwise = until(Set.of("endif"));
            tokens.next();
            end();
        } else {
            end();
            otherwise = scope -> Ending.RAN;
        }
        return scope -> scope.values().truth(asked.value(scope)) ? then.run(scope) : otherwise.run(scope);
    }

    private List<String> targets() {
        List<String> names = new ArrayList<>();
        boolean enclosed = tokens.takes("(");
        names.add(tokens.requireName(tokens.next()));
        while (tokens.takes(",")) {
            names.add(tokens.requireName(tokens.next()));
        }
        if (enclosed) {
            tokens.require(")");
        }
        return names;
    }

    private static void assign(Scope scope, List<String> names, Object value) {
        if (names.size() == 1) {
            scope.set(names.getFirst(), value);
            return;
        }
        List<Object> parts = scope.values().list(value);
        if (parts.size() != names.size()) {
            throw new TemplateFault("gives " + parts.size() + " values to " + names.size() + " names");
        }
        for (int i = 0; i < names.size(); i++) {
            scope.set(names.get(i), parts.get(i));
        }
    }

    private Statement loop() {
        List<String> names = targets();
        tokens.requireWord("in");
        Expression over = expressions.or();
        Expression condition = tokens.takesWord("if") ? expressions.one() : scope -> true;
        if (tokens.takesWord("recursive")) {
            throw new TemplateFault(
                    "uses a recursive loop in line " + tokens.now().line() + ", which is not known here");
        }
        end();
        Statement body = until(Set.of("else", "endfor"));
        Statement otherwise = scope -> Ending.RAN;
        if (tokens.next().is(Kind.NAME, "else")) {
            end();
            otherwise = until(Set.of("endfor"));
            tokens.next();
        }
        end();
        Statement none = otherwise;
        return scope -> {
            List<Object> elements = new ArrayList<>();
            for (Object element : scope.values().list(over.value(scope))) {
                Scope inner = scope.inner();
                assign(inner, names, element);
                if (scope.values().truth(condition.value(inner))) {
                    elements.add(element);
                }
            }
            for (int i = 0; i < elements.size(); i++) {
                Scope inner = scope.inner();
                assign(inner, names, elements.get(i));
                inner.set("loop", loopFacts(elements, i));
                if (body.run(inner) == Ending.BREAK) {
                    break;
                }
            }
            return elements.isEmpty() ? none.run(scope) : Ending.RAN;
        };
    }

    private static Object loopFacts(List<Object> elements, int i) {
        int size = elements.size();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("index", i + 1L);
        facts.put("index0", (long) i);
        facts.put("revindex", (long) size - i);
        facts.put("revindex0", (long) size - i - 1);
        facts.put("depth", 1L); // recursive loops, which alone are deeper, are refused
        facts.put("depth0", 0L);
        facts.put("first", i == 0);
        facts.put("last", i == size - 1);
        facts.put("length", (long) size);
        facts.put("previtem", i == 0 ? Nothing.UNDEFINED : elements.get(i - 1));
        facts.put("nextitem", i == size - 1 ? Nothing.UNDEFINED : elements.get(i + 1));
        facts.put("cycle", (Function) (given, named) -> Methods.at(given, given.isEmpty() ? 0 : i % given.size()));
        return new Namespace(facts);
    }

    private Statement assignment() {
        String first = tokens.requireName(tokens.now());
        if (tokens.after().is(Kind.SIGN, ".")) {
            tokens.next();
            tokens.next();
            String entry = tokens.requireName(tokens.next());
            tokens.require("=");
            Expression value = expressions.tupleOrOne();
            end();
            return scope -> {
                if (!(scope.get(first) instanceof Namespace namespace)) {
                    throw new TemplateFault("sets \"" + entry + "\" of \"" + first + "\", which is no namespace");
                }
                namespace.entries().put(entry, value.value(scope));
                return Ending.RAN;
            };
        }
        List<String> names = targets();
        if (tokens.takes("=")) {
            Expression value = expressions.tupleOrOne();
            end();
            return scope -> {
                assign(scope, names, value.value(scope));
                return Ending.RAN;
            };
        }
        Expression[] written = {scope -> scope.get(" written")};
        while (tokens.takes("|")) {
            written[0] = expressions.filter(written[0]);
        }
        end();
        Statement body = until(Set.of("endset"));
        tokens.next();
        end();
        Expression kept = written[0];
        return scope -> {
            scope.set(names.getFirst(), captured(scope, body, kept));
            return Ending.RAN;
        };
    }

    private Statement filterBlock() {
        Expression filtered = expressions.filter(scope -> scope.get(" written"));
        while (tokens.takes("|")) {
            filtered = expressions.filter(filtered);
        }
        end();
        Statement body = until(Set.of("endfilter"));
        tokens.next();
        end();
        Expression kept = filtered;
        return scope -> {
            scope.write(scope.values().text(captured(scope, body, kept)));
            return Ending.RAN;
        };
    }

    /// What a body writes, as an expression sees it under a name that no template can write.
    private static Object captured(Scope scope, Statement body, Expression kept) {
        Scope inner = scope.capturing();
        body.run(inner);
        Scope outer = scope.inner();
        outer.set(" written", inner.written());
        return kept.value(outer);
    }

    private Statement macro() {
        String name = tokens.requireName(tokens.next());
        tokens.require("(");
        List<String> names = new ArrayList<>();
        Map<String, Expression> otherwise = new LinkedHashMap<>();
        while (!tokens.takes(")")) {
            String parameter = tokens.requireName(tokens.next());
            names.add(parameter);
            if (tokens.takes("=")) {
                otherwise.put(parameter, expressions.one());
            }
            if (!tokens.sees(")")) {
                tokens.require(",");
            }
        }
        end();
        Statement body = until(Set.of("endmacro"));
        tokens.next();
        end();
        return scope -> {
            Function function = (given, named) -> scope.values().called(() -> {
                Scope inner = scope.capturing();
                if (given.size() > names.size() || !names.containsAll(named.keySet())) {
                    throw new TemplateFault("calls \"" + name + "\" with arguments that it does not take");
                }
                for (int i = 0; i < names.size(); i++) {
                    String parameter = names.get(i);
                    Expression usual = otherwise.getOrDefault(parameter, absent -> Nothing.UNDEFINED);
                    Object value = named.containsKey(parameter)
                            ? named.getOrDefault(parameter, Nothing.NONE)
                            : usual.value(inner);
                    inner.set(parameter, i < given.size() ? given.get(i) : value);
                }
                body.run(inner);
                return inner.written();
            });
            scope.set(name, function);
            return Ending.RAN;
        };
    }
}
