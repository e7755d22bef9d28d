package org.tiltmeter.views.concepts;

import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.concept.causal.Questions;
import org.tiltmeter.views.Texts;

/// The words for choices of the concept explorer.
final class ConceptWords {

    private ConceptWords() {}

    static String method(DirectionMethod method) {
        return switch (method) {
            case DIFFERENCE_OF_MEANS -> Texts.get("concepts.differenceOfMeans");
            case LOGISTIC_REGRESSION -> Texts.get("concepts.logisticRegression");
            case LINEAR_SVM -> Texts.get("concepts.linearSvm");
            case PAIR_COMPONENT -> Texts.get("concepts.pairComponent");
            case READING_VECTOR -> Texts.get("concepts.readingVector");
        };
    }

    static String pooling(Pooling pooling) {
        return switch (pooling) {
            case LAST_TOKEN -> Texts.get("concepts.lastToken");
            case MEAN -> Texts.get("concepts.meanOfTokens");
            case MARKED_SPAN -> Texts.get("concepts.markedSpan");
            case AFTER_INSTRUCTION -> Texts.get("concepts.afterInstruction");
        };
    }

    /// What is compared, the first group first.
    static String comparison(Questions.Groups groups) {
        return groups.control()
                ? Texts.get("concepts.controlComparison", groups.attribute(), groups.groupA(), groups.groupB())
                : Texts.get("concepts.comparison", groups.attribute(), groups.groupA(), groups.groupB());
    }
}
