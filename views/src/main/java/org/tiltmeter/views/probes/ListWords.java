package org.tiltmeter.views.probes;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.probe.Word;
import org.tiltmeter.probe.WordList;
import org.tiltmeter.views.Texts;

/// Word lists in the user's words. For any thread.
final class ListWords {

    private static final int MOST_NAMED = 3;

    private ListWords() {}

    /// How many words have which flags and counts, the first flagged ones by name.
    static String summary(WordList list) {
        List<String> parts = new ArrayList<>();
        parts.add(EditorParts.count(list.words().size()));
        flagged(list, Word.Flag.DISPREFERRED, "lists.flaggedDispreferred", parts);
        flagged(list, Word.Flag.POLARISING, "lists.flaggedPolarising", parts);
        long counted =
                list.words().stream().filter(word -> word.count() != null).count();
        if (counted > 0) {
            parts.add(Texts.get("lists.counted", counted));
        }
        return String.join(" · ", parts);
    }

    private static void flagged(WordList list, Word.Flag flag, String key, List<String> parts) {
        List<String> words = list.words().stream()
                .filter(word -> word.flags().contains(flag))
                .map(Word::text)
                .toList();
        if (!words.isEmpty()) {
            String named = String.join(", ", words.subList(0, Math.min(MOST_NAMED, words.size())));
            parts.add(Texts.get(key, words.size(), words.size() > MOST_NAMED ? named + " …" : named));
        }
    }

    /// What a list says of the words of a slot or group, its source included; empty where there is no list.
    static String line(org.tiltmeter.probe.ProbeSet set, String name) {
        return set.list(name)
                .map(list -> list.source().isBlank()
                        ? summary(list)
                        : Texts.get("lists.withSource", summary(list), list.source()))
                .orElse("");
    }
}
