package org.tiltmeter.report;

/// Makes visible what a text hides: control characters, marks that turn the direction of writing, and spaces without
/// width. Letters of any script and emoji stay as they are. Any thread.
public final class VisibleText {

    private VisibleText() {}

    /// The text with hidden characters written out, such as `␀` or `[U+202E]`; line breaks and tabs stay.
    public static String of(String text) {
        StringBuilder result = null;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int length = Character.charCount(c);
            String shown = shown(c);
            if (shown != null && result == null) {
                result = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (result != null) {
                if (shown == null) {
                    result.appendCodePoint(c);
                } else {
                    result.append(shown);
                }
            }
            i += length;
        }
        return result == null ? text : result.toString();
    }

    /// As [#of(String)], with line breaks and tabs written out as well: for one line.
    public static String onOneLine(String text) {
        return of(text).replace("\r", "␍").replace("\n", "␊").replace("\t", "␉");
    }

    private static @org.jspecify.annotations.Nullable String shown(int c) {
        if (c == '\n' || c == '\t') {
            return null;
        }
        if (c < 0x20) {
            return Character.toString(0x2400 + c);
        }
        if (c == 0x7F) {
            return "\u2421";
        }
        if (c >= 0xD800 && c <= 0xDFFF) {
            return "\uFFFD";
        }
        boolean hidden = lies(c, 0x80, 0x9F)
                || c == 0x61C
                || c == 0x200B
                || c == 0x200E
                || c == 0x200F
                || lies(c, 0x2028, 0x202E)
                || lies(c, 0x2060, 0x206F)
                || c == 0xFEFF
                || lies(c, 0xFFF9, 0xFFFB)
                || (c & 0xFFFE) == 0xFFFE
                || lies(c, 0xFDD0, 0xFDEF);
        return hidden ? "[U+%04X]".formatted(c) : null;
    }

    private static boolean lies(int c, int from, int to) {
        return c >= from && c <= to;
    }
}
