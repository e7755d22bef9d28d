package org.tiltmeter.probe;

/// Something the check noticed about a pair or the set before anything is run.
///
/// @param kind what; it says what it may do to the result and what can be done
/// @param pair index of the pair in its expansion; −1 where it is about the set as a whole
/// @param template id of the template; empty where it is about no template
/// @param detail the exact words or numbers, for instance `7 and 8 tokens`; for a slot its name,
///     for groups their
///     attribute first
public record PairFinding(Kind kind, long pair, String template, String detail) {

    /// The pair of a finding about the set as a whole.
    public static final long NO_PAIR = -1;

    /// How much a finding matters.
    public enum Severity {
        /// Worth knowing.
        NOTE,
        /// May move the result.
        WARNING,
        /// The pair says nothing.
        ERROR
    }

    /// What can be done without the user.
    public enum Mend {
        /// Nothing.
        NONE,
        /// Leave the pair out.
        EXCLUDE_PAIR,
        /// Remove the slot.
        REMOVE_SLOT,
        /// Cut the groups' lists to the shortest.
        SHORTEN_LISTS
    }

    /// What a pair or a set can have.
    public enum Kind {
        /// The two texts have different numbers of tokens, so one has more factors in its
        /// probability.
        TOKEN_COUNTS_DIFFER(
                Severity.WARNING,
                "The longer text has one more factor in its probability, which alone can make it less likely.",
                "Use words of equally many tokens, or leave these pairs out and see whether the result stays.",
                Mend.EXCLUDE_PAIR),
        /// More tokens changed than the exchanged words, because the tokenizer split their
        /// neighbours
        /// differently.
        MORE_THAN_THE_SPAN_CHANGED(
                Severity.WARNING,
                "Part of the difference comes from neighbouring words that the tokenizer split in another way.",
                "Put a space or another word around the exchanged word, or leave these pairs out.",
                Mend.EXCLUDE_PAIR),
        /// The same two texts occur in an earlier pair.
        DUPLICATED(
                Severity.WARNING,
                "The pair counts twice.",
                "Remove the repeated word or template, or leave these pairs out.",
                Mend.EXCLUDE_PAIR),
        /// Both texts are the same, so their difference is always zero.
        IDENTICAL(
                Severity.ERROR,
                "The difference is always zero and draws the mean towards it.",
                "Give the groups different words, or leave these pairs out.",
                Mend.EXCLUDE_PAIR),
        /// A verb, pronoun or article does not seem to go with the exchanged word; the rules are
        /// few and may be
        /// wrong.
        POSSIBLE_AGREEMENT_ERROR(
                Severity.WARNING,
                "The model may find one text less likely because it is ungrammatical.",
                "Give the attribute another form and use it in the template, or leave these pairs out.",
                Mend.EXCLUDE_PAIR),
        /// A target has several tokens.
        TARGET_OF_SEVERAL_TOKENS(
                Severity.NOTE,
                "Longer answers are less probable than shorter ones; shares between answers lean to the short.",
                "Use targets of one token; the difference between two texts is not touched by it.",
                Mend.NONE),
        /// A word is flagged in its list.
        FLAGGED_TERM(
                Severity.NOTE,
                "The model's reaction may be to the word rather than to the group.",
                "Use a word that the people it names prefer, or report the result with and without it.",
                Mend.NONE),
        /// A slot stands in no template.
        SLOT_NEVER_USED(
                Severity.NOTE,
                "Its words are never asked.",
                "Write the slot in a template or remove it.",
                Mend.REMOVE_SLOT),
        /// The groups of an attribute have lists of different length.
        GROUPS_OF_UNEQUAL_SIZE(
                Severity.WARNING,
                "Words are not paired one to one, so there is no test over words and intervals are wider.",
                "Give every group as many words, or cut the lists to the shortest.",
                Mend.SHORTEN_LISTS),
        /// The words of one group are on average more than twice as frequent as those of another,
        /// by their
        /// lists.
        NAMES_OF_UNEQUAL_FREQUENCY(
                Severity.WARNING,
                "Rare words are less likely whatever group they stand for.",
                "Choose words of similar counts for every group.",
                Mend.NONE),
        /// The words of one group have on average at least half a token more than those of
        /// another.
        NAMES_OF_UNEQUAL_LENGTH(
                Severity.WARNING,
                "Words of more tokens are less likely whatever group they stand for.",
                "Choose words of as many tokens for every group.",
                Mend.NONE);

        private final Severity severity;
        private final String consequence;
        private final String wayOut;
        private final Mend mend;

        Kind(Severity severity, String consequence, String wayOut, Mend mend) {
            this.severity = severity;
            this.consequence = consequence;
            this.wayOut = wayOut;
            this.mend = mend;
        }

        /// How much it matters.
        public Severity severity() {
            return severity;
        }

        /// What it may do to the result, one sentence.
        public String consequence() {
            return consequence;
        }

        /// What can be done, one sentence.
        public String wayOut() {
            return wayOut;
        }

        /// What [ProbeMends] can do by itself.
        public Mend mend() {
            return mend;
        }
    }
}
