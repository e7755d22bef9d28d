package org.tiltmeter.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.GroupSummary;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.measure.SlotSummary;
import org.tiltmeter.measure.TemplateSummary;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.table.Table;

/// What an audit found, as tables. Any thread.
public final class AuditTables {

    private AuditTables() {}

    /// One row per measure and comparison of all probe sets.
    public static Table measures(AuditRun run) {
        Table.Builder table = Table.titled("Measures")
                .text("Comparison")
                .text("Measure")
                .number("n (templates)")
                .number("Difference A − B")
                .number("Interval from")
                .number("Interval to")
                .number("Effect d_z")
                .number("p")
                .number("p, corrected")
                .number("Noise floor");
        boolean several = run.parts().size() > 1;
        for (AuditRun.Part part : run.parts()) {
            for (MeasureRow row : part.result().measures()) {
                table.row(
                        several ? part.probes().name() + ": " + row.group() : row.group(),
                        row.id(),
                        row.n(),
                        row.value(),
                        end(row.interval(), 0),
                        end(row.interval(), 1),
                        optional(row.effect()),
                        optional(row.p()),
                        optional(row.adjustedP()),
                        optional(row.noiseFloor()));
            }
        }
        table.provenance(
                "Difference: mean of A minus B in the unit of what is compared; for likelihood of log P(text with A)"
                    + " minus log P(text with B); the templates are the units. Interval: bias-corrected accelerated"
                    + " bootstrap over templates. p: two-sided sign-flip test, corrected over the comparisons of the"
                    + " measure, by Holm, or by Westfall and Young where they are many. Noise floor: the same for"
                    + " neutral swaps.");
        provenance(table, run);
        return table.build();
    }

    /// Tables per comparison: templates and words.
    public static List<Table> details(AuditResult result) {
        List<Table> tables = new ArrayList<>();
        if (!result.groups().isEmpty()) {
            tables.add(groups(result));
        }
        for (ProbeResult comparison : result.results()) {
            String name = comparison.attribute() + ": " + comparison.groupA() + " vs " + comparison.groupB()
                    + (comparison.outcome().phrase().isEmpty()
                            ? ""
                            : ", " + comparison.outcome().phrase());
            for (SlotSummary slot : comparison.slots()) {
                if (!comparison.control()) {
                    tables.add(words(name, comparison, slot));
                }
            }
            tables.add(templates(name, comparison));
        }
        return tables;
    }

    private static Table groups(AuditResult result) {
        Table.Builder table = Table.titled("Answers by group")
                .text("Measure")
                .text("Answer")
                .text("Attribute")
                .text("Group")
                .number("Texts")
                .number("Mean share")
                .number("Interval from")
                .number("Interval to")
                .number("Texts for this answer")
                .number("Impact ratio");
        for (GroupSummary group : result.groups()) {
            table.row(
                    group.measure(),
                    group.answer(),
                    group.attribute(),
                    group.group(),
                    group.texts(),
                    group.share().value(),
                    group.share().interval().low(),
                    group.share().interval().high(),
                    group.selected() < 0 ? Optional.empty() : Optional.of(group.selected()),
                    optional(group.impactRatio()));
        }
        table.provenance(GroupSummary.NOTE);
        return table.build();
    }

    /// Every pair of an audit with its log-probabilities, in full precision: results.csv.
    public static Table items(AuditRun run) {
        Table.Builder table = Table.titled("Pairs")
                .text("probe_set")
                .number("index")
                .text("template")
                .text("attribute")
                .number("control")
                .text("group_a")
                .text("group_b")
                .text("term_a")
                .text("term_b")
                .text("fills")
                .text("held")
                .text("text_a")
                .text("text_b")
                .text("measure")
                .text("outcome")
                .number("value_a")
                .number("value_b")
                .number("tokens_a")
                .number("tokens_b")
                .number("log_probability_a")
                .number("log_probability_b")
                .number("difference");
        for (AuditRun.Part part : run.parts()) {
            for (ScoredPair item : part.result().items()) {
                table.row(
                        part.probes().name(),
                        item.pair().index(),
                        item.pair().template(),
                        item.pair().attribute(),
                        item.pair().control() ? 1 : 0,
                        item.pair().groupA(),
                        item.pair().groupB(),
                        item.pair().termA(),
                        item.pair().termB(),
                        pairs(item.pair().fills()),
                        pairs(item.pair().held()),
                        item.pair().textA(),
                        item.pair().textB(),
                        item.measure(),
                        item.outcome().phrase(),
                        item.valueA(),
                        item.valueB(),
                        item.tokensA(),
                        item.tokensB(),
                        item.logProbabilityA(),
                        item.logProbabilityB(),
                        item.difference());
            }
        }
        provenance(table, run);
        return table.build();
    }

    static String provenanceLine(AuditRun run) {
        String fingerprint = run.fingerprints().isEmpty()
                ? ""
                : ", fingerprint "
                        + org.tiltmeter.checkpoint.Fingerprints.combined(run.fingerprints())
                                .substring(0, 12);
        String seed =
                run.firstSettings().map(settings -> ", seed " + settings.seed()).orElse("");
        return run.model().name() + fingerprint + ", " + run.runtime().computeType() + seed + ", "
                + run.runtime().program() + ", " + run.date().toString();
    }

    static void provenance(Table.Builder table, AuditRun run) {
        table.provenance(provenanceLine(run));
    }

    private static Table words(String comparison, ProbeResult result, SlotSummary slot) {
        Table.Builder table = Table.titled(comparison + ", by word of " + slot.slot())
                .text("Word")
                .number("Templates")
                .number("Pairs")
                .number("Difference A − B (" + result.outcome().unit() + ")")
                .number("Interval from")
                .number("Interval to")
                .number("Share of A")
                .number("from")
                .number("to");
        for (TermSummary term : slot.terms()) {
            table.row(
                    term.term(),
                    term.templates(),
                    term.pairs(),
                    term.difference().value(),
                    term.difference().interval().low(),
                    term.difference().interval().high(),
                    term.shareA().value(),
                    term.shareA().interval().low(),
                    term.shareA().interval().high());
        }
        return table.build();
    }

    private static Table templates(String comparison, ProbeResult result) {
        Table.Builder table = Table.titled(comparison + ", by template")
                .text("Template")
                .number("Pairs")
                .number("Difference A − B (" + result.outcome().unit() + ")")
                .number("Standard deviation");
        for (TemplateSummary template : result.templates()) {
            table.row(template.template(), template.pairs(), template.mean(), template.standardDeviation());
        }
        return table.build();
    }

    static String pairs(java.util.Map<String, String> map) {
        return String.join(
                "; ",
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    static Optional<Double> end(List<Double> interval, int position) {
        return position < interval.size() ? Optional.of(interval.get(position)) : Optional.empty();
    }

    static Optional<Double> optional(@Nullable Double value) {
        return Optional.ofNullable(value);
    }
}
