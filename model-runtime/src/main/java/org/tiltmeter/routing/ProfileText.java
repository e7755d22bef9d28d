package org.tiltmeter.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiltmeter.probe.CounterfactualPair;
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
    /// neutral swaps are left out unless there is nothing else.
    ///
    /// @param most most texts; of more, so many are taken evenly from the expansion
    /// @throws org.tiltmeter.work.BadInputException if the probe set cannot be expanded
    public static List<ProfileText> of(ProbeSet probes, int most, long seed) {
        Expansion expansion = Expansion.of(probes);
        boolean onlyControls = expansion.count() == expansion.controlCount();
        Map<String, ProfileText> texts = new LinkedHashMap<>();
        long pairs = Math.min(expansion.count(), 4L * most);
        for (int stretch = 0; stretch < pairs; stretch++) {
            CounterfactualPair pair = expansion.pair(EvenDraws.index(stretch, (int) pairs, expansion.count(), seed));
            if (pair.control() && !onlyControls) {
                continue;
            }
            texts.putIfAbsent(
                    pair.groupA() + "\u0000" + pair.textA(),
                    new ProfileText(pair.textA(), pair.groupA(), pair.changedA()));
            texts.putIfAbsent(
                    pair.groupB() + "\u0000" + pair.textB(),
                    new ProfileText(pair.textB(), pair.groupB(), pair.changedB()));
        }
        return evenly(List.copyOf(texts.values()), most, seed);
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
