package org.tiltmeter.views;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// What the entries of a choice are called; nothing is typed into it.
///
/// @param <T> what is chosen
public final class WordsOf<T> extends StringConverter<T> {

    private final Function<T, String> words;

    /// @param words what an entry is called
    public WordsOf(Function<T, String> words) {
        this.words = words;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
    }

    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("not typed: " + text);
    }
}
