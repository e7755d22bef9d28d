package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.tiltmeter.work.BadInputException;

/// Texts made by putting every word of a list into every template: "The {word} spoke." Without
/// templates the words are the texts.
public final class SlotTexts {

    /// Texts above this many are refused; as many as a side of a concept in a file may have.
    public static final int MOST = 10_000;

    private SlotTexts() {}

    /// Fills the templates, word by word in the order of the templates, so that texts of one
    /// template made from two lists stand in the same places.
    ///
    /// @param words repeated ones count once
    /// @param templates with [WordTargets#WORD]; none for the words alone
    /// @throws BadInputException if there is no word, a template lacks its place, or there would be
    ///     too many texts
    public static List<String> of(List<String> words, List<String> templates) {
        List<String> each = List.copyOf(new LinkedHashSet<>(words));
        List<String> frames = templates.isEmpty() ? List.of(WordTargets.WORD) : templates;
        if (each.isEmpty()) {
            throw new BadInputException(
                    "There are no words to make texts of; type some, one a line, or choose a list.");
        }
        if ((long) each.size() * frames.size() > MOST) {
            throw new BadInputException("%,d words in %,d templates are more than %,d texts; take fewer of either."
                    .formatted(each.size(), frames.size(), MOST));
        }
        List<String> texts = new ArrayList<>();
        for (String frame : frames) {
            if (!frame.contains(WordTargets.WORD)) {
                throw new BadInputException("The template \"%s\" has no %s; put it where the word belongs."
                        .formatted(PooledActivations.shortened(frame), WordTargets.WORD));
            }
            for (String word : each) {
                String text = frame.replace(WordTargets.WORD, word);
                texts.add(
                        frame.startsWith(WordTargets.WORD) && !frame.equals(WordTargets.WORD)
                                ? capitalised(text)
                                : text);
            }
        }
        return texts;
    }

    private static String capitalised(String text) {
        int first = text.codePointAt(0);
        return new StringBuilder()
                .appendCodePoint(Character.toTitleCase(first))
                .append(text, Character.charCount(first), text.length())
                .toString();
    }
}
