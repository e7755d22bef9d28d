package org.tiltmeter.probe;

/// Something the pair check noticed about a pair before anything is run.
///
/// @param kind what
/// @param pair index of the pair in its expansion
/// @param template id of its template
/// @param detail the exact words or numbers, for instance `7 and 8 tokens`
public record PairFinding(Kind kind, long pair, String template, String detail) {

    /// What a pair can have; the words for it are the view's.
    public enum Kind {
        /// The two texts have different numbers of tokens, so one has more factors in its probability.
        TOKEN_COUNTS_DIFFER,
        /// More tokens changed than the exchanged words, because the tokenizer split their neighbours
        /// differently.
        MORE_THAN_THE_SPAN_CHANGED,
        /// The same two texts occur in an earlier pair.
        DUPLICATED,
        /// Both texts are the same, so their difference is always zero.
        IDENTICAL
    }
}
