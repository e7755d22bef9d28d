package org.tiltmeter.views.results;

import java.util.List;
import java.util.Optional;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.NoiseFloor;
import org.tiltmeter.measure.ProbeResult;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.measure.SlotSummary;
import org.tiltmeter.measure.TemplateSummary;
import org.tiltmeter.measure.TermSummary;
import org.tiltmeter.table.Table;

/// The tables behind a result, for export; in full precision. For any thread.
final class ResultTables {

    private ResultTables() {}

    static Table overview(AuditResult audit) {
        Table.Builder table = begin("All comparisons", audit)
                .text("measure")
                .text("comparison")
                .text("unit")
                .number("mean difference")
                .number("interval low")
                .number("interval high")
                .number("templates")
                .number("pairs")
                .number("p")
                .number("p adjusted")
                .number("neutral swaps")
                .text("what may be said");
        for (ProbeResult result : audit.results()) {
            NoiseFloor floor = result.noiseFloor();
            table.row(
                    result.measure(),
                    OutcomeWords.comparison(result),
                    result.outcome().unit(),
                    result.effect().mean(),
                    finite(result.effect().interval().low()),
                    finite(result.effect().interval().high()),
                    result.effect().units(),
                    result.pairs(),
                    Optional.ofNullable(result.finding().p()),
                    Optional.ofNullable(result.adjustedP()),
                    floor == null ? Optional.empty() : floor.effect().mean(),
                    OutcomeWords.verdict(result));
        }
        return table.build();
    }

    static Table words(AuditResult audit, ProbeResult result) {
        Table.Builder table = begin("Words: " + name(result), audit)
                .text("slot")
                .text("word")
                .number("difference (" + result.outcome().unit() + ")")
                .number("interval low")
                .number("interval high")
                .number("share of " + result.groupA())
                .number("share low")
                .number("share high")
                .number("templates")
                .number("pairs");
        for (SlotSummary slot : result.slots()) {
            for (TermSummary term : slot.terms()) {
                table.row(
                        term.slot(),
                        term.term(),
                        term.difference().value(),
                        finite(term.difference().interval().low()),
                        finite(term.difference().interval().high()),
                        term.shareA().value(),
                        finite(term.shareA().interval().low()),
                        finite(term.shareA().interval().high()),
                        term.templates(),
                        term.pairs());
            }
        }
        return table.build();
    }

    static Table pairs(AuditResult audit, ProbeResult result, List<ScoredPair> pairs) {
        Table.Builder table = begin("Pairs: " + name(result), audit)
                .number("pair")
                .text("template")
                .text("term A")
                .text("term B")
                .text("text A")
                .text("text B")
                .text("fills")
                .text("held")
                .number(value(result) + " A (" + result.outcome().unit() + ")")
                .number(value(result) + " B (" + result.outcome().unit() + ")")
                .number("difference (" + result.outcome().unit() + ")")
                .number("tokens A")
                .number("tokens B");
        for (ScoredPair item : pairs) {
            table.row(
                    item.pair().index(),
                    item.pair().template(),
                    item.pair().termA(),
                    item.pair().termB(),
                    item.pair().textA(),
                    item.pair().textB(),
                    item.pair().fills().toString(),
                    item.pair().held().toString(),
                    finite(item.valueA()),
                    finite(item.valueB()),
                    item.difference(),
                    item.tokensA(),
                    item.tokensB());
        }
        return table.build();
    }

    static Table templates(AuditResult audit, ProbeResult result) {
        Table.Builder table = begin("Templates: " + name(result), audit)
                .text("template")
                .number("pairs")
                .number("mean difference (" + result.outcome().unit() + ")")
                .number("standard deviation");
        for (TemplateSummary template : result.templates()) {
            table.row(template.template(), template.pairs(), template.mean(), finite(template.standardDeviation()));
        }
        return table.build();
    }

    private static Object finite(double value) {
        return Double.isFinite(value) ? value : Optional.empty();
    }

    private static String value(ProbeResult result) {
        return result.outcome().phrase().isEmpty() ? "log probability" : "value";
    }

    private static String name(ProbeResult result) {
        String name = "%s, %s against %s".formatted(result.attribute(), result.groupA(), result.groupB());
        return result.outcome().phrase().isEmpty()
                ? name
                : name + ", " + result.outcome().phrase();
    }

    private static Table.Builder begin(String title, AuditResult audit) {
        return Table.titled(title)
                .provenance("Model " + audit.model())
                .provenance("Probe set " + audit.probes())
                .provenance("Seed " + audit.settings().seed() + ", "
                        + audit.settings().resamples() + " resamples, level "
                        + audit.settings().level());
    }
}
