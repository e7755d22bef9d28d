package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.tiltmeter.probe.Exclusions;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.BadInputException;

/// A concept made of a probe set's pairs: the texts of one group against those of another, the i-th
/// positive and the i-th negative text a pair.
public final class GroupTexts {

    private GroupTexts() {}

    /// Takes texts of the comparison of two groups, evenly from all its pairs; where the set excludes a pair, the
    /// next one stands in for it.
    ///
    /// @param attribute what is exchanged
    /// @param groupA whose texts are the positive ones
    /// @param groupB whose texts are the negative ones
    /// @param most pairs at most
    /// @return a concept of the first group's name
    /// @throws BadInputException if the set cannot be expanded or does not compare the two
    public static Concept of(ProbeSet probes, String attribute, String groupA, String groupB, int most) {
        Expansion expansion = Expansion.of(probes);
        boolean turned = expansion.counts().stream().noneMatch(is(attribute, groupA, groupB));
        Predicate<Expansion.Count> wanted = turned ? is(attribute, groupB, groupA) : is(attribute, groupA, groupB);
        long total = expansion.counts().stream()
                .filter(wanted)
                .mapToLong(Expansion.Count::pairs)
                .sum();
        if (total == 0) {
            throw new BadInputException(
                    "The probe set \"%s\" has no pair of %s and %s in %s; choose another comparison."
                            .formatted(probes.name(), groupA, groupB, attribute));
        }
        long count = Math.min(most, total);
        List<String> positive = new ArrayList<>();
        List<String> negative = new ArrayList<>();
        Exclusions exclusions = Exclusions.of(probes);
        for (long i = 0; i < count; i++) {
            long end = (long) ((double) (i + 1) / count * total);
            LongStream.range((long) ((double) i / count * total), end)
                    .mapToObj(at -> expansion.pair(place(expansion, wanted, at)))
                    .filter(pair -> !exclusions.hold(pair))
                    .findFirst()
                    .ifPresent(pair -> {
                        positive.add(turned ? pair.textB() : pair.textA());
                        negative.add(turned ? pair.textA() : pair.textB());
                    });
        }
        if (positive.isEmpty()) {
            throw exclusions.nothingLeft(attribute);
        }
        return new Concept(groupA, positive, negative);
    }

    private static Predicate<Expansion.Count> is(String attribute, String groupA, String groupB) {
        return count -> count.attribute().equals(attribute)
                && count.groupA().equals(groupA)
                && count.groupB().equals(groupB);
    }

    /// Where in the expansion the pair of this number among the wanted ones stands.
    private static long place(Expansion expansion, Predicate<Expansion.Count> wanted, long number) {
        long left = number;
        long start = 0;
        for (Expansion.Count count : expansion.counts()) {
            if (wanted.test(count)) {
                if (left < count.pairs()) {
                    return start + left;
                }
                left -= count.pairs();
            }
            start += count.pairs();
        }
        throw new IllegalArgumentException("no pair " + number);
    }
}
