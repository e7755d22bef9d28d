package org.tiltmeter.report;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.measure.benchmark.BenchmarkItem;
import org.tiltmeter.measure.benchmark.BenchmarkResult;
import org.tiltmeter.table.Table;

/// What published benchmarks found, as tables and a sentence each. Any thread.
public final class BenchmarkTables {

    private BenchmarkTables() {}

    /// One row per value of a benchmark.
    public static Table measures(AuditRun run, AuditRun.BenchmarkPart part) {
        BenchmarkResult result = part.result();
        Table.Builder table = Table.titled("Benchmark " + result.benchmark() + " (" + result.source() + ")")
                .text("Value of")
                .number("n")
                .number("Value")
                .number("Interval from")
                .number("Interval to")
                .number("Effect")
                .number("p")
                .number("p, corrected")
                .number("Noise floor");
        for (MeasureRow row : result.measures()) {
            table.row(
                    row.group(),
                    row.n(),
                    row.value(),
                    AuditTables.end(row.interval(), 0),
                    AuditTables.end(row.interval(), 1),
                    AuditTables.optional(row.effect()),
                    AuditTables.optional(row.p()),
                    AuditTables.optional(row.adjustedP()),
                    AuditTables.optional(row.noiseFloor()));
        }
        result.notes().forEach(table::provenance);
        table.provenance("p: corrected by Holm over all tests of the benchmarks that were run together. Noise floor: "
                + NOISE_FLOOR);
        table.provenance("Read from " + part.source().path() + ", SHA-256 "
                + part.source().sha256() + ".");
        AuditTables.provenance(table, run);
        return table.build();
    }

    /// What the noise floor of a benchmark is.
    public static final String NOISE_FLOOR =
            "the value that random labels reach; where there is no such reference, there is no floor.";

    /// Every text of the benchmarks with its log-probability, in full precision.
    public static Table items(AuditRun run) {
        Table.Builder table = Table.titled("Benchmark items")
                .text("benchmark")
                .text("source")
                .text("item")
                .text("fields")
                .number("value")
                .text("role")
                .text("text")
                .number("tokens")
                .number("log_probability");
        for (AuditRun.BenchmarkPart part : run.benchmarks()) {
            for (BenchmarkItem item : part.result().items()) {
                String fields = AuditTables.pairs(new TreeMap<>(item.fields()));
                for (BenchmarkItem.ScoredText text : item.texts()) {
                    table.row(
                            part.result().benchmark(),
                            part.result().source(),
                            item.id(),
                            fields,
                            item.value(),
                            text.role(),
                            text.text(),
                            text.tokens(),
                            text.logProbability());
                }
            }
        }
        AuditTables.provenance(table, run);
        return table.build();
    }

    /// A benchmark's first value in one plain sentence.
    public static String finding(BenchmarkResult result) {
        if (result.measures().isEmpty()) {
            return "The benchmark %s on %s gave no value.".formatted(result.benchmark(), result.model());
        }
        MeasureRow row = result.measures().getFirst();
        String interval = row.interval().isEmpty()
                ? ""
                : ", %.0f %% interval %s to %s"
                        .formatted(
                                100 * result.settings().level(),
                                number(row.interval().getFirst()),
                                number(row.interval().getLast()));
        String test = row.adjustedP() == null ? "not tested" : "corrected p = " + number(row.adjustedP());
        String floor = row.noiseFloor() == null ? "" : "; random labels reach " + number(row.noiseFloor());
        return "Benchmark %s on %s: %s is %s (n = %,d%s; %s%s)."
                .formatted(
                        result.benchmark(),
                        result.model(),
                        row.group(),
                        number(row.value()),
                        row.n(),
                        interval,
                        test,
                        floor);
    }

    /// The sentences of several results.
    public static List<String> findings(AuditRun run) {
        return run.benchmarks().stream().map(part -> finding(part.result())).toList();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 0.001 && value != 0 ? "%.1e" : "%.3f", value);
    }
}
