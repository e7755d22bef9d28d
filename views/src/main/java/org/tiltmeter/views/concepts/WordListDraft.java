package org.tiltmeter.views.concepts;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.tiltmeter.concept.WordSets;

/// One of the lists of an association test while it is edited. UI thread.
final class WordListDraft {

    private final String title;
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty words = new SimpleStringProperty("");

    /// @param title what the list is for
    WordListDraft(String title) {
        this.title = title;
    }

    /// What the list is for.
    String title() {
        return title;
    }

    /// How it is called.
    StringProperty nameProperty() {
        return name;
    }

    /// Its words, one a line.
    StringProperty wordsProperty() {
        return words;
    }

    /// The list as it stands.
    WordSets.Words words() {
        return new WordSets.Words(name.get().isBlank() ? title : name.get().strip(), ConceptDraft.lines(words.get()));
    }

    /// Shows another list.
    void show(WordSets.Words list) {
        name.set(list.name());
        words.set(String.join("\n", list.words()));
    }
}
