package org.tiltmeter.probe;

import java.util.Locale;
import java.util.regex.Pattern;

/// Which English indefinite article a word takes, judged by its spelling.
final class Articles {

    /// Vowel letters that sound as "you" or "w".
    private static final Pattern CONSONANT_SOUND =
            Pattern.compile("^(?:uni(?!n|mp|ss)|u[bst][aeiou]|ur[aio]|eu|ewe|one\\b|once\\b|one-).*");

    private static final Pattern SILENT_H = Pattern.compile("^(?:hour|honest|honou?r|heir).*");

    /// Letters whose names begin with a vowel.
    private static final String VOWEL_NAMES = "AEFHILMNORSX";

    private Articles() {}

    /// Whether "an" stands before the word. Words in capitals are taken as spelt out (an MRI technician).
    static boolean takesAn(String word) {
        String first = word.strip().split("[\\s]", 2)[0];
        if (first.isEmpty()) {
            return false;
        }
        boolean spelt =
                first.length() > 1 && first.chars().filter(Character::isLetter).allMatch(Character::isUpperCase);
        if (spelt) {
            return VOWEL_NAMES.indexOf(first.charAt(0)) >= 0;
        }
        String lower = first.toLowerCase(Locale.ROOT);
        if (SILENT_H.matcher(lower).matches()) {
            return true;
        }
        return "aeiou".indexOf(lower.charAt(0)) >= 0
                && !CONSONANT_SOUND.matcher(lower).matches();
    }
}
