package org.tiltmeter.sample.grammar;

import java.util.List;
import java.util.Map;

/// Something that differs from sentence to sentence.
///
/// @param name as the placeholders call it
/// @param values what it can be
/// @param forms by form name and value, how the value is spelled; empty where the value spells itself
public record Variable(String name, List<String> values, Map<String, Map<String, String>> forms) {

    /// Copies what it is given.
    public Variable {
        values = List.copyOf(values);
        forms = Map.copyOf(forms);
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
