package org.tiltmeter.concept;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusions;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;

/// The beginnings of a probe set's texts up to the word that tells two groups apart, and these words: what the
/// sensitivity of an answer can be asked of.
///
/// @param texts beginnings, each once
/// @param answerA words of the first group that follow, each once
/// @param answerB words of the second group
public record AnswerTexts(List<String> texts, List<String> answerA, List<String> answerB) {

    private static final long LOOKED_AT = 2_000;

    /// Copies the lists.
    public AnswerTexts {
        texts = List.copyOf(texts);
        answerA = List.copyOf(answerA);
        answerB = List.copyOf(answerB);
    }

    /// Looks through a probe set; pairs that exchange something at the very beginning have no text before it, and
    /// those that the set excludes are passed over.
    ///
    /// @param attribute what is exchanged
    /// @param groupA whose words are the first answer
    /// @param groupB whose words are the second
    /// @param most texts at most
    /// @throws org.tiltmeter.work.BadInputException if the set cannot be expanded
    public static AnswerTexts of(ProbeSet probes, String attribute, String groupA, String groupB, int most) {
        Expansion expansion = Expansion.of(probes);
        long total =
                expansion.counts().stream().mapToLong(Expansion.Count::pairs).sum();
        Set<String> texts = new LinkedHashSet<>();
        Set<String> first = new LinkedHashSet<>();
        Set<String> second = new LinkedHashSet<>();
        Exclusions exclusions = Exclusions.of(probes);
        long step = Math.max(1, total / LOOKED_AT);
        for (long i = 0; i < total && texts.size() < most; i += step) {
            CounterfactualPair pair = expansion.pair(i);
            boolean same = pair.groupA().equals(groupA) && pair.groupB().equals(groupB);
            boolean turned = pair.groupA().equals(groupB) && pair.groupB().equals(groupA);
            if (!pair.attribute().equals(attribute)
                    || !(same || turned)
                    || exclusions.hold(pair)
                    || pair.changedA().isEmpty()) {
                continue;
            }
            String before = pair.textA().substring(0, pair.changedA().getFirst().start());
            if (before.endsWith(" ") && !before.isBlank()) {
                texts.add(before.strip());
                String a = word(pair.textA(), pair.changedA().getFirst().start());
                String b = word(pair.textB(), pair.changedB().getFirst().start());
                first.add(same ? a : b);
                second.add(same ? b : a);
            }
        }
        return new AnswerTexts(List.copyOf(texts), List.copyOf(first), List.copyOf(second));
    }

    /// The word that begins here.
    private static String word(String text, int start) {
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end).replaceAll("\\p{Punct}+$", "");
    }
}
