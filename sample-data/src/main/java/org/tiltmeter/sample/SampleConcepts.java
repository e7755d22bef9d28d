package org.tiltmeter.sample;

/// The concept sets that come with the program, as texts of concept files.
public final class SampleConcepts {

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
}
