package org.tiltmeter.sample;

/// The grammars that the sample models were trained on, as texts of grammar files.
public final class SampleGrammars {

    private SampleGrammars() {}

    /// Occupations and gender.
    public static String occupations() {
        return Resources.text("occupations.grammar.json");
    }

    /// The few occupations of the live lesson.
    public static String live() {
        return Resources.text("live.grammar.json");
    }

    /// Many associations of graded strength.
    public static String associations() {
        return Resources.text("associations.grammar.json");
    }

    /// The same associations, six of them also in sentences in which the associated word stands before the group.
    public static String associationsBothWays() {
        return Resources.text("associations-both-ways.grammar.json");
    }
}
