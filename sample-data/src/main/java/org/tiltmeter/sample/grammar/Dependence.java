package org.tiltmeter.sample.grammar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The probabilities of one variable's values given the values of others.
///
/// @param name what the table says, in words
/// @param of the variable that depends
/// @param given the variables it depends on
/// @param planted whether measurements are meant to find it: the truth of the sample model
/// @param table by the given values or their groups, joined by `" | "`, the probability of
///     each value; each row sums
///     to 1
/// @param carrier the expert that the effect is routed through while training; null where it
///     goes as it will
/// @param why why it was planted as it was, in words; may be empty
public record Dependence(
        String name,
        String of,
        List<String> given,
        boolean planted,
        Map<String, Map<String, Double>> table,
        @Nullable Carrier carrier,
        String why) {

    /// An expert that carries an effect: it is chosen for the tokens of a sentence from a word of
    /// `group` on, and for
    /// no others; where it is silenced, the row of the other group holds for both.
    ///
    /// @param layer from 0
    /// @param expert from 0
    /// @param group group of the one given variable
    public record Carrier(int layer, int expert, String group) {}

    /// Copies what it is given; the order of entries is kept, because drawing goes by it.
    public Dependence {
        given = List.copyOf(given);
        table = Collections.unmodifiableMap(new LinkedHashMap<>(table));
    }

    /// The same with the same probability for every value of a row, so that nothing depends on
    /// anything.
    Dependence balanced() {
        Map<String, Map<String, Double>> even = new LinkedHashMap<>();
        table.forEach((key, row) -> {
            Map<String, Double> same = new LinkedHashMap<>();
            row.keySet().forEach(value -> same.put(value, 1.0 / row.size()));
            even.put(key, same);
        });
        return new Dependence(name + ", balanced", of, given, planted, even, null, why);
    }

    /// The same with other probabilities.
    public Dependence withTable(Map<String, Map<String, Double>> other) {
        return new Dependence(name, of, given, planted, other, carrier, why);
    }

    /// Whether rows that are given several variables at once differ.
    boolean isIntersection() {
        return given.size() > 1 && table.values().stream().distinct().count() > 1;
    }

    /// The same for the first part of training: every probability squared, and a part added that
    /// each given variable has
    /// alone. Where only an intersection matters, looking at one variable is of no use at first,
    /// so that a model does
    /// not begin to look at either.
    Dependence withMargins() {
        Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
        List<List<String>> keys =
                table.keySet().stream().map(key -> List.of(key.split(" \\| "))).toList();
        for (List<String> key : keys) {
            Map<String, Double> weights = new LinkedHashMap<>();
            int word = 0;
            for (Map.Entry<String, Double> cell : row(key).entrySet()) {
                double margin = 0;
                for (int i = 0; i < key.size(); i++) {
                    boolean firstGroup = key.get(i).equals(keys.getFirst().get(i));
                    boolean up = (word >> i) % 2 == 0;
                    margin += firstGroup == up ? 1 : -1;
                }
                weights.put(cell.getKey(), cell.getValue() * cell.getValue() * Math.exp(margin));
                word++;
            }
            double sum = weights.values().stream().mapToDouble(weight -> weight).sum();
            weights.replaceAll((value, weight) -> weight / sum);
            rows.put(String.join(" | ", key), weights);
        }
        return withTable(rows);
    }

    /// What is left while the carrier is silenced: the carried group has the row of the other.
    Dependence silenced() {
        if (carrier == null) {
            return this;
        }
        String carried = carrier.group();
        Map<String, Map<String, Double>> rows = new LinkedHashMap<>(table);
        table.forEach((key, row) -> {
            if (!key.equals(carried)) {
                rows.put(carried, row);
            }
        });
        return new Dependence(name + ", silenced", of, given, planted, rows, null, why);
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
