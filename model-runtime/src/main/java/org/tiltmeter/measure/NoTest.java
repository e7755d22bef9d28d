package org.tiltmeter.measure;

/// Why a comparison has no test.
public enum NoTest {
    /// With so few templates no arrangement of signs reaches 5 %.
    TOO_FEW_TEMPLATES,
    /// The groups have fewer paired words than a test over words needs.
    TOO_FEW_WORDS,
    /// The groups' lists are unequally long, so their words are not paired one to one.
    UNEQUAL_LISTS
}
