package org.tiltmeter.probe;

import java.util.Locale;

/// How a generated text is turned into a number, exactly and offline, with a word list of the
/// probe set.
///
/// @param kind what is counted
/// @param list name of the word list
public record Scoring(Kind kind, String list) {

    /// What is counted.
    public enum Kind {
        /// Share of the text's words that are in the list.
        RATE,
        /// Mean weight of the text's words that are in the list; 0 where none is.
        SENTIMENT,
        /// 1 where the text holds one of the list's phrases, else 0.
        REFUSAL;

        /// The name in a probe file.
        public String fileName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
