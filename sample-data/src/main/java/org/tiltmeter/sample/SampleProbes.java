package org.tiltmeter.sample;

/// The probe sets that come with the program, as texts of probe files.
public final class SampleProbes {

    private SampleProbes() {}

    /// Gender and occupation, with the day of the week as the control.
    public static String occupations() {
        return Resources.text("occupations.probes.json");
    }
}
