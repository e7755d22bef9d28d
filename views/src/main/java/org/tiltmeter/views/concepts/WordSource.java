package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.Word;
import org.tiltmeter.probe.WordList;
import org.tiltmeter.views.Texts;

/// Words that a concept's texts can be made of.
///
/// @param title how they are called in the choice
/// @param words the words, in order
/// @param whole whether these are whole texts, which stand in no template
record WordSource(String title, List<String> words, boolean whole) {

    WordSource {
        words = List.copyOf(words);
    }

    /// Whole texts.
    static WordSource whole(String name, List<String> texts) {
        return new WordSource(Texts.get("concepts.build.counted", name, texts.size()), texts, true);
    }

    /// The slots, groups and word lists of a probe set.
    static List<WordSource> of(ProbeSet probes) {
        List<WordSource> sources = new ArrayList<>();
        for (Attribute attribute : probes.attributes()) {
            for (Group group : attribute.groups()) {
                group.forms()
                        .forEach((form, terms) -> add(
                                sources,
                                Texts.get("concepts.build.groupForm", attribute.name(), group.name(), form),
                                terms));
            }
        }
        probes.slots().forEach((slot, words) -> add(sources, Texts.get("concepts.build.slot", slot), words));
        for (WordList list : probes.lists()) {
            add(
                    sources,
                    Texts.get("concepts.build.list", list.name()),
                    list.words().stream().map(Word::text).toList());
        }
        return sources;
    }

    private static void add(List<WordSource> sources, String name, List<String> words) {
        if (!words.isEmpty()) {
            sources.add(new WordSource(Texts.get("concepts.build.counted", name, words.size()), words, false));
        }
    }
}
