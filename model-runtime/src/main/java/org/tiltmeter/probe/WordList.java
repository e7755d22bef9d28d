package org.tiltmeter.probe;

import java.util.List;
import java.util.Optional;

/// Words with their source: what is known of the words of a slot or group, or a list that
/// generated texts are
/// scored with.
///
/// @param name of a slot, of an attribute and group as `attribute/group`, or of the list itself
/// @param source where the words come from
/// @param words what is known of each
public record WordList(String name, String source, List<Word> words) {

    /// Copies the list.
    public WordList {
        words = List.copyOf(words);
    }

    /// What is known of one word, whatever its case.
    public Optional<Word> word(String text) {
        return words.stream().filter(word -> word.text().equalsIgnoreCase(text)).findFirst();
    }

    /// How a list about the terms of a group is called.
    public static String nameOf(String attribute, String group) {
        return attribute + "/" + group;
    }
}
