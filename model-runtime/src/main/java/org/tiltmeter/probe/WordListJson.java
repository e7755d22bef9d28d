package org.tiltmeter.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Word lists and exclusions as parts of a probe file.
final class WordListJson {

    private static final int MOST_WORDS = 20_000;

    private WordListJson() {}

    static List<WordList> lists(StrictJson root) {
        return root.has("lists")
                ? root.objects("lists", 1_000, ProbeFile.known("name", "source", "words")).stream()
                        .map(list -> new WordList(
                                list.text("name"),
                                list.optionalText("source").orElse(""),
                                list
                                        .objects(
                                                "words",
                                                MOST_WORDS,
                                                ProbeFile.known("word", "flags", "count", "weight"))
                                        .stream()
                                        .map(WordListJson::word)
                                        .toList()))
                        .toList()
                : List.of();
    }

    private static Word word(StrictJson object) {
        Set<Word.Flag> flags = EnumSet.noneOf(Word.Flag.class);
        if (object.has("flags")) {
            for (String name : object.texts("flags", 10)) {
                flags.add(Stream.of(Word.Flag.values())
                        .filter(flag -> flag.fileName().equals(name))
                        .findFirst()
                        .orElseThrow(() -> object.problem(
                                "flags", "has \"" + name + "\", but known are dispreferred and polarising")));
            }
        }
        return new Word(
                object.text("word"),
                flags,
                object.has("count") ? Long.valueOf(object.count("count")) : null,
                object.has("weight") ? Double.valueOf(object.number("weight")) : null);
    }

    static List<Exclusion> exclusions(StrictJson root) {
        return root.has("exclusions")
                ? root
                        .objects("exclusions", 500_000, ProbeFile.known("template", "text-a", "text-b", "reason"))
                        .stream()
                        .map(object -> new Exclusion(
                                object.text("template"),
                                object.text("text-a"),
                                object.text("text-b"),
                                object.optionalText("reason").orElse("")))
                        .toList()
                : List.of();
    }

    static void write(ProbeSet probes, ObjectNode root) {
        if (!probes.lists().isEmpty()) {
            ArrayNode lists = root.putArray("lists");
            for (WordList list : probes.lists()) {
                ObjectNode node = lists.addObject().put("name", list.name()).put("source", list.source());
                ArrayNode words = node.putArray("words");
                list.words().forEach(word -> write(word, words.addObject()));
            }
        }
        if (!probes.exclusions().isEmpty()) {
            ArrayNode exclusions = root.putArray("exclusions");
            for (Exclusion exclusion : probes.exclusions()) {
                exclusions
                        .addObject()
                        .put("template", exclusion.template())
                        .put("text-a", exclusion.textA())
                        .put("text-b", exclusion.textB())
                        .put("reason", exclusion.reason());
            }
        }
    }

    private static void write(Word word, ObjectNode node) {
        node.put("word", word.text());
        if (!word.flags().isEmpty()) {
            ArrayNode flags = node.putArray("flags");
            word.flags().forEach(flag -> flags.add(flag.fileName()));
        }
        if (word.count() != null) {
            node.put("count", word.count());
        }
        if (word.weight() != null) {
            node.put("weight", word.weight());
        }
    }
}
