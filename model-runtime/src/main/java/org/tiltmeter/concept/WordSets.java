package org.tiltmeter.concept;

import java.util.List;

/// The words of one association test: two sets of targets, two of attributes, and the contexts
/// that words are put into.
///
/// @param name what is tested
/// @param x first targets
/// @param y second targets
/// @param a first attribute
/// @param b second attribute
/// @param contexts texts with `{word}`; just `{word}` for words by themselves
public record WordSets(String name, Words x, Words y, Words a, Words b, List<String> contexts) {

    /// Where a context has the word.
    public static final String WORD = "{word}";

    /// Copies the list.
    public WordSets {
        contexts = List.copyOf(contexts);
    }

    /// Some words with a name.
    public record Words(String name, List<String> words) {

        /// Copies the list.
        public Words {
            words = List.copyOf(words);
        }
    }
}
