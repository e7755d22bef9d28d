package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;

/// A probe set with fewer words: every other word of the longest list is left out until few
/// enough pairs remain; all templates stay.
final class FewerPairs {

    private FewerPairs() {}

    /// @param most most pairs; more remain where each list is down to one word
    static ProbeSet of(ProbeSet probes, int most) {
        ProbeSet fewer = probes;
        while (Expansion.of(fewer).count() > most) {
            int longestSlot =
                    fewer.slots().values().stream().mapToInt(List::size).max().orElse(0);
            int longestGroup = fewer.attributes().stream()
                    .flatMap(attribute -> attribute.groups().stream())
                    .mapToInt(Group::terms)
                    .max()
                    .orElse(0);
            if (Math.max(longestSlot, longestGroup) < 2) {
                return fewer;
            }
            fewer = longestSlot >= longestGroup ? halvedSlots(fewer, longestSlot) : halvedGroups(fewer, longestGroup);
        }
        return fewer;
    }

    private static ProbeSet halvedSlots(ProbeSet probes, int longest) {
        Map<String, List<String>> slots = new LinkedHashMap<>();
        probes.slots().forEach((name, words) -> slots.put(name, words.size() == longest ? everyOther(words) : words));
        return probes.withSlots(slots);
    }

    /// Groups of one attribute are shortened together, so that their words stay paired.
    private static ProbeSet halvedGroups(ProbeSet probes, int longest) {
        List<Attribute> attributes = new ArrayList<>();
        for (Attribute attribute : probes.attributes()) {
            boolean shorten = attribute.groups().stream().anyMatch(group -> group.terms() == longest);
            attributes.add(
                    shorten
                            ? new Attribute(
                                    attribute.name(),
                                    attribute.control(),
                                    attribute.groups().stream()
                                            .map(FewerPairs::halved)
                                            .toList())
                            : attribute);
        }
        return probes.withAttributes(attributes);
    }

    private static Group halved(Group group) {
        Map<String, List<String>> forms = new LinkedHashMap<>();
        group.forms().forEach((form, terms) -> forms.put(form, everyOther(terms)));
        return new Group(group.name(), forms);
    }

    private static List<String> everyOther(List<String> words) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 2) {
            kept.add(words.get(i));
        }
        return kept;
    }
}
