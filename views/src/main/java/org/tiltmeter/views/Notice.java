package org.tiltmeter.views;

import java.util.List;
import java.util.Optional;

/// Something the window tells in passing.
///
/// @param kind how it is marked
/// @param messageKey key of the sentence
/// @param arguments what it is filled with
/// @param action what the user can do about it, such as undo
public record Notice(Kind kind, String messageKey, List<Object> arguments, Optional<Action> action) {

    /// How a notice is marked.
    public enum Kind {
        INFORMATION,
        SUCCESS,
        WARNING
    }

    /// Something to click in a notice.
    ///
    /// @param labelKey key of the button's word
    /// @param run what it does, on the UI thread
    public record Action(String labelKey, Runnable run) {}

    /// Copies the arguments.
    public Notice {
        arguments = List.copyOf(arguments);
    }

    /// A notice to read only.
    public static Notice of(Kind kind, String messageKey, Object... arguments) {
        return new Notice(kind, messageKey, List.of(arguments), Optional.empty());
    }

    /// The same notice with something to click.
    public Notice with(String labelKey, Runnable run) {
        return new Notice(kind, messageKey, arguments, Optional.of(new Action(labelKey, run)));
    }

    /// The sentence.
    public String text() {
        return Texts.get(messageKey, arguments.toArray());
    }
}
