package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Texts of other concepts that are as like a concept's texts in style as can be: the same words
/// around the one that differs, and about as long. A suggestion, to be read before it is taken.
public final class StyleMatch {

    private static final int MOST_CANDIDATES = 4_000;
    private static final int MOST_TEXTS = 400;
    private static final double LENGTH_WEIGHT = 0.25;

    /// A suggested text without the concept.
    ///
    /// @param text the suggestion
    /// @param like the positive text that it matches
    /// @param from the concept that it is taken from
    /// @param sameFrame whether both have the same words but for one stretch
    public record Suggestion(String text, String like, String from, boolean sameFrame) {}

    private record Candidate(String text, String from, List<String> words) {}

    private StyleMatch() {}

    /// For each positive text the closest text of the other concepts, each used once.
    ///
    /// The distance of two texts is 1 − 2 s / (a + b) + ¼ |a − b| / max(a, b), where a and b are
    /// their numbers of words and s is the number of words that they share at their beginnings and
    /// ends (our reconstruction).
    ///
    /// @param set its other concepts are searched, both sides of each
    /// @param concept what stands on either of its sides is not suggested
    /// @return in the order of the positive texts; fewer where the others have too few texts
    public static List<Suggestion> of(ConceptSet set, Concept concept) {
        Set<String> taken = new HashSet<>(concept.positive());
        taken.addAll(concept.negative());
        List<Candidate> candidates = new ArrayList<>();
        for (Concept other : set.concepts()) {
            if (!other.equals(concept)) {
                gather(other, other.positive(), taken, candidates);
                gather(other, other.negative(), taken, candidates);
            }
        }
        List<Suggestion> suggestions = new ArrayList<>();
        for (String positive :
                concept.positive().stream().distinct().limit(MOST_TEXTS).toList()) {
            closest(words(positive), candidates).ifPresent(found -> {
                candidates.remove(found);
                suggestions.add(new Suggestion(
                        found.text(), positive, found.from(), isSameFrame(words(positive), found.words())));
            });
        }
        return suggestions;
    }

    private static void gather(Concept other, List<String> texts, Set<String> taken, List<Candidate> candidates) {
        for (String text : texts) {
            if (candidates.size() < MOST_CANDIDATES && taken.add(text)) {
                candidates.add(new Candidate(text, other.name(), words(text)));
            }
        }
    }

    private static Optional<Candidate> closest(List<String> words, List<Candidate> candidates) {
        Optional<Candidate> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (Candidate candidate : candidates) {
            double distance = distance(words, candidate.words());
            if (distance < least) {
                least = distance;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    private static double distance(List<String> one, List<String> other) {
        int total = one.size() + other.size();
        int longer = Math.max(1, Math.max(one.size(), other.size()));
        return 1
                - 2.0 * shared(one, other) / Math.max(1, total)
                + LENGTH_WEIGHT * Math.abs(one.size() - other.size()) / longer;
    }

    private static boolean isSameFrame(List<String> one, List<String> other) {
        return Math.max(one.size(), other.size()) > 1 && shared(one, other) >= Math.min(one.size(), other.size()) - 1;
    }

    /// Words that two texts share at their beginnings and ends; those of capital and small letters
    /// count as equal.
    private static int shared(List<String> one, List<String> other) {
        int most = Math.min(one.size(), other.size());
        int first = 0;
        while (first < most && one.get(first).equalsIgnoreCase(other.get(first))) {
            first++;
        }
        int last = 0;
        while (last < most - first
                && one.get(one.size() - 1 - last).equalsIgnoreCase(other.get(other.size() - 1 - last))) {
            last++;
        }
        return first + last;
    }

    /// A text's words, parted by spaces.
    static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
