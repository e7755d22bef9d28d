package org.tiltmeter.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.tiltmeter.probe.PairFinding.Kind;
import org.tiltmeter.tokenizer.Tokenizer;

/// Looks at a probe set as a whole before anything is run: its lists, slots, groups and targets.
/// Pair by pair is for
/// [PairCheck].
public final class ProbeCheck {

    private static final double UNEQUAL_FREQUENCY = Math.log(2);
    private static final double UNEQUAL_LENGTH = 0.5;

    private final ProbeSet probes;
    private final Tokenizer tokenizer;
    private final List<PairFinding> findings = new ArrayList<>();

    private ProbeCheck(ProbeSet probes, Tokenizer tokenizer) {
        this.probes = probes;
        this.tokenizer = tokenizer;
    }

    /// What is noticed; empty if nothing.
    ///
    /// @param probes a set that can be expanded
    /// @param tokenizer of the model that will be asked; it stays the caller's
    public static List<PairFinding> of(ProbeSet probes, Tokenizer tokenizer) {
        ProbeCheck check = new ProbeCheck(probes, tokenizer);
        check.slots();
        probes.attributes().forEach(check::attribute);
        probes.templates().forEach(check::targets);
        check.flags();
        return List.copyOf(check.findings);
    }

    private void add(Kind kind, String template, String detail) {
        findings.add(new PairFinding(kind, PairFinding.NO_PAIR, template, detail));
    }

    private void slots() {
        Set<String> used = probes.templates().stream()
                .flatMap(template -> TemplateText.parse(template, template.text()).places().stream())
                .map(TemplateText.Place::name)
                .collect(Collectors.toSet());
        probes.slots().keySet().stream()
                .filter(slot -> !used.contains(slot))
                .forEach(slot -> add(Kind.SLOT_NEVER_USED, "", slot));
    }

    private void attribute(Attribute attribute) {
        if (attribute.groups().stream().map(Group::terms).distinct().count() > 1) {
            add(
                    Kind.GROUPS_OF_UNEQUAL_SIZE,
                    "",
                    attribute.name() + ": "
                            + attribute.groups().stream()
                                    .map(group -> group.name() + " " + group.terms())
                                    .collect(Collectors.joining(", ")));
        }
        compare(attribute, Kind.NAMES_OF_UNEQUAL_FREQUENCY, UNEQUAL_FREQUENCY, "mean count", this::logCount);
        if (attribute.groups().stream().anyMatch(group -> group.terms() > 1)) {
            compare(attribute, Kind.NAMES_OF_UNEQUAL_LENGTH, UNEQUAL_LENGTH, "mean tokens", this::tokens);
        }
    }

    /// Mean of something over a group's terms.
    private interface Mean {
        OptionalDouble of(Attribute attribute, Group group);
    }

    private void compare(Attribute attribute, Kind kind, double most, String what, Mean mean) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        List<String> words = new ArrayList<>();
        for (Group group : attribute.groups()) {
            OptionalDouble value = mean.of(attribute, group);
            if (value.isEmpty()) {
                return;
            }
            low = Math.min(low, value.getAsDouble());
            high = Math.max(high, value.getAsDouble());
            double shown =
                    kind == Kind.NAMES_OF_UNEQUAL_FREQUENCY ? Math.exp(value.getAsDouble()) : value.getAsDouble();
            words.add(String.format(Locale.ROOT, "%s %,.1f", group.name(), shown));
        }
        if (high - low >= most) {
            add(kind, "", attribute.name() + ": " + what + " " + String.join(", ", words));
        }
    }

    private OptionalDouble logCount(Attribute attribute, Group group) {
        return probes.list(WordList.nameOf(attribute.name(), group.name())).stream()
                .flatMap(list -> list.words().stream())
                .map(Word::count)
                .filter(java.util.Objects::nonNull)
                .filter(count -> count > 0)
                .mapToDouble(count -> Math.log(count))
                .average();
    }

    private OptionalDouble tokens(Attribute attribute, Group group) {
        return group.forms().values().stream()
                .flatMap(List::stream)
                .mapToInt(this::count)
                .average();
    }

    private int count(String word) {
        return (int) tokenizer.encodeBare(" " + word).tokens().stream()
                .filter(token -> token.end() > token.start())
                .filter(token ->
                        !(" " + word).substring(token.start(), token.end()).isBlank())
                .count();
    }

    private void targets(Template template) {
        List<String> longer = template.answering().targets().stream()
                .flatMap(target -> target.words().stream())
                .filter(word -> word.indexOf('{') < 0 && count(word) > 1)
                .map(word -> word + " (" + count(word) + " tokens)")
                .toList();
        if (!longer.isEmpty()) {
            add(Kind.TARGET_OF_SEVERAL_TOKENS, template.id(), String.join(", ", longer));
        }
    }

    private void flags() {
        Set<String> used = new LinkedHashSet<>();
        probes.slots().values().forEach(words -> words.forEach(word -> used.add(word.toLowerCase(Locale.ROOT))));
        for (Attribute attribute : probes.attributes()) {
            for (Group group : attribute.groups()) {
                group.forms().values().forEach(words -> words.forEach(word -> used.add(word.toLowerCase(Locale.ROOT))));
            }
        }
        for (Template template : probes.templates()) {
            template.answering()
                    .targets()
                    .forEach(target -> target.words().forEach(word -> used.add(word.toLowerCase(Locale.ROOT))));
        }
        for (WordList list : probes.lists()) {
            for (Word word : list.words()) {
                if (!word.flags().isEmpty() && used.contains(word.text().toLowerCase(Locale.ROOT))) {
                    add(
                            Kind.FLAGGED_TERM,
                            "",
                            word.text() + ": "
                                    + word.flags().stream()
                                            .map(Word.Flag::fileName)
                                            .sorted()
                                            .collect(Collectors.joining(", "))
                                    + " in the list " + list.name());
                }
            }
        }
    }

    /// The findings by kind, kinds in order, for a summary.
    public static Map<Kind, Long> counts(List<PairFinding> findings) {
        return findings.stream()
                .collect(Collectors.groupingBy(PairFinding::kind, java.util.TreeMap::new, Collectors.counting()));
    }
}
