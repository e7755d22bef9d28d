package org.tiltmeter.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A template with what occurs in it, ready to be filled.
///
/// @param template the template
/// @param position its place in the probe set
/// @param text the template taken apart
/// @param slots words of each slot that occurs
/// @param attributes attributes that occur, in order
/// @param firstForms the form in which each attribute is first used
record TemplateForm(
        Template template,
        int position,
        QuestionTexts text,
        Map<String, List<String>> slots,
        List<Attribute> attributes,
        Map<String, String> firstForms) {

    /// One group and term of an attribute that is not exchanged.
    record Held(Attribute attribute, Group group, int term) {}

    /// Which group and term stand for the exchanged attribute, and which for the other side of
    /// the pair.
    private record Shown(Attribute attribute, Group group, int term, Group otherGroup, int otherTerm) {}

    static TemplateForm of(Template template, int position, ProbeSet probes, Map<String, Attribute> attributes) {
        QuestionTexts text = QuestionTexts.parse(template, probes);
        Map<String, List<String>> slots = new LinkedHashMap<>();
        Map<String, Attribute> occurring = new LinkedHashMap<>();
        Map<String, String> firstForms = new LinkedHashMap<>();
        for (TemplateText.Place place : text.places()) {
            List<String> words = place.form().isEmpty() ? probes.slots().get(place.name()) : null;
            if (words != null) {
                slots.put(place.name(), words);
                continue;
            }
            Attribute attribute = Optional.ofNullable(attributes.get(place.name()))
                    .orElseThrow(() -> TemplateText.problem(
                            template,
                            "has the place {%s} that nothing fills; define a slot or attribute of that name"
                                    .formatted(place.written())));
            ProbeRules.checkForm(template, place, attribute);
            occurring.put(attribute.name(), attribute);
            firstForms.putIfAbsent(attribute.name(), place.form());
        }
        if (occurring.isEmpty()) {
            throw TemplateText.problem(template, "uses no attribute, so its two texts would be the same");
        }
        for (TemplateText.Place place : text.furtherPlaces()) {
            Attribute attribute = occurring.get(place.name());
            if (attribute != null) {
                ProbeRules.checkForm(template, place, attribute);
            } else if (!slots.containsKey(place.name()) || !place.form().isEmpty()) {
                throw TemplateText.problem(
                        template,
                        "has the place {%s} in a target or in the negated twin, but not in its text"
                                .formatted(place.written()));
            }
        }
        return new TemplateForm(template, position, text, slots, List.copyOf(occurring.values()), firstForms);
    }

    /// Number of ways to fill the slots.
    long fills() {
        long fills = 1;
        for (List<String> words : slots.values()) {
            fills = Math.multiplyExact(fills, words.size());
        }
        return fills;
    }

    /// Chooses the slots' words for one fill, the last slot fastest; returns the sum of their
    /// positions.
    long fillWords(long fill, Map<String, String> fills) {
        List<Map.Entry<String, List<String>>> all = List.copyOf(slots.entrySet());
        int[] digits = new int[all.size()];
        long rest = fill;
        for (int i = all.size() - 1; i >= 0; i--) {
            int size = all.get(i).getValue().size();
            digits[i] = (int) (rest % size);
            rest /= size;
        }
        long sum = 0;
        for (int i = 0; i < digits.length; i++) {
            fills.put(all.get(i).getKey(), all.get(i).getValue().get(digits[i]));
            sum += digits[i];
        }
        return sum;
    }

    /// What the attributes that are not exchanged show, going round all their groups and terms.
    List<Held> held(List<String> exchanged, long turn) {
        List<Held> held = new ArrayList<>();
        long rest = turn;
        for (Attribute attribute : attributes) {
            if (exchanged.contains(attribute.name())) {
                continue;
            }
            List<Held> choices = new ArrayList<>();
            int most = attribute.groups().stream().mapToInt(Group::terms).max().orElse(0);
            for (int term = 0; term < most; term++) {
                for (Group group : attribute.groups()) {
                    if (term < group.terms()) {
                        choices.add(new Held(attribute, group, term));
                    }
                }
            }
            held.add(choices.get((int) (rest % choices.size())));
            rest = rest / choices.size() + rest % choices.size();
        }
        return held;
    }

    /// The pair and its questions.
    ///
    /// @param terms which terms of the two groups meet, `[2]`
    AskedPair pair(
            long index,
            Attribute attribute,
            Group groupA,
            Group groupB,
            int[] terms,
            Map<String, String> fills,
            List<Held> held) {
        Shown shownA = new Shown(attribute, groupA, terms[0], groupB, terms[1]);
        Shown shownB = new Shown(attribute, groupB, terms[1], groupA, terms[0]);
        Function<TemplateText.Place, String> wordsA = place -> word(place, fills, held, shownA);
        Function<TemplateText.Place, String> wordsB = place -> word(place, fills, held, shownB);
        TemplateText.Filled a = text.fill(wordsA, fills);
        TemplateText.Filled b = text.fill(wordsB, fills);
        List<Span> changedA = new ArrayList<>();
        List<Span> changedB = new ArrayList<>();
        for (int i = 0; i + 1 < a.starts().length; i++) {
            Span spanA = new Span(a.starts()[i], a.starts()[i + 1]);
            Span spanB = new Span(b.starts()[i], b.starts()[i + 1]);
            if (!a.text()
                    .substring(spanA.start(), spanA.end())
                    .equals(b.text().substring(spanB.start(), spanB.end()))) {
                changedA.add(spanA);
                changedB.add(spanB);
            }
        }
        Map<String, String> heldTerms = new LinkedHashMap<>();
        for (Held other : held) {
            String form = firstForms.getOrDefault(other.attribute().name(), "");
            heldTerms.put(
                    other.attribute().name(), other.group().name() + ": " + term(other.group(), form, other.term()));
        }
        String form = firstForms.getOrDefault(attribute.name(), "");
        CounterfactualPair pair = new CounterfactualPair(
                index,
                template.id(),
                attribute.name(),
                attribute.control(),
                groupA.name(),
                groupB.name(),
                term(groupA, form, terms[0]),
                term(groupB, form, terms[1]),
                fills,
                heldTerms,
                a.text(),
                b.text(),
                changedA,
                changedB);
        return new AskedPair(
                pair, template.question(), text.relative(), text.side(wordsA, fills), text.side(wordsB, fills));
    }

    private static String word(TemplateText.Place place, Map<String, String> fills, List<Held> held, Shown shown) {
        String word = place.form().isEmpty() ? fills.get(place.name()) : null;
        if (word != null) {
            return word;
        }
        if (place.name().equals(shown.attribute().name())) {
            return place.other()
                    ? term(shown.otherGroup(), place.form(), shown.otherTerm())
                    : term(shown.group(), place.form(), shown.term());
        }
        for (Held one : held) {
            if (one.attribute().name().equals(place.name())) {
                return place.other() ? ofNextGroup(one, place.form()) : term(one.group(), place.form(), one.term());
            }
        }
        throw new IllegalStateException("nothing fills " + place.written());
    }

    private static String ofNextGroup(Held held, String form) {
        List<Group> groups = held.attribute().groups();
        Group next = groups.get((groups.indexOf(held.group()) + 1) % groups.size());
        return term(next, form, held.term() % next.terms());
    }

    private static String term(Group group, String form, int term) {
        List<String> terms = group.forms().get(form);
        if (terms == null) {
            throw new IllegalStateException(group.name() + " has no form " + form);
        }
        return terms.get(term);
    }
}
