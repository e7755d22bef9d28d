package org.tiltmeter.sample.grammar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a reader of a sentence can know of its next word: the probabilities of a variable's values given those that
/// stand before it.
///
/// Where a word depends on others that stand before it, these are a row of its table. Where it stands before them, it
/// has the mean of the rows, and they have the probabilities that it leaves them (Bayes): with p(word | group) the
/// table and the groups' shares p(group), p(group | word) is p(word | group) p(group) / Σ p(word | other) p(other).
///
/// @param grammar what the sentence is drawn from
/// @param variables all that stand in it
record Readings(Grammar grammar, Set<String> variables) {

    /// The probabilities of a variable's values; none where they are not known: the variable stands in the sentence
    /// already, or several tables would have to be turned round at once.
    ///
    /// @param name the variable
    /// @param shown variables whose values stand before it
    /// @param values the values of those, among others
    Map<String, Double> of(String name, Set<String> shown, Map<String, String> values) {
        if (shown.contains(name)) {
            return Map.of();
        }
        Optional<Dependence> own = grammar.dependence(name, variables);
        if (own.isPresent() && shown.containsAll(own.get().given())) {
            return own.get()
                    .row(own.get().given().stream()
                            .map(given -> grammar.variable(given).group(values.getOrDefault(given, "")))
                            .toList());
        }
        List<Dependence> children = children(name);
        if (own.isPresent() ? !children.isEmpty() : children.size() > 1) {
            return Map.of();
        }
        if (own.isEmpty()
                && (children.isEmpty() || !shown.contains(children.getFirst().of()))) {
            return even(grammar.variable(name));
        }
        Dependence table = own.isPresent() ? own.get() : children.getFirst();
        return canBeTurned(table) ? turned(table, name, shown, values) : Map.of();
    }

    /// Tables of the sentence that a variable decides about.
    private List<Dependence> children(String name) {
        return variables.stream()
                .flatMap(other -> grammar.dependence(other, variables).stream())
                .filter(dependence -> dependence.given().contains(name))
                .toList();
    }

    /// Whether nothing else in the sentence says anything about what a table depends on.
    private boolean canBeTurned(Dependence table) {
        return children(table.of()).isEmpty()
                && table.given().stream()
                        .allMatch(given -> grammar.dependence(given, variables).isEmpty()
                                && children(given).size() == 1);
    }

    private static Map<String, Double> even(Variable variable) {
        Map<String, Double> even = new LinkedHashMap<>();
        variable.values()
                .forEach(value -> even.put(value, 1.0 / variable.values().size()));
        return even;
    }

    /// Sums over all rows of a table that what is shown allows.
    private Map<String, Double> turned(Dependence table, String name, Set<String> shown, Map<String, String> values) {
        Map<String, Double> sums = new LinkedHashMap<>();
        grammar.variable(name).values().forEach(value -> sums.put(value, 0.0));
        int position = table.given().indexOf(name);
        table.table().forEach((key, row) -> {
            List<String> groups = List.of(key.split(" \\| "));
            double weight = 1;
            for (int i = 0; i < groups.size(); i++) {
                weight *= share(table.given().get(i), groups.get(i), shown, values);
            }
            if (position < 0) {
                for (Map.Entry<String, Double> cell : row.entrySet()) {
                    sums.merge(cell.getKey(), weight * cell.getValue(), Double::sum);
                }
            } else {
                double seen =
                        shown.contains(table.of()) ? row.getOrDefault(values.getOrDefault(table.of(), ""), 0.0) : 1;
                List<String> words = grammar.variable(name).valuesOf(groups.get(position));
                for (String word : words) {
                    sums.merge(word, weight * seen / words.size(), Double::sum);
                }
            }
        });
        double whole = sums.values().stream().mapToDouble(Double::doubleValue).sum();
        sums.replaceAll((value, sum) -> sum / whole);
        return sums;
    }

    /// The share of a group among the values of a variable, or whether it is the one that is shown.
    private double share(String given, String group, Set<String> shown, Map<String, String> values) {
        Variable variable = grammar.variable(given);
        if (shown.contains(given)) {
            return variable.group(values.getOrDefault(given, "")).equals(group) ? 1 : 0;
        }
        return (double) variable.valuesOf(group).size() / variable.values().size();
    }
}
