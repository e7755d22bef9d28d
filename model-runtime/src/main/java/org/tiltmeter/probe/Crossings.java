package org.tiltmeter.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// All crossings of a probe set: wherever a template uses two attributes that are not controls,
/// two groups of the
/// one with two groups of the other, over all fills and as many turns as the longest of the four
/// groups has terms.
/// Made one by one when asked for. Immutable, for any thread.
public final class Crossings {

    private record Block(
            TemplateForm form, Attribute one, Group a, Group b, Attribute other, Group c, Group d, long start) {

        int turns() {
            return Math.max(Math.max(a.terms(), b.terms()), Math.max(c.terms(), d.terms()));
        }

        long size() {
            return Math.multiplyExact(form.fills(), turns());
        }
    }

    private final List<Block> blocks;
    private final long count;

    private Crossings(List<Block> blocks, long count) {
        this.blocks = List.copyOf(blocks);
        this.count = count;
    }

    static Crossings of(List<TemplateForm> forms) {
        List<Block> blocks = new ArrayList<>();
        long start = 0;
        for (TemplateForm form : forms) {
            List<Attribute> attributes = form.attributes().stream()
                    .filter(attribute -> !attribute.control())
                    .toList();
            for (int i = 0; i < attributes.size(); i++) {
                for (int j = i + 1; j < attributes.size(); j++) {
                    for (Group[] one : pairs(attributes.get(i))) {
                        for (Group[] other : pairs(attributes.get(j))) {
                            Block block = new Block(
                                    form,
                                    attributes.get(i),
                                    one[0],
                                    one[1],
                                    attributes.get(j),
                                    other[0],
                                    other[1],
                                    start);
                            blocks.add(block);
                            start = Math.addExact(start, block.size());
                        }
                    }
                }
            }
        }
        return new Crossings(blocks, start);
    }

    private static List<Group[]> pairs(Attribute attribute) {
        List<Group[]> pairs = new ArrayList<>();
        for (int a = 0; a < attribute.groups().size(); a++) {
            for (int b = a + 1; b < attribute.groups().size(); b++) {
                pairs.add(new Group[] {
                    attribute.groups().get(a), attribute.groups().get(b)
                });
            }
        }
        return pairs;
    }

    /// Number of crossings, each of four texts.
    public long count() {
        return count;
    }

    /// All crossings, made one by one.
    public Stream<Crossing> all() {
        return blocks.stream()
                .flatMap(block -> LongStream.range(0, block.size()).mapToObj(i -> crossing(block, i)));
    }

    private static Crossing crossing(Block block, long local) {
        TemplateForm form = block.form();
        int turn = (int) (local % block.turns());
        long fill = local / block.turns();
        Map<String, String> fills = new LinkedHashMap<>();
        long words = form.fillWords(fill, fills);
        List<TemplateForm.Held> others =
                form.held(List.of(block.one().name(), block.other().name()), form.position() + turn + words);
        int[] terms = {turn % block.a().terms(), turn % block.b().terms()};
        long shifted = turn + fill + form.position();
        long index = block.start() + local;
        return new Crossing(
                block.other().name(),
                block.c().name(),
                block.d().name(),
                pair(block, index, terms, fills, others, block.c(), shifted),
                pair(block, index, terms, fills, others, block.d(), shifted));
    }

    private static AskedPair pair(
            Block block,
            long index,
            int[] terms,
            Map<String, String> fills,
            List<TemplateForm.Held> others,
            Group shown,
            long shifted) {
        List<TemplateForm.Held> held = new ArrayList<>(others);
        held.add(new TemplateForm.Held(block.other(), shown, (int) (shifted % shown.terms())));
        return block.form().pair(index, block.one(), block.a(), block.b(), terms, fills, held);
    }
}
