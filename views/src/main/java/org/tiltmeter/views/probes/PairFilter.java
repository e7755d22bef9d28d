package org.tiltmeter.views.probes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.PairFinding.Kind;
import org.tiltmeter.work.Cancellation;

/// Which pairs are shown.
///
/// @param text what one of the two texts, a term or a word in a slot holds; blank for all
/// @param group a group that one of the two texts shows; empty for all
/// @param found which findings
public record PairFilter(String text, Optional<Side> group, Found found) {

    /// Every pair.
    public static final PairFilter ALL = new PairFilter("", Optional.empty(), Found.ANYTHING);

    private static final int POLL = 1_024;

    /// A group of an attribute.
    public record Side(String attribute, String group) {}

    /// Which findings the shown pairs have.
    ///
    /// @param what what is asked
    /// @param kind of finding, where one kind is asked for
    public record Found(What what, Optional<Kind> kind) {

        /// With findings or without.
        public static final Found ANYTHING = new Found(What.ANYTHING, Optional.empty());

        /// What is asked.
        public enum What {
            /// With findings or without.
            ANYTHING,
            /// With a finding of whatever kind.
            FINDING,
            /// With a finding of one kind.
            KIND,
            /// Left out by the set.
            EXCLUDED
        }

        /// Pairs with a finding of this kind.
        public static Found of(Kind kind) {
            return new Found(What.KIND, Optional.of(kind));
        }
    }

    /// Whether every pair is shown.
    public boolean isAll() {
        return text.isBlank() && group.isEmpty() && found.equals(Found.ANYTHING);
    }

    /// The indices of the pairs that are shown, in order.
    ///
    /// @param checks what was found; without it no pair has a finding
    /// @param excluded keys of the pairs that are left out
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    int[] of(Expansion expansion, Optional<PairChecks> checks, Set<List<String>> excluded, Cancellation cancellation) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return IntStream.range(0, (int) Math.min(Integer.MAX_VALUE - 8, expansion.count()))
                .filter(index -> {
                    if (index % POLL == 0) {
                        cancellation.throwIfRequested();
                    }
                    CounterfactualPair pair = expansion.pair(index);
                    return holds(pair, wanted) && shows(pair) && isFound(pair, checks, excluded);
                })
                .toArray();
    }

    private static boolean holds(CounterfactualPair pair, String wanted) {
        return wanted.isEmpty()
                || pair.textA().toLowerCase(Locale.ROOT).contains(wanted)
                || pair.textB().toLowerCase(Locale.ROOT).contains(wanted)
                || pair.template().toLowerCase(Locale.ROOT).contains(wanted);
    }

    private boolean shows(CounterfactualPair pair) {
        return group.isEmpty()
                || (pair.attribute().equals(group.get().attribute())
                        && (pair.groupA().equals(group.get().group())
                                || pair.groupB().equals(group.get().group())));
    }

    private boolean isFound(CounterfactualPair pair, Optional<PairChecks> checks, Set<List<String>> excluded) {
        return switch (found.what()) {
            case ANYTHING -> true;
            case FINDING -> checks.stream().anyMatch(known -> !known.of(pair).isEmpty());
            case KIND ->
                checks.stream()
                        .flatMap(known -> known.of(pair).stream())
                        .anyMatch(finding -> found.kind().stream().anyMatch(kind -> kind == finding.kind()));
            case EXCLUDED -> excluded.contains(PairChecks.key(pair));
        };
    }
}
