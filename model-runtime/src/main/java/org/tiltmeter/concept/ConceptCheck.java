package org.tiltmeter.concept;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What stands out about the texts of a concept before a direction is looked for. Texts are equal
/// where they differ in nothing but the number of spaces.
///
/// @param positive number of texts with the concept
/// @param negative number of texts without it
/// @param repeatedPositive texts that stand among the positive ones more than once, each once
/// @param repeatedNegative texts that stand among the negative ones more than once, each once
/// @param bothSides texts that stand on both sides and so teach nothing
public record ConceptCheck(
        int positive,
        int negative,
        List<String> repeatedPositive,
        List<String> repeatedNegative,
        List<String> bothSides) {

    /// Copies the lists.
    public ConceptCheck {
        repeatedPositive = List.copyOf(repeatedPositive);
        repeatedNegative = List.copyOf(repeatedNegative);
        bothSides = List.copyOf(bothSides);
    }

    /// Looks a concept over.
    public static ConceptCheck of(Concept concept) {
        Set<String> positive = new LinkedHashSet<>();
        Set<String> negative = new LinkedHashSet<>();
        Set<String> repeatedPositive = repeated(concept.positive(), positive);
        Set<String> repeatedNegative = repeated(concept.negative(), negative);
        Set<String> both = new LinkedHashSet<>(positive);
        both.retainAll(negative);
        return new ConceptCheck(
                concept.positive().size(),
                concept.negative().size(),
                List.copyOf(repeatedPositive),
                List.copyOf(repeatedNegative),
                List.copyOf(both));
    }

    private static Set<String> repeated(List<String> texts, Set<String> seen) {
        Set<String> repeated = new LinkedHashSet<>();
        for (String text : texts) {
            String spaced = String.join(" ", StyleMatch.words(text));
            if (!seen.add(spaced)) {
                repeated.add(spaced);
            }
        }
        return repeated;
    }

    /// Whether nothing is repeated and nothing stands on both sides.
    public boolean isClean() {
        return repeatedPositive.isEmpty() && repeatedNegative.isEmpty() && bothSides.isEmpty();
    }
}
