package org.tiltmeter.views.probes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusion;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.PairCheck;
import org.tiltmeter.probe.PairFinding;
import org.tiltmeter.probe.PairFinding.Kind;
import org.tiltmeter.probe.ProbeCheck;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What the checks found before anything is run. Immutable, for any thread.
///
/// @param byKind findings by kind, the gravest first
/// @param byPair findings by index of the pair
/// @param checked number of pairs that were looked at
/// @param total number of pairs in the expansion
public record PairChecks(
        Map<Kind, List<PairFinding>> byKind, Map<Long, List<PairFinding>> byPair, long checked, long total) {

    /// Pairs beyond this many are not looked at, nor findings beyond it kept.
    static final int MOST = 200_000;

    private static final int POLL = 256;

    /// Looks at a whole set. Pairs that the set leaves out are not looked at.
    ///
    /// @param expansion of the set
    /// @param tokenizer of the model that will be asked; it stays the caller's
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    static PairChecks of(
            ProbeSet probes, Expansion expansion, Tokenizer tokenizer, Progress progress, Cancellation cancellation) {
        Map<Kind, List<PairFinding>> byKind = new TreeMap<>((one, other) -> {
            int graver = other.severity().compareTo(one.severity());
            return graver == 0 ? one.compareTo(other) : graver;
        });
        Map<Long, List<PairFinding>> byPair = new HashMap<>();
        ProbeCheck.of(probes, tokenizer).forEach(finding -> add(byKind, finding));
        PairCheck check = new PairCheck(tokenizer);
        Set<List<String>> excluded = keys(probes.exclusions());
        long most = Math.min(MOST, expansion.count());
        int found = 0;
        for (long i = 0; i < most && found < MOST; i++) {
            if (i % POLL == 0) {
                cancellation.throwIfRequested();
                progress.report(new Progress.Step(Progress.Phase.EXPANDING, i, most));
            }
            CounterfactualPair pair = expansion.pair(i);
            if (excluded.contains(key(pair))) {
                continue;
            }
            for (PairFinding finding : check.check(pair)) {
                found++;
                add(byKind, finding);
                byPair.computeIfAbsent(i, ignored -> new ArrayList<>()).add(finding);
            }
        }
        return new PairChecks(byKind, byPair, most, expansion.count());
    }

    private static void add(Map<Kind, List<PairFinding>> byKind, PairFinding finding) {
        byKind.computeIfAbsent(finding.kind(), kind -> new ArrayList<>()).add(finding);
    }

    /// Number of findings.
    public int count() {
        return byKind.values().stream().mapToInt(List::size).sum();
    }

    /// What was found about one pair.
    List<PairFinding> of(CounterfactualPair pair) {
        return byPair.getOrDefault(pair.index(), List.of());
    }

    /// What exclusions compare by.
    static Set<List<String>> keys(List<Exclusion> exclusions) {
        Set<List<String>> keys = new HashSet<>();
        exclusions.forEach(exclusion -> keys.add(List.of(exclusion.template(), exclusion.textA(), exclusion.textB())));
        return keys;
    }

    /// What an exclusion of this pair compares by.
    static List<String> key(CounterfactualPair pair) {
        return List.of(pair.template(), pair.textA(), pair.textB());
    }
}
