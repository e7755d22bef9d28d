package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusions;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.Span;
import org.tiltmeter.tokenizer.Tokenization.Token;

/// A text over which experts are profiled.
///
/// @param text what the model reads
/// @param group what the text belongs to, such as a group of people or a domain
/// @param marked the stretches that stand for that group; may be empty
public record ProfileText(String text, String group, List<Span> marked) {

    private static final long PAIRS_PER_TEXT = 4;

    /// Copies the list.
    public ProfileText {
        marked = List.copyOf(marked);
    }

    /// A text without marked stretches.
    public ProfileText(String text, String group) {
        this(text, group, List.of());
    }

    /// Whether a token stands in a marked stretch.
    boolean marks(Token token) {
        return !token.special() && marked.stream().anyMatch(span -> span.overlaps(token.start(), token.end()));
    }

    /// The texts of a probe set, each once, in their groups, with the exchanged words marked;
    /// neutral swaps are left out unless there is nothing else, and so are pairs that the set excludes.
    ///
    /// @param most most texts; of more, so many are taken evenly from the expansion
    /// @throws org.tiltmeter.work.BadInputException if the probe set cannot be expanded
    public static List<ProfileText> of(ProbeSet probes, int most, long seed) {
        Expansion expansion = Expansion.of(probes);
        boolean onlyControls = expansion.count() == expansion.controlCount();
        Map<String, ProfileText> texts = new LinkedHashMap<>();
        drawn(probes, expansion, most, seed)
                .filter(pair -> !pair.control() || onlyControls)
                .forEach(pair -> {
                    texts.putIfAbsent(
                            pair.groupA() + "\u0000" + pair.textA(),
                            new ProfileText(pair.textA(), pair.groupA(), pair.changedA()));
                    texts.putIfAbsent(
                            pair.groupB() + "\u0000" + pair.textB(),
                            new ProfileText(pair.textB(), pair.groupB(), pair.changedB()));
                });
        return evenly(List.copyOf(texts.values()), most, seed);
    }

    /// The texts of the neutral swaps, each once, as one group; empty where there are none.
    ///
    /// @param group what the group is called
    /// @param most most texts; of more, so many are taken evenly
    /// @throws org.tiltmeter.work.BadInputException if the probe set cannot be expanded
    public static List<ProfileText> neutral(ProbeSet probes, String group, int most, long seed) {
        Expansion expansion = Expansion.of(probes);
        Set<String> texts = new LinkedHashSet<>();
        drawn(probes, expansion, most, seed).filter(CounterfactualPair::control).forEach(pair -> {
            texts.add(pair.textA());
            texts.add(pair.textB());
        });
        return evenly(List.copyOf(texts), most, seed).stream()
                .map(text -> new ProfileText(text, group))
                .toList();
    }

    private static Stream<CounterfactualPair> drawn(ProbeSet probes, Expansion expansion, int most, long seed) {
        Exclusions exclusions = Exclusions.of(probes);
        int pairs = (int) Math.min(expansion.count(), PAIRS_PER_TEXT * most);
        return IntStream.range(0, pairs)
                .mapToObj(stretch -> expansion.pair(EvenDraws.index(stretch, pairs, expansion.count(), seed)))
                .filter(pair -> !exclusions.hold(pair));
    }

    static <T> List<T> evenly(List<T> all, int most, long seed) {
        if (all.size() <= most) {
            return all;
        }
        List<T> drawn = new ArrayList<>();
        for (int stretch = 0; stretch < most; stretch++) {
            drawn.add(all.get((int) EvenDraws.index(stretch, most, all.size(), seed)));
        }
        return drawn;
    }
}
