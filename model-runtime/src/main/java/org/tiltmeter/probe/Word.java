package org.tiltmeter.probe;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known about a word of a list.
///
/// @param text the word or phrase
/// @param flags what to mind
/// @param count how often it occurs in the list's source, such as bearers of a name; null if not
///     known
/// @param weight its value in a lexicon, such as −1 … 1 for sentiment; null if it has none
public record Word(
        String text,
        Set<Flag> flags,
        @Nullable Long count,
        @Nullable Double weight) {

    /// What to mind about a word.
    public enum Flag {
        /// The people it names prefer another word.
        DISPREFERRED,
        /// Its use is itself contested.
        POLARISING;

        /// The name in a probe file.
        public String fileName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Copies the flags.
    public Word {
        flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
    }

    /// A word of which nothing else is known.
    public Word(String text) {
        this(text, Set.of(), null, null);
    }
}
