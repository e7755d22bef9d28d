package org.tiltmeter.views.concepts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.TextMap;
import org.tiltmeter.probe.Exclusions;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.Texts;
import org.tiltmeter.work.Cancellation;

/// Which texts a map shows.
///
/// @param kind what they are
/// @param attribute of the probe set; empty for the texts of concepts
record MapSource(Kind kind, String attribute) {

    /// What the texts are.
    enum Kind {
        /// Those of the chosen concept, with and without it.
        CHOSEN,
        /// Those that show each concept of the set.
        EVERY,
        /// The probe set's, by the group they are about.
        PROBES
    }

    static final MapSource CHOSEN = new MapSource(Kind.CHOSEN, "");
    static final MapSource EVERY = new MapSource(Kind.EVERY, "");

    /// As many groups as can be told apart by shape.
    private static final int MOST_GROUPS = 8;

    private static final int MOST_TEXTS = 80;

    /// In words.
    String title() {
        return switch (kind) {
            case CHOSEN -> Texts.get("concepts.map.chosen");
            case EVERY -> Texts.get("concepts.map.every");
            case PROBES -> Texts.get("concepts.map.probes", attribute);
        };
    }

    /// The texts by group, as many of each as a map can hold, and how many there are; the worker's thread.
    Found groups(Concept chosen, List<Concept> every, ProbeSet probes, Cancellation cancellation) {
        return switch (kind) {
            case CHOSEN -> of(TextMap.groups(List.of(chosen), Texts.get("concepts.map.without")));
            case EVERY ->
                of(every.stream()
                        .map(concept -> new TextMap.Group(concept.name(), concept.positive()))
                        .toList());
            case PROBES -> of(byGroup(probes, cancellation));
        };
    }

    /// @param groups what is shown
    /// @param texts how many texts there are
    /// @param every how many groups there are
    record Found(List<TextMap.Group> groups, int texts, int every) {

        int shown() {
            return groups.stream().mapToInt(group -> group.texts().size()).sum();
        }
    }

    private static Found of(List<TextMap.Group> groups) {
        return new Found(
                groups.stream()
                        .limit(MOST_GROUPS)
                        .map(group -> new TextMap.Group(group.name(), spread(group.texts())))
                        .toList(),
                groups.stream().mapToInt(group -> group.texts().size()).sum(),
                groups.size());
    }

    /// Texts at even distances in their list.
    private static List<String> spread(List<String> texts) {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(texts));
        if (distinct.size() <= MOST_TEXTS) {
            return distinct;
        }
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < MOST_TEXTS; i++) {
            chosen.add(distinct.get((int) ((long) i * distinct.size() / MOST_TEXTS)));
        }
        return chosen;
    }

    private List<TextMap.Group> byGroup(ProbeSet probes, Cancellation cancellation) {
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        Exclusions exclusions = Exclusions.of(probes);
        Expansion.of(probes).pairs().forEach(pair -> {
            cancellation.throwIfRequested();
            if (pair.attribute().equals(attribute) && !exclusions.hold(pair)) {
                groups.computeIfAbsent(pair.groupA(), group -> new LinkedHashSet<>())
                        .add(pair.textA());
                groups.computeIfAbsent(pair.groupB(), group -> new LinkedHashSet<>())
                        .add(pair.textB());
            }
        });
        return groups.entrySet().stream()
                .map(group -> new TextMap.Group(group.getKey(), List.copyOf(group.getValue())))
                .toList();
    }
}
