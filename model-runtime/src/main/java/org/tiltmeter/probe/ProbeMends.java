package org.tiltmeter.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tiltmeter.probe.PairFinding.Mend;

/// Mends what the check found and what can be mended without the user. For any thread.
public final class ProbeMends {

    private ProbeMends() {}

    /// The set with everything mended that these findings allow: pairs left out with the reason,
    /// unused slots removed,
    /// unequal lists cut to the shortest.
    ///
    /// @param probes the set that was checked; its expansion gives the pairs of the findings
    /// @throws org.tiltmeter.work.BadInputException if the set cannot be expanded
    public static ProbeSet mend(ProbeSet probes, Collection<PairFinding> findings) {
        Set<Exclusion> exclusions = new LinkedHashSet<>(probes.exclusions());
        Expansion expansion = Expansion.of(probes);
        Map<String, List<String>> slots = new LinkedHashMap<>(probes.slots());
        List<Attribute> attributes = new ArrayList<>(probes.attributes());
        for (PairFinding finding : findings) {
            Mend mend = finding.kind().mend();
            switch (mend) {
                case EXCLUDE_PAIR -> {
                    CounterfactualPair pair = expansion.pair(finding.pair());
                    if (exclusions.stream().noneMatch(known -> known.holds(pair))) {
                        exclusions.add(new Exclusion(pair.template(), pair.textA(), pair.textB(), reason(finding)));
                    }
                }
                case REMOVE_SLOT -> slots.remove(finding.detail());
                case SHORTEN_LISTS ->
                    attributes.replaceAll(attribute ->
                            finding.detail().startsWith(attribute.name() + ": ") ? shortened(attribute) : attribute);
                case NONE -> {}
            }
        }
        return probes.withExclusions(List.copyOf(exclusions)).withSlots(slots).withAttributes(attributes);
    }

    private static String reason(PairFinding finding) {
        return finding.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ": " + finding.detail();
    }

    private static Attribute shortened(Attribute attribute) {
        int shortest = attribute.groups().stream().mapToInt(Group::terms).min().orElse(0);
        return new Attribute(
                attribute.name(),
                attribute.control(),
                attribute.groups().stream()
                        .map(group -> {
                            Map<String, List<String>> forms = new LinkedHashMap<>();
                            group.forms().forEach((form, terms) -> forms.put(form, terms.subList(0, shortest)));
                            return new Group(group.name(), forms);
                        })
                        .toList());
    }
}
