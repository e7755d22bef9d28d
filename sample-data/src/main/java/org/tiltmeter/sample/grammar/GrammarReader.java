package org.tiltmeter.sample.grammar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.work.BadInputException;

/// Reads a grammar file and refuses one that contradicts itself.
public final class GrammarReader {

    private static final double ROUNDING = 1e-9;

    private GrammarReader() {}

    /// Reads a grammar.
    ///
    /// @param json the file's text
    /// @throws BadInputException if it is no grammar, a placeholder names nothing, or
    /// probabilities do not sum to 1
    public static Grammar read(String json) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException failure) {
            throw new BadInputException(
                    "The grammar is not valid JSON: " + failure.getOriginalMessage() + ".", failure);
        }
        if (!root.path("format").asText().equals("tiltmeter-grammar")) {
            throw new BadInputException("The grammar's field \"format\" must say tiltmeter-grammar.");
        }
        JsonNode source = root.path("source");
        Map<String, Variable> variables = variables(root.path("variables"));
        Grammar grammar = new Grammar(
                root.path("name").asText(),
                new Grammar.Source(
                        source.path("publisher").asText(),
                        source.path("table").asText(),
                        source.path("year").asInt(),
                        source.path("carriedBy").asText()),
                variables,
                dependences(root.path("probabilities"), variables),
                texts(root.path("controls")),
                sentences(root.path("texts").path("sentences")),
                kinds(root.path("texts").path("kinds")),
                root.path("texts").path("dealt").asBoolean());
        check(grammar);
        return grammar;
    }

    private static Map<String, Variable> variables(JsonNode node) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            JsonNode like = entry.getValue().path("like");
            if (!like.isMissingNode()) {
                Variable same = variables.get(like.asText());
                if (same == null) {
                    throw new BadInputException("The grammar's variable \"" + entry.getKey() + "\" is to be like \""
                            + like.asText() + "\", but no variable of that name stands before it.");
                }
                variables.put(entry.getKey(), new Variable(entry.getKey(), same.values(), same.forms(), same.groups()));
                return;
            }
            Map<String, Map<String, String>> forms = new LinkedHashMap<>();
            entry.getValue().path("forms").properties().forEach(form -> {
                Map<String, String> spellings = new LinkedHashMap<>();
                form.getValue()
                        .properties()
                        .forEach(spelling -> spellings.put(
                                spelling.getKey(), spelling.getValue().asText()));
                forms.put(form.getKey(), spellings);
            });
            List<String> values = texts(entry.getValue().path("values"));
            Map<String, String> groups = new LinkedHashMap<>();
            entry.getValue().path("groups").properties().forEach(group -> {
                for (String value : texts(group.getValue())) {
                    values.add(value);
                    groups.put(value, group.getKey());
                }
            });
            variables.put(entry.getKey(), new Variable(entry.getKey(), values, forms, groups));
        });
        return variables;
    }

    private static List<Dependence> dependences(JsonNode node, Map<String, Variable> variables) {
        List<Dependence> dependences = new ArrayList<>();
        for (JsonNode one : node) {
            Map<String, Map<String, Double>> table = one.path("sameGroup").asBoolean()
                    ? sameGroup(
                            one.path("name").asText(),
                            variables.get(one.path("of").asText()))
                    : new LinkedHashMap<>();
            one.path("table").properties().forEach(row -> {
                Map<String, Double> probabilities = new LinkedHashMap<>();
                // Further fields of a row are notes in words, such as the row's name in the source.
                row.getValue().properties().stream()
                        .filter(cell -> cell.getValue().isNumber())
                        .forEach(cell ->
                                probabilities.put(cell.getKey(), cell.getValue().asDouble()));
                table.put(row.getKey(), probabilities);
            });
            dependences.add(new Dependence(
                    one.path("name").asText(),
                    one.path("of").asText(),
                    texts(one.path("given")),
                    one.path("planted").asBoolean(),
                    table,
                    carrier(one.path("carrier")),
                    one.path("why").asText()));
        }
        return dependences;
    }

    /// For each group, its words and no others, equally probable.
    private static Map<String, Map<String, Double>> sameGroup(String name, @Nullable Variable variable) {
        if (variable == null || variable.groups().isEmpty()) {
            throw new BadInputException("The grammar's table \"" + name
                    + "\" is to draw words of the same group, but its variable \"of\" has no groups.");
        }
        Map<String, Map<String, Double>> table = new LinkedHashMap<>();
        for (String group : variable.groupNames()) {
            List<String> words = variable.valuesOf(group);
            Map<String, Double> row = new LinkedHashMap<>();
            words.forEach(word -> row.put(word, 1.0 / words.size()));
            table.put(group, row);
        }
        return table;
    }

    private static Dependence.@Nullable Carrier carrier(JsonNode node) {
        return node.isMissingNode()
                ? null
                : new Dependence.Carrier(
                        node.path("layer").asInt(),
                        node.path("expert").asInt(),
                        node.path("group").asText());
    }

    private static Map<Integer, Double> sentences(JsonNode node) {
        Map<Integer, Double> sentences = new TreeMap<>();
        node.properties()
                .forEach(entry -> sentences.put(
                        Integer.valueOf(entry.getKey()), entry.getValue().asDouble()));
        return sentences;
    }

    private static List<Grammar.Kind> kinds(JsonNode node) {
        List<Grammar.Kind> kinds = new ArrayList<>();
        for (JsonNode kind : node) {
            kinds.add(new Grammar.Kind(
                    kind.path("name").asText(), kind.path("probability").asDouble(), texts(kind.path("frames"))));
        }
        return kinds;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static void check(Grammar grammar) {
        requireSumOfOne("sentences", grammar.sentences().values());
        requireSumOfOne(
                "kinds", grammar.kinds().stream().map(Grammar.Kind::probability).toList());
        for (Dependence dependence : grammar.dependences()) {
            Set<String> values = Set.copyOf(variable(grammar, dependence.of()).values());
            dependence.given().forEach(given -> variable(grammar, given));
            dependence.table().forEach((key, row) -> {
                requireSumOfOne(dependence.name() + "\", row \"" + key, row.values());
                if (!values.containsAll(row.keySet())) {
                    throw new BadInputException("The grammar's table \"" + dependence.name() + "\", row \"" + key
                            + "\", names a value that " + dependence.of() + " does not have.");
                }
            });
            Dependence.Carrier carrier = dependence.carrier();
            if (carrier != null
                    && (dependence.given().size() != 1 || !dependence.table().containsKey(carrier.group()))) {
                throw new BadInputException("The grammar's table \"" + dependence.name()
                        + "\" names a carrier, so it must have one given variable and a row for the group "
                        + carrier.group() + ".");
            }
            if (dependence.given().size() == 1) {
                for (String value :
                        grammar.variable(dependence.given().getFirst()).groupNames()) {
                    if (!dependence.table().containsKey(value)) {
                        throw new BadInputException(
                                "The grammar's table \"" + dependence.name() + "\" has no row for " + value + ".");
                    }
                }
            }
        }
        for (String control : grammar.controls()) {
            variable(grammar, control);
            if (grammar.dependences().stream()
                    .anyMatch(dependence -> dependence.of().equals(control)
                            || dependence.given().contains(control))) {
                throw new BadInputException("The grammar calls \"" + control
                        + "\" a control, but something depends on it or it depends on" + " something.");
            }
        }
        for (Grammar.Kind kind : grammar.kinds()) {
            if (kind.frames().isEmpty()) {
                throw new BadInputException("The grammar's kind \"" + kind.name() + "\" has no frames.");
            }
            for (String frame : kind.frames()) {
                Grammar.variablesIn(frame).forEach(name -> variable(grammar, name));
            }
        }
    }

    private static Variable variable(Grammar grammar, String name) {
        Variable variable = grammar.variables().get(name);
        if (variable == null || variable.values().isEmpty()) {
            throw new BadInputException("The grammar uses the variable \"" + name + "\", but gives no values for it.");
        }
        return variable;
    }

    private static void requireSumOfOne(String what, Iterable<Double> probabilities) {
        double sum = 0;
        for (double probability : probabilities) {
            if (!(probability >= 0)) {
                throw new BadInputException("The grammar has a negative probability in \"" + what + "\".");
            }
            sum += probability;
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new BadInputException("The grammar's probabilities in \"" + what + "\" sum to " + sum + ", not 1.");
        }
    }
}
