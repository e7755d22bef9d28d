package org.tiltmeter.report;

import java.util.List;
import java.util.stream.Collectors;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.PairFinding;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.Template;
import org.tiltmeter.table.Table;

/// What was asked, as tables.
final class ProbeTables {

    /// A report with more pairs than this would be too large for a browser; results.csv has them
    /// all.
    static final int MOST_TEXTS = 5_000;

    private ProbeTables() {}

    static Table templates(List<ProbeSet> sets) {
        Table.Builder table = Table.titled("Templates")
                .text("Template")
                .text("Text as written")
                .text("Question")
                .text("Probe set");
        for (ProbeSet set : sets) {
            for (Template template : set.templates()) {
                table.row(template.id(), template.text(), template.question().fileName(), set.name());
            }
        }
        return table.build();
    }

    static Table words(List<ProbeSet> sets) {
        Table.Builder table = Table.titled("Words")
                .text("Attribute or slot")
                .text("Group and form")
                .text("Words")
                .text("Probe set");
        for (ProbeSet set : sets) {
            for (Attribute attribute : set.attributes()) {
                String name = attribute.control() ? attribute.name() + " (control)" : attribute.name();
                for (Group group : attribute.groups()) {
                    group.forms()
                            .forEach((form, words) ->
                                    table.row(name, group.name() + " / " + form, String.join(", ", words), set.name()));
                }
            }
            set.slots().forEach((slot, words) -> table.row(slot, "slot", String.join(", ", words), set.name()));
        }
        return table.build();
    }

    static Table texts(AuditRun run) {
        Table.Builder table = Table.titled("Texts, with what was found for each")
                .text("Template")
                .text("Groups")
                .text("Text A")
                .text("Text B")
                .text("What is compared")
                .number("A")
                .number("B")
                .number("A − B")
                .text("Unit");
        long all = run.parts().stream()
                .mapToLong(part -> part.result().items().size())
                .sum();
        run.parts().stream()
                .flatMap(part -> part.result().items().stream())
                .limit(MOST_TEXTS)
                .forEach(item -> row(table, item));
        if (all > MOST_TEXTS) {
            table.provenance("The first " + AuditReports.count(MOST_TEXTS) + " of " + AuditReports.count(all)
                    + " pairs; results.csv and results.json, whose hashes are below, hold all.");
        }
        return table.build();
    }

    static Table findings(AuditRun run) {
        Table.Builder table = Table.titled("What the pair check noticed; such pairs are kept unless excluded above")
                .text("Noticed")
                .number("Pairs")
                .text("First examples");
        for (PairFinding.Kind kind : PairFinding.Kind.values()) {
            List<PairFinding> of = run.parts().stream()
                    .flatMap(part -> part.result().findings().stream())
                    .filter(finding -> finding.kind() == kind)
                    .toList();
            if (!of.isEmpty()) {
                String examples = of.stream()
                        .limit(3)
                        .map(finding -> finding.pair() == PairFinding.NO_PAIR
                                ? (finding.template() + " " + finding.detail()).strip()
                                : finding.template() + " #" + finding.pair() + ": " + finding.detail())
                        .collect(Collectors.joining("; "));
                table.row(words(kind), of.size(), examples);
            }
        }
        return table.build();
    }

    private static String words(PairFinding.Kind kind) {
        return switch (kind) {
            case TOKEN_COUNTS_DIFFER -> "The two texts have different numbers of tokens";
            case MORE_THAN_THE_SPAN_CHANGED -> "More tokens changed than the exchanged words";
            case DUPLICATED -> "The same two texts occur in an earlier pair";
            case IDENTICAL -> "Both texts are the same";
            case POSSIBLE_AGREEMENT_ERROR -> "Possibly ungrammatical with the exchanged word";
            case TARGET_OF_SEVERAL_TOKENS -> "Targets of several tokens";
            case FLAGGED_TERM -> "A word is flagged in its list";
            case SLOT_NEVER_USED -> "A slot stands in no template";
            case GROUPS_OF_UNEQUAL_SIZE -> "Groups have lists of different length";
            case NAMES_OF_UNEQUAL_FREQUENCY -> "The words of the groups are not equally frequent";
            case NAMES_OF_UNEQUAL_LENGTH -> "The words of the groups are not equally long";
        };
    }

    private static void row(Table.Builder table, ScoredPair item) {
        table.row(
                item.pair().template(),
                item.pair().groupA() + " / " + item.pair().groupB(),
                item.pair().textA(),
                item.pair().textB(),
                item.outcome().phrase().isEmpty()
                        ? "log-probability of the text"
                        : item.outcome().phrase(),
                item.valueA(),
                item.valueB(),
                item.difference(),
                item.outcome().unit());
    }
}
