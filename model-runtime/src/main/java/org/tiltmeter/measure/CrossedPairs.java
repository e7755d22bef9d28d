package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Crossing;

/// Crossings as pairs: how much the difference of one attribute differs with another attribute.
/// So they go through the
/// same statistics as every other pair.
final class CrossedPairs {

    /// Between the names of two attributes.
    static final String TIMES = " × ";

    private CrossedPairs() {}

    /// The scored crossings of one crossing: one per outcome.
    static List<ScoredCrossing> of(Crossing crossing, List<ScoredPair> first, List<ScoredPair> second) {
        List<ScoredCrossing> scored = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            scored.add(new ScoredCrossing(
                    crossing.other(),
                    crossing.otherA(),
                    crossing.otherB(),
                    first.get(i),
                    second.get(i),
                    first.get(i).difference() - second.get(i).difference()));
        }
        return scored;
    }

    /// The same as pairs whose difference is the difference in differences. Their words are those
    /// of the attribute for
    /// which fewer stand, of those for which several do, so that the scarcer factor is the one
    /// drawn again.
    static List<ScoredPair> pairs(List<ScoredCrossing> crossings) {
        Map<String, List<ScoredCrossing>> together = new LinkedHashMap<>();
        for (ScoredCrossing one : crossings) {
            together.computeIfAbsent(attribute(one) + groups(one, one.otherA()), key -> new ArrayList<>())
                    .add(one);
        }
        List<ScoredPair> pairs = new ArrayList<>();
        for (List<ScoredCrossing> list : together.values()) {
            long firstWords =
                    list.stream().map(CrossedPairs::ownTerms).distinct().count();
            long otherWords =
                    list.stream().map(CrossedPairs::otherTerms).distinct().count();
            boolean own = otherWords <= 1 || (firstWords > 1 && firstWords <= otherWords);
            list.forEach(one -> pairs.add(pair(one, own ? ownTerms(one) : otherTerms(one))));
        }
        return pairs;
    }

    private static String attribute(ScoredCrossing one) {
        return one.first().pair().attribute() + TIMES + one.other();
    }

    private static String groups(ScoredCrossing one, String other) {
        return "the difference " + one.first().pair().groupA() + " − "
                + one.first().pair().groupB() + " with " + other;
    }

    private static String ownTerms(ScoredCrossing one) {
        return one.first().pair().termA() + "/" + one.first().pair().termB();
    }

    private static String otherTerms(ScoredCrossing one) {
        return one.first().pair().held().get(one.other()) + "/"
                + one.second().pair().held().get(one.other());
    }

    private static ScoredPair pair(ScoredCrossing one, String words) {
        CounterfactualPair first = one.first().pair();
        CounterfactualPair pair = new CounterfactualPair(
                first.index(),
                first.template(),
                attribute(one),
                false,
                groups(one, one.otherA()),
                groups(one, one.otherB()),
                words,
                words,
                first.fills(),
                Map.of(),
                first.textA(),
                one.second().pair().textA(),
                List.of(),
                List.of());
        return new ScoredPair(
                pair,
                Double.NaN,
                Double.NaN,
                0,
                0,
                one.difference(),
                one.first().measure(),
                one.first().outcome(),
                one.first().difference(),
                one.second().difference(),
                List.of());
    }
}
