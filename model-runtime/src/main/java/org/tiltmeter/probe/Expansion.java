package org.tiltmeter.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.tiltmeter.work.BadInputException;

/// All counterfactual pairs of a probe set, counted at once and made one by one when asked for.
///
/// For every template and every attribute that occurs in it, each pair of the attribute's groups
/// is
/// expanded over all fills of the template's slots and the two groups' terms. Terms pair by
/// position where
/// both groups have equally many. Otherwise each term of the larger group is paired once per
/// fill, and its
/// partner goes round the smaller group from fill to fill, so that each meets each. Other
/// attributes of the
/// template are *held*: both texts show the same group and term of them, and from pair to pair
/// this choice
/// goes round all their groups and terms, so that each is held about equally often with each slot
/// word and
/// each term, without multiplying the number of pairs. So a demographic pair holds the control,
/// and a
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

    /// Pairs of one template, one attribute and two of its groups, beginning at index `start` of
    /// the expansion.
    private record Block(TemplateForm form, Attribute attribute, Group groupA, Group groupB, long start) {

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

    private final List<Block> blocks;
    private final long count;
    private final Crossings crossings;

    private Expansion(List<Block> blocks, long count, Crossings crossings) {
        this.blocks = List.copyOf(blocks);
        this.count = count;
        this.crossings = crossings;
    }

    /// Prepares the expansion of a probe set.
    ///
    /// @throws BadInputException if the set cannot be expanded: one sentence that names the
    /// template,
    ///     attribute,
    ///     group or slot
    public static Expansion of(ProbeSet probes) {
        Map<String, Attribute> attributes = ProbeRules.attributes(probes);
        ProbeRules.checkSlots(probes, attributes);
        Set<String> used = new LinkedHashSet<>();
        Set<String> ids = new LinkedHashSet<>();
        List<Block> blocks = new ArrayList<>();
        List<TemplateForm> forms = new ArrayList<>();
        long start = 0;
        try {
            for (Template template : probes.templates()) {
                if (!ids.add(template.id())) {
                    throw new BadInputException(
                            "Two templates have the id \"" + template.id() + "\"; give each its own.");
                }
                TemplateForm form = TemplateForm.of(template, ids.size() - 1, probes, attributes);
                forms.add(form);
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
        return new Expansion(blocks, start, Crossings.of(forms));
    }

    private static List<Block> blocksOf(TemplateForm form, Attribute attribute, long start) {
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
        return asked(index).pair();
    }

    /// One pair with its questions.
    ///
    /// @param index 0 … [#count()] − 1
    /// @throws IndexOutOfBoundsException if there is no such pair
    public AskedPair asked(long index) {
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
        return asked(blocks.get(low), index);
    }

    private static AskedPair asked(Block block, long index) {
        long local = index - block.start();
        int termPair = (int) (local % block.termPairs());
        long fill = local / block.termPairs();
        TemplateForm form = block.form();
        Map<String, String> fills = new LinkedHashMap<>();
        long turn = (long) form.position() + termPair + form.fillWords(fill, fills);
        List<TemplateForm.Held> held = form.held(List.of(block.attribute().name()), turn);
        return form.pair(
                index, block.attribute(), block.groupA(), block.groupB(), block.terms(termPair, fill), fills, held);
    }

    /// The four-text comparisons of templates that use two attributes.
    public Crossings crossings() {
        return crossings;
    }
}
