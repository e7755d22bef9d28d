package org.tiltmeter.sample;

import java.util.List;

/// The concept sets that come with the program, as texts of concept files.
public final class SampleConcepts {

    private static final List<String> READY = List.of(
            "gender", "race-names", "age", "religion", "sentiment", "competence", "warmth", "insurance", "region");

    private SampleConcepts() {}

    /// Gender and occupations, with the day of the week as the control; for the first sample
    /// model.
    public static String occupations() {
        return Resources.text("occupations.concepts.json");
    }

    /// Groups of people and what was planted about them, with the months as the control; for the
    /// models of the family
    /// associations.
    public static String associations() {
        return Resources.text("associations.concepts.json");
    }

    /// Names of the concept sets for any model, in the order in which to show them.
    public static List<String> ready() {
        return READY;
    }

    /// A concept set by its name.
    ///
    /// @param name "occupations", "associations" or one of [#ready()]
    /// @throws IllegalArgumentException if there is none of this name
    public static String of(String name) {
        return switch (name) {
            case "occupations" -> occupations();
            case "associations" -> associations();
            default -> {
                if (!READY.contains(name)) {
                    throw new IllegalArgumentException("no sample concepts are called " + name);
                }
                yield Resources.text("concepts/" + name + ".concepts.json");
            }
        };
    }
}
