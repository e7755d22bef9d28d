package org.tiltmeter.views.lessons;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tiltmeter.probe.ProbeSet;

/// A sample probe set as a lesson names it: `NAME`, `NAME: WORD, WORD`, or with the first three sentences only
/// `NAME/3: WORD`.
final class LessonProbes {

    private LessonProbes() {}

    /// @param sets a probe set by its name
    static ProbeSet of(String value, Function<String, ProbeSet> sets) {
        String[] parts = value.split(":", 2);
        String[] name = parts[0].strip().split("/", 2);
        ProbeSet whole = sets.apply(name[0]);
        if (name.length > 1) {
            int most = Math.min(Integer.parseInt(name[1]), whole.templates().size());
            whole = whole.withTemplates(whole.templates().subList(0, most));
        }
        if (parts.length == 1) {
            return whole;
        }
        List<String> kept = words(parts[1]);
        Map<String, List<String>> slots = new LinkedHashMap<>();
        whole.slots().forEach((slot, words) -> {
            List<String> some = words.stream().filter(kept::contains).toList();
            slots.put(slot, some.isEmpty() ? words : some);
        });
        return whole.withSlots(slots);
    }

    /// Words between commas.
    static List<String> words(String value) {
        return Arrays.stream(value.split(",")).map(String::strip).toList();
    }
}
