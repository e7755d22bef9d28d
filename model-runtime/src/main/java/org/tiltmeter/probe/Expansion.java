package org.tiltmeter.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.tiltmeter.work.BadInputException;

/// All counterfactual pairs of a probe set, counted at once and made one by one when asked for.
///
/// For every template and every attribute that occurs in it, each pair of the attribute's groups is
/// expanded over all fills of the template's slots and the two groups' terms. Terms pair by position where
/// both groups have equally many. Otherwise each term of the larger group is paired once per fill, and its
/// partner goes round the smaller group from fill to fill, so that each meets each. Other attributes of the
/// template are *held*: both texts show the same group and term of them, and from pair to pair this choice
/// goes round all their groups and terms, so that each is held about equally often with each slot word and
/// each term, without multiplying the number of pairs. So a demographic pair holds the control, and a
/// control pair holds each demographic group in turn.
///
/// Immutable, for any thread.
public final class Expansion {

    /// How many pairs one template gives for one attribute and two of its groups.
    ///
    /// @param template id of the template
    /// @param attribute name of the attribute
    /// @param control whether the attribute is a control
    /// @param groupA first group
    /// @param groupB second group
    /// @param pairs number of pairs
    public record Count(String template, String attribute, boolean control, String groupA, String groupB, long pairs) {}

    /// Pairs of one template, one attribute and two of its groups, beginning at index `start` of the expansion.
    private record Block(Form form, Attribute attribute, Group groupA, Group groupB, long start) {

        long size() {
            return Math.multiplyExact(form.fills(), termPairs());
        }

        int termPairs() {
            return Math.max(groupA.terms(), groupB.terms());
        }

        /// Which terms of the two groups meet, `[2]`.
        int[] terms(int termPair, long fill) {
            if (groupA.terms() == groupB.terms()) {
                return new int[] {termPair, termPair};
            }
            long turn = termPair + fill + form.position();
            return groupA.terms() > groupB.terms()
                    ? new int[] {termPair, (int) (turn % groupB.terms())}
                    : new int[] {(int) (turn % groupA.terms()), termPair};
        }
    }

    /// A template with what occurs in it.
    private record Form(
            Template template,
            int position,
            TemplateText text,
            Map<String, List<String>> slots,
            List<Attribute> attributes,
            Map<String, String> firstForms) {

        long fills() {
            long fills = 1;
            for (List<String> words : slots.values()) {
                fills = Math.multiplyExact(fills, words.size());
            }
            return fills;
        }
    }

    /// One group and term of a held attribute.
    private record Held(Attribute attribute, Group group, int term) {}

    private final List<Block> blocks;
    private final long count;

    private Expansion(List<Block> blocks, long count) {
        this.blocks = List.copyOf(blocks);
        this.count = count;
    }

    /// Prepares the expansion of a probe set.
    ///
    /// @throws BadInputException if the set cannot be expanded: one sentence that names the template,
    ///     attribute,
    ///     group or slot
    public static Expansion of(ProbeSet probes) {
        Map<String, Attribute> attributes = ProbeRules.attributes(probes);
        ProbeRules.checkSlots(probes, attributes);
        Set<String> used = new LinkedHashSet<>();
        Set<String> ids = new LinkedHashSet<>();
        List<Block> blocks = new ArrayList<>();
        long start = 0;
        try {
            for (Template template : probes.templates()) {
                if (!ids.add(template.id())) {
                    throw new BadInputException(
                            "Two templates have the id \"" + template.id() + "\"; give each its own.");
                }
                Form form = form(template, ids.size() - 1, probes, attributes);
                for (Attribute attribute : form.attributes()) {
                    used.add(attribute.name());
                    for (Block block : blocksOf(form, attribute, start)) {
                        blocks.add(block);
                        start = Math.addExact(start, block.size());
                    }
                }
            }
        } catch (ArithmeticException tooMany) {
            throw new BadInputException(
                    "The probe set \"" + probes.name() + "\" would give more pairs than can be counted.", tooMany);
        }
        if (blocks.isEmpty()) {
            throw new BadInputException("The probe set \"" + probes.name() + "\" has no template; add one.");
        }
        for (Attribute attribute : probes.attributes()) {
            if (!used.contains(attribute.name())) {
                throw new BadInputException(
                        "The attribute \"%s\" is used by no template; write {%s.%s} in one or remove it."
                                .formatted(attribute.name(), attribute.name(), ProbeRules.firstForm(attribute)));
            }
        }
        return new Expansion(blocks, start);
    }

    private static List<Block> blocksOf(Form form, Attribute attribute, long start) {
        List<Block> blocks = new ArrayList<>();
        long next = start;
        for (int a = 0; a < attribute.groups().size(); a++) {
            for (int b = a + 1; b < attribute.groups().size(); b++) {
                Group groupA = attribute.groups().get(a);
                Group groupB = attribute.groups().get(b);
                Block block = new Block(form, attribute, groupA, groupB, next);
                blocks.add(block);
                next = Math.addExact(next, block.size());
            }
        }
        return blocks;
    }

    private static Form form(Template template, int position, ProbeSet probes, Map<String, Attribute> attributes) {
        TemplateText text = TemplateText.parse(template);
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
        return new Form(template, position, text, slots, List.copyOf(occurring.values()), firstForms);
    }

    /// Number of pairs.
    public long count() {
        return count;
    }

    /// Number of pairs of control attributes.
    public long controlCount() {
        return counts().stream().filter(Count::control).mapToLong(Count::pairs).sum();
    }

    /// Number of pairs per template, attribute and two groups, in the order of the expansion.
    public List<Count> counts() {
        return blocks.stream()
                .map(block -> new Count(
                        block.form().template().id(),
                        block.attribute().name(),
                        block.attribute().control(),
                        block.groupA().name(),
                        block.groupB().name(),
                        block.size()))
                .toList();
    }

    /// All pairs, made one by one.
    public Stream<CounterfactualPair> pairs() {
        return LongStream.range(0, count).mapToObj(this::pair);
    }

    /// One pair.
    ///
    /// @param index 0 … [#count()] − 1
    /// @throws IndexOutOfBoundsException if there is no such pair
    public CounterfactualPair pair(long index) {
        java.util.Objects.checkIndex(index, count);
        int low = 0;
        int high = blocks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (blocks.get(middle).start() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return pair(blocks.get(low), index);
    }

    private static CounterfactualPair pair(Block block, long index) {
        long local = index - block.start();
        int termPair = (int) (local % block.termPairs());
        long fill = local / block.termPairs();
        Form form = block.form();
        Map<String, String> fills = new LinkedHashMap<>();
        long turn = (long) form.position() + termPair + fillWords(form, fill, fills);
        List<Held> held = held(form, block.attribute(), turn);
        int[] terms = block.terms(termPair, fill);
        TemplateText.Filled a = fill(form, fills, held, block.attribute(), block.groupA(), terms[0]);
        TemplateText.Filled b = fill(form, fills, held, block.attribute(), block.groupB(), terms[1]);
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
        String shown = form.firstForms().getOrDefault(block.attribute().name(), "");
        Map<String, String> heldTerms = new LinkedHashMap<>();
        for (Held other : held) {
            heldTerms.put(
                    other.attribute().name(),
                    other.group().name() + ": "
                            + term(
                                    other.group(),
                                    form.firstForms()
                                            .getOrDefault(other.attribute().name(), ""),
                                    other.term()));
        }
        return new CounterfactualPair(
                index,
                form.template().id(),
                block.attribute().name(),
                block.attribute().control(),
                block.groupA().name(),
                block.groupB().name(),
                term(block.groupA(), shown, terms[0]),
                term(block.groupB(), shown, terms[1]),
                fills,
                heldTerms,
                a.text(),
                b.text(),
                changedA,
                changedB);
    }

    /// Chooses the slots' words for one fill, the last slot fastest; returns the sum of their positions.
    private static long fillWords(Form form, long fill, Map<String, String> fills) {
        List<Map.Entry<String, List<String>>> slots = List.copyOf(form.slots().entrySet());
        int[] digits = new int[slots.size()];
        long rest = fill;
        for (int i = slots.size() - 1; i >= 0; i--) {
            int size = slots.get(i).getValue().size();
            digits[i] = (int) (rest % size);
            rest /= size;
        }
        long sum = 0;
        for (int i = 0; i < digits.length; i++) {
            fills.put(slots.get(i).getKey(), slots.get(i).getValue().get(digits[i]));
            sum += digits[i];
        }
        return sum;
    }

    private static List<Held> held(Form form, Attribute exchanged, long turn) {
        List<Held> held = new ArrayList<>();
        long rest = turn;
        for (Attribute attribute : form.attributes()) {
            if (attribute.name().equals(exchanged.name())) {
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

    private static TemplateText.Filled fill(
            Form form, Map<String, String> fills, List<Held> held, Attribute exchanged, Group group, int term) {
        return form.text().fill(place -> {
            String word = place.form().isEmpty() ? fills.get(place.name()) : null;
            if (word != null) {
                return word;
            }
            if (place.name().equals(exchanged.name())) {
                return term(group, place.form(), term);
            }
            for (Held other : held) {
                if (other.attribute().name().equals(place.name())) {
                    return term(other.group(), place.form(), other.term());
                }
            }
            throw new IllegalStateException("nothing fills " + place.written());
        });
    }

    private static String term(Group group, String form, int term) {
        List<String> terms = group.forms().get(form);
        if (terms == null) {
            throw new IllegalStateException(group.name() + " has no form " + form);
        }
        return terms.get(term);
    }
}
