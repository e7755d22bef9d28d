package org.tiltmeter.views.concepts;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// What the entries of a choice are called; nothing is typed into it.
final class WordsOf<T> extends StringConverter<T> {

    private final Function<T, String> words;

    WordsOf(Function<T, String> words) {
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
