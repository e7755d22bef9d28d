package org.tiltmeter.views.tokens;

/// Tokens as people can see them: spaces, line breaks and other characters without a shape get one.
public final class VisibleText {

    private VisibleText() {}

    /// The text with a middle dot for each space, arrows for tab and line break, and a code for other characters
    /// without a shape; an empty text becomes ∅.
    public static String of(String text) {
        if (text.isEmpty()) {
            return "∅";
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case ' ' -> visible.append('·');
                case '\n' -> visible.append('↵');
                case '\r' -> visible.append('␍');
                case '\t' -> visible.append('⇥');
                case 0xA0 -> visible.append('⍽');
                default -> {
                    if (isShapeless(character)) {
                        visible.append(String.format("⟨%04X⟩", character));
                    } else {
                        visible.appendCodePoint(character);
                    }
                }
            }
        });
        return visible.toString();
    }

    private static boolean isShapeless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.SURROGATE,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
