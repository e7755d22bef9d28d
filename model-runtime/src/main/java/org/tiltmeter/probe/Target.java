package org.tiltmeter.probe;

import java.util.List;
import java.util.Map;

/// One possible answer: a label and the words that stand for it. Words may have places, such as
/// `{gender.subject}` or `{occupation}`.
///
/// @param label how the answer is called in results
/// @param words what the model could say
/// @param wordsFor words for texts in which a slot holds this word, in place of `words`
public record Target(String label, List<String> words, Map<String, List<String>> wordsFor) {

    /// Copies the collections.
    public Target {
        words = List.copyOf(words);
        wordsFor = OrderedCopies.ofLists(wordsFor);
    }

    /// An answer with the same words in every text.
    public Target(String label, List<String> words) {
        this(label, words, Map.of());
    }
}
