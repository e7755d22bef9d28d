package org.tiltmeter.views.probes;

import org.tiltmeter.probe.PairFinding.Kind;
import org.tiltmeter.probe.PairFinding.Mend;
import org.tiltmeter.views.Texts;

/// Findings of the pair check in the user's words. For any thread.
final class CheckWords {

    private CheckWords() {}

    static String name(Kind kind) {
        return Texts.get(
                switch (kind) {
                    case TOKEN_COUNTS_DIFFER -> "check.tokenCounts";
                    case MORE_THAN_THE_SPAN_CHANGED -> "check.moreThanSpan";
                    case DUPLICATED -> "check.duplicated";
                    case IDENTICAL -> "check.identical";
                    case POSSIBLE_AGREEMENT_ERROR -> "check.agreement";
                    case TARGET_OF_SEVERAL_TOKENS -> "check.longTarget";
                    case FLAGGED_TERM -> "check.flagged";
                    case SLOT_NEVER_USED -> "check.unusedSlot";
                    case GROUPS_OF_UNEQUAL_SIZE -> "check.unequalGroups";
                    case NAMES_OF_UNEQUAL_FREQUENCY -> "check.unequalFrequency";
                    case NAMES_OF_UNEQUAL_LENGTH -> "check.unequalLength";
                });
    }

    /// What the button that mends it says.
    ///
    /// @param findings how many it mends
    static String mend(Mend mend, int findings) {
        return switch (mend) {
            case EXCLUDE_PAIR -> Texts.get("check.excludePairs", findings);
            case REMOVE_SLOT -> Texts.get("check.removeSlots", findings);
            case SHORTEN_LISTS -> Texts.get("check.shortenLists");
            case NONE -> "";
        };
    }
}
