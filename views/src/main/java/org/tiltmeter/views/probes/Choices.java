package org.tiltmeter.views.probes;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.ComboBox;
import org.tiltmeter.views.WordsOf;

/// A choice among a few values that edits one place of the probe set and follows the set otherwise. UI thread.
///
/// @param <T> what is chosen
final class Choices<T> {

    private final ComboBox<T> control = new ComboBox<>();
    private final Supplier<T> value;
    private boolean following;

    /// @param words how a value is shown
    /// @param value what the set holds there
    /// @param edit what choosing does
    Choices(String name, List<T> values, Function<T, String> words, Supplier<T> value, Consumer<T> edit) {
        this.value = value;
        control.setAccessibleText(name);
        control.getItems().setAll(values);
        control.setConverter(new WordsOf<>(words));
        follow();
        control.valueProperty().addListener((observed, before, after) -> {
            if (!following && after != null) {
                edit.accept(after);
            }
        });
    }

    /// Shows what the set holds.
    void follow() {
        following = true;
        control.setValue(value.get());
        following = false;
    }

    ComboBox<T> control() {
        return control;
    }
}
