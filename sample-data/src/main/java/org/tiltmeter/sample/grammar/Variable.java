package org.tiltmeter.sample.grammar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Something that differs from sentence to sentence.
///
/// @param name as the placeholders call it
/// @param values what it can be
/// @param forms by form name and value, how the value is spelled; empty where the value
///     spells itself
/// @param groups by value, the group it belongs to: tables have a row per group; empty where
///     each value is its own
public record Variable(
        String name, List<String> values, Map<String, Map<String, String>> forms, Map<String, String> groups) {

    /// Copies what it is given.
    public Variable {
        values = List.copyOf(values);
        forms = Map.copyOf(forms);
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    }

    /// A variable each of whose values is its own group.
    public Variable(String name, List<String> values, Map<String, Map<String, String>> forms) {
        this(name, values, forms, Map.of());
    }

    /// The group of a value; the value itself where there are no groups.
    public String group(String value) {
        return groups.getOrDefault(value, value);
    }

    /// Names of the groups in order; the values themselves where there are no groups.
    public List<String> groupNames() {
        return groups.isEmpty() ? values : groups.values().stream().distinct().toList();
    }

    /// The values of one group, in order.
    public List<String> valuesOf(String group) {
        return values.stream().filter(value -> group(value).equals(group)).toList();
    }

    /// How a value is spelled.
    ///
    /// @param form name of the form, or an empty string for the value itself
    /// @throws IllegalArgumentException if there is no such form
    String spell(String value, String form) {
        if (form.isEmpty()) {
            return value;
        }
        Map<String, String> spellings = forms.get(form);
        String spelling = spellings == null ? null : spellings.get(value);
        if (spelling == null) {
            throw new IllegalArgumentException("the variable " + name + " has no form " + form + " for " + value);
        }
        return spelling;
    }
}
