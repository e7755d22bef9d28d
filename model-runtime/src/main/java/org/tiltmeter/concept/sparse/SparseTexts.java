package org.tiltmeter.concept.sparse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusions;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.BadInputException;

/// The texts that a small autoencoder learns from: those of a concept set and of a probe set.
public final class SparseTexts {

    private SparseTexts() {}

    /// Gathers texts, each once, without the marks `[[` and `]]`.
    ///
    /// @param probes pairs are taken evenly, without those it excludes; none where the set cannot be expanded yet
    /// @param most of each set's texts at most
    public static List<String> of(ConceptSet concepts, ProbeSet probes, int most) {
        Set<String> texts = new LinkedHashSet<>();
        for (Concept concept : concepts.concepts()) {
            for (List<String> side : List.of(concept.positive(), concept.negative())) {
                side.forEach(text -> texts.add(text.replace("[[", "").replace("]]", "")));
            }
        }
        List<String> all = new ArrayList<>(texts.stream().limit(most).toList());
        pairs(probes, most / 2).forEach(pair -> {
            all.add(pair.textA());
            all.add(pair.textB());
        });
        return List.copyOf(new LinkedHashSet<>(all));
    }

    private static List<CounterfactualPair> pairs(ProbeSet probes, int most) {
        List<CounterfactualPair> pairs = new ArrayList<>();
        try {
            Expansion expansion = Expansion.of(probes);
            Exclusions exclusions = Exclusions.of(probes);
            long count = Math.min(most, expansion.count());
            for (long i = 0; i < count; i++) {
                CounterfactualPair pair = expansion.pair((long) ((double) i / count * expansion.count()));
                if (!exclusions.hold(pair)) {
                    pairs.add(pair);
                }
            }
        } catch (BadInputException unfinished) {
            // A set that is still being edited has no texts; the concepts' own are enough to learn from.
            pairs.clear();
        }
        return pairs;
    }
}
