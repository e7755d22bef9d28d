package org.tiltmeter.probe.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tiltmeter.probe.Answering;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.Target;
import org.tiltmeter.probe.Template;

/// A probe set as one table: a row for each template, slot word and term. A table cannot hold
/// everything; [#lost] says what it leaves out. For any thread.
public final class ProbeTable {

    /// The columns. `part` is template, word or term; `name` the template's id, the slot or the
    /// attribute; `text` the template's text, the word or the term.
    public static final List<String> COLUMNS =
            List.of("part", "name", "text", "question", "targets", "negated", "group", "form", "control");

    static final String TEMPLATE = "template";
    static final String WORD = "word";
    static final String TERM = "term";
    static final String CONTROL = "control";

    private ProbeTable() {}

    /// The rows, each with a cell for each of [#COLUMNS]. Cells are plain text; whoever writes
    /// them for a spreadsheet guards those that would be formulas.
    public static List<List<String>> rows(ProbeSet probes) {
        List<List<String>> rows = new ArrayList<>();
        for (Template template : probes.templates()) {
            rows.add(List.of(
                    TEMPLATE,
                    template.id(),
                    template.text(),
                    template.question().fileName(),
                    targets(template.answering().targets()),
                    template.answering().negated(),
                    "",
                    "",
                    ""));
        }
        probes.slots()
                .forEach((slot, words) ->
                        words.forEach(word -> rows.add(List.of(WORD, slot, word, "", "", "", "", "", ""))));
        for (Attribute attribute : probes.attributes()) {
            for (Group group : attribute.groups()) {
                group.forms()
                        .forEach((form, terms) -> terms.forEach(term -> rows.add(List.of(
                                TERM,
                                attribute.name(),
                                term,
                                "",
                                "",
                                "",
                                group.name(),
                                form,
                                attribute.control() ? CONTROL : ""))));
            }
        }
        return rows;
    }

    private static String targets(List<Target> targets) {
        return targets.stream()
                .map(target -> target.label() + ": " + String.join(", ", target.words()))
                .collect(Collectors.joining("; "));
    }

    /// What of a set a table leaves out, in plain words; empty if nothing.
    public static List<String> lost(ProbeSet probes) {
        List<String> lost = new ArrayList<>();
        add(
                lost,
                (probes.name() + probes.description() + probes.source()).isBlank() ? 0 : 1,
                "the set's name and source");
        add(lost, probes.lists().size(), "word lists");
        add(lost, probes.exclusions().size(), "the pairs left out");
        List<Answering> answerings =
                probes.templates().stream().map(Template::answering).toList();
        add(
                lost,
                answerings.stream()
                        .filter(answering -> !answering.neutral().isEmpty())
                        .count(),
                "neutral texts");
        add(
                lost,
                answerings.stream()
                        .filter(answering -> answering.sampling() != null)
                        .count(),
                "samples and scorings");
        add(
                lost,
                answerings.stream()
                        .flatMap(answering -> answering.targets().stream())
                        .filter(target -> !target.wordsFor().isEmpty())
                        .count(),
                "targets' words for certain slot words");
        add(
                lost,
                answerings.stream()
                        .flatMap(answering -> answering.targets().stream())
                        .filter(target -> !isPlain(target))
                        .count(),
                "commas, colons and semicolons within targets");
        return lost;
    }

    private static void add(List<String> lost, long count, String what) {
        if (count > 0) {
            lost.add(what);
        }
    }

    private static boolean isPlain(Target target) {
        return target.label().matches("[^:;]*") && target.words().stream().allMatch(word -> word.matches("[^,;]*"));
    }
}
