package org.tiltmeter.sample.grammar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The probabilities of one variable's values given the values of others.
///
/// @param name what the table says, in words
/// @param of the variable that depends
/// @param given the variables it depends on
/// @param planted whether measurements are meant to find it: the truth of the sample model
/// @param table by the given values, joined by `" | "`, the probability of each value; each row sums to 1
public record Dependence(
        String name, String of, List<String> given, boolean planted, Map<String, Map<String, Double>> table) {

    /// Copies what it is given; the order of entries is kept, because drawing goes by it.
    public Dependence {
        given = List.copyOf(given);
        table = Collections.unmodifiableMap(new LinkedHashMap<>(table));
    }

    /// The same with the same probability for every value of a row, so that nothing depends on anything.
    Dependence balanced() {
        Map<String, Map<String, Double>> even = new LinkedHashMap<>();
        table.forEach((key, row) -> {
            Map<String, Double> same = new LinkedHashMap<>();
            row.keySet().forEach(value -> same.put(value, 1.0 / row.size()));
            even.put(key, same);
        });
        return new Dependence(name + ", balanced", of, given, planted, even);
    }

    /// The probabilities in one row of the table.
    ///
    /// @param values values of the given variables, in their order
    /// @throws IllegalArgumentException if the table has no such row
    public Map<String, Double> row(List<String> values) {
        String key = String.join(" | ", values);
        Map<String, Double> row = table.get(key);
        if (row == null) {
            throw new IllegalArgumentException("the table \"" + name + "\" has no row for " + key);
        }
        return row;
    }
}
