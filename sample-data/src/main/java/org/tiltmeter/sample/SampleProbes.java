package org.tiltmeter.sample;

import java.util.List;

/// The probe sets that come with the program, as texts of probe files.
public final class SampleProbes {

    private static final List<String> ASSOCIATIONS = List.of(
            "race",
            "age",
            "nationality",
            "insurance",
            "religion",
            "disability",
            "intersection",
            "margins",
            "occupations");

    private SampleProbes() {}

    /// Occupations and gender, for the first sample model.
    public static String occupations() {
        return Resources.text("occupations.probes.json");
    }

    /// The few occupations of the live lesson.
    public static String live() {
        return Resources.text("live.probes.json");
    }

    /// Names of the probe sets for the models of the family associations, in the order in which
    /// to show them.
    public static List<String> associations() {
        return ASSOCIATIONS;
    }

    /// One probe set for the models of the family associations. It asks about words that go with
    /// the first group; the
    /// words of every strength stand in the model's truth file.
    ///
    /// @param name one of [#associations()]
    /// @throws IllegalArgumentException if there is none of this name
    public static String association(String name) {
        if (!ASSOCIATIONS.contains(name)) {
            throw new IllegalArgumentException("no sample probes are called " + name);
        }
        return Resources.text("associations/" + name + ".probes.json");
    }
}
