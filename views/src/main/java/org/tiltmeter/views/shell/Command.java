package org.tiltmeter.views.shell;

import java.util.Optional;
import javafx.scene.input.KeyCombination;

/// Something the user can have the window do, by its keys or from the list of commands.
///
/// @param name in the user's words
/// @param keys its keys as JavaFX writes them, such as `Shortcut+O`; empty for none
/// @param run what it does, on the UI thread
record Command(String name, String keys, Runnable run) {

    /// A command without keys.
    static Command of(String name, Runnable run) {
        return new Command(name, "", run);
    }

    /// The keys as they stand on the keyboard of this system; empty for none.
    Optional<String> shownKeys() {
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(KeyCombination.valueOf(keys).getDisplayText());
    }
}
