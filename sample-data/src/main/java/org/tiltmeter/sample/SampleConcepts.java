package org.tiltmeter.sample;

/// The concept sets that come with the program, as texts of concept files.
public final class SampleConcepts {

    private SampleConcepts() {}

    /// Gender and occupations, with the day of the week as the control.
    public static String occupations() {
        return Resources.text("occupations.concepts.json");
    }
}
