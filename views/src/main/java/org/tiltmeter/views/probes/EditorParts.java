package org.tiltmeter.views.probes;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.tiltmeter.views.Icons;
import org.tiltmeter.views.Texts;

/// The small controls that the editors share. UI thread.
final class EditorParts {

    private EditorParts() {}

    /// A button that removes something.
    ///
    /// @param words what it removes
    static Button remove(String words, Runnable action) {
        Button button = new Button();
        button.getStyleClass().addAll("flat", "button-icon", "remove");
        Icons.set(button, Feather.X, words);
        button.setOnAction(event -> action.run());
        return button;
    }

    /// A quiet button with words.
    static Button small(String words, Runnable action) {
        Button button = new Button(words);
        button.getStyleClass().addAll("flat", "accent", "small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    /// An explanation that goes on in the next line.
    static Label hint(String words) {
        Label label = new Label(words);
        label.getStyleClass().addAll("muted", "small-text");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// A heading within an editor.
    static Label heading(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("strong");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// How many words there are.
    static String count(int words) {
        return Texts.get("probes.words", words);
    }
}
