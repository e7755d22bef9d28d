package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.BadInputException;

/// Makes a concept of each word of a list: sentences with the word against the same sentences
/// with other words of the list, so that both sides differ in nothing but the word.
public final class WordTargets {

    /// Where a sentence has the word.
    public static final String WORD = "{word}";

    private static final int MOST_PAIRS = 2_000;

    private WordTargets() {}

    /// One concept for each word, of the word's name. In the i-th negative text stands the i-th
    /// of the other words, from the first again where sentences outnumber them.
    ///
    /// @param words at least two
    /// @param sentences with `{word}`, at least [ConceptAnalysis#FEWEST_TEXTS]
    /// @throws BadInputException if there are too few, or a sentence has no `{word}`
    public static List<Concept> of(List<String> words, List<String> sentences) {
        List<String> each = List.copyOf(new LinkedHashSet<>(words));
        if (each.size() < 2) {
            throw new BadInputException(
                    "Words are told from each other, so that at least two are needed; add words to the list.");
        }
        List<String> frames = List.copyOf(new LinkedHashSet<>(sentences));
        if (frames.size() < ConceptAnalysis.FEWEST_TEXTS) {
            throw new BadInputException("There are %d sentences for the words; give at least %d."
                    .formatted(frames.size(), ConceptAnalysis.FEWEST_TEXTS));
        }
        for (String frame : frames) {
            if (!frame.contains(WORD)) {
                throw new BadInputException("The sentence \"%s\" has no %s; put it where the word belongs."
                        .formatted(PooledActivations.shortened(frame), WORD));
            }
        }
        List<Concept> concepts = new ArrayList<>();
        for (int word = 0; word < each.size(); word++) {
            List<String> positive = new ArrayList<>();
            List<String> negative = new ArrayList<>();
            for (int i = 0; i < frames.size(); i++) {
                int other = (word + 1 + (i + word) % (each.size() - 1)) % each.size();
                positive.add(frames.get(i).replace(WORD, each.get(word)));
                negative.add(frames.get(i).replace(WORD, each.get(other)));
            }
            concepts.add(new Concept(each.get(word), positive, negative));
        }
        return concepts;
    }

    /// The beginnings of a probe set's texts up to the word in a slot, with `{word}` in its
    /// place; empty where the set cannot be expanded.
    ///
    /// @param slot one of the set's slots
    /// @param most how many at most
    public static List<String> sentences(ProbeSet probes, String slot, int most) {
        List<String> words = probes.slots().getOrDefault(slot, List.of());
        if (words.isEmpty()) {
            return List.of();
        }
        Set<String> found = new LinkedHashSet<>();
        try {
            Expansion.of(firstWords(probes))
                    .pairs()
                    .limit(MOST_PAIRS)
                    .forEach(pair -> Optional.ofNullable(pair.fills().get(slot))
                            .ifPresent(word -> WordPlace.of(pair.textA(), word)
                                    .ifPresent(at -> found.add(pair.textA().substring(0, at) + WORD))));
        } catch (BadInputException unfinished) {
            return List.of();
        }
        return found.stream().limit(most).toList();
    }

    /// The set with one word in each slot, so that it has few pairs.
    private static ProbeSet firstWords(ProbeSet probes) {
        Map<String, List<String>> slots = new LinkedHashMap<>();
        probes.slots()
                .forEach(
                        (name, words) -> slots.put(name, words.stream().limit(1).toList()));
        List<Attribute> attributes = probes.attributes().stream()
                .map(attribute -> new Attribute(
                        attribute.name(),
                        attribute.control(),
                        attribute.groups().stream().map(WordTargets::firstTerm).toList()))
                .toList();
        return new ProbeSet(
                probes.name(), probes.description(), probes.source(), attributes, slots, probes.templates());
    }

    private static Group firstTerm(Group group) {
        Map<String, List<String>> forms = new LinkedHashMap<>();
        group.forms()
                .forEach(
                        (form, terms) -> forms.put(form, terms.stream().limit(1).toList()));
        return new Group(group.name(), forms);
    }
}
