package org.tiltmeter.concept;

import org.tiltmeter.work.BadInputException;

/// A text of which a part may be marked: `We met the [[nurse]] on Friday.`
///
/// @param text without the marks
/// @param start first character (UTF-16) of the marked part; equal to `end` where nothing is
///     marked
/// @param end index after its last character
record MarkedText(String text, int start, int end) {

    private static final String OPEN = "[[";
    private static final String CLOSE = "]]";

    /// Takes the marks away, if there are any.
    ///
    /// @throws BadInputException if one mark lacks the other, or there are several
    static MarkedText of(String marked) {
        int open = marked.indexOf(OPEN);
        int close = marked.indexOf(CLOSE);
        if (open < 0 && close < 0) {
            return new MarkedText(marked, 0, 0);
        }
        if (open < 0 || close < open + OPEN.length() + 1 || marked.indexOf(OPEN, open + 1) >= 0) {
            throw new BadInputException("The concept text \"%s\" must mark one part, between [[ and ]]."
                    .formatted(PooledActivations.shortened(marked)));
        }
        String text = marked.substring(0, open)
                + marked.substring(open + OPEN.length(), close)
                + marked.substring(close + CLOSE.length());
        return new MarkedText(text, open, close - OPEN.length());
    }

    /// Whether a part is marked.
    boolean marked() {
        return end > start;
    }
}
