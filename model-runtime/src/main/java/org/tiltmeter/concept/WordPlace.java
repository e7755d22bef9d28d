package org.tiltmeter.concept;

import java.util.OptionalInt;

/// Where a word stands in a text that it was put into.
final class WordPlace {

    private WordPlace() {}

    /// Index of the word's first character; empty where the text does not hold it.
    ///
    /// The first place where it is a word of its own; where there is none, the first where a word
    /// begins with it, as in a plural; only then within another word. So the actor of "In the
    /// factory the actor" is the second one.
    static OptionalInt of(String text, String word) {
        int begun = -1;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at))) {
                int end = at + word.length();
                if (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end))) {
                    return OptionalInt.of(at);
                }
                begun = begun < 0 ? at : begun;
            }
        }
        int found = begun < 0 ? text.indexOf(word) : begun;
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }
}
