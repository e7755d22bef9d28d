package org.tiltmeter.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.AskedText;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.measure.ScoredPair;
import org.tiltmeter.measure.benchmark.BenchmarkItem;
import org.tiltmeter.measure.benchmark.BenchmarkResult;
import org.tiltmeter.table.Table;

/// Compares a stored audit with the same audit computed again. Immutable.
///
/// @param bound how far results may drift under the circumstances
/// @param drifts the largest drift of each measure, and of the log-probabilities
/// @param differences what cannot be compared because it is not the same: other texts, other comparisons
public record Verification(Bound bound, List<Drift> drifts, List<String> differences) {

    /// Copies the lists.
    public Verification {
        drifts = List.copyOf(drifts);
        differences = List.copyOf(differences);
    }

    /// How far results may drift.
    ///
    /// @param perToken most nats of log-probability per token
    /// @param reason why: what differs from the first run
    public record Bound(double perToken, String reason) {

        /// Nothing differs: the numbers must be the same to the last bit.
        public static final Bound NONE = new Bound(0, "nothing differs from the first run");

        /// The first run does not say by what it was computed.
        public static final Bound UNKNOWN = new Bound(0.1, "by what the first run was computed is not recorded");

        /// Float32 sums in another order: other threads, processor, engine or system.
        private static final double FLOAT32 = 1e-4;

        /// Weights and sums in a type of 8 bits of precision on one of the two sides.
        private static final double REDUCED = 0.1;

        /// What may be expected when `again` differs from `first`.
        public static Bound between(RuntimeFacts first, RuntimeFacts again) {
            List<String> changed = new ArrayList<>();
            boolean reduced = false;
            if (!first.computeType().equals(again.computeType())) {
                changed.add("compute type " + first.computeType() + ", then " + again.computeType());
                reduced = true;
            }
            add(changed, "device", first.device(), again.device());
            add(changed, "engine", first.engine(), again.engine());
            add(changed, "threads", Integer.toString(first.threads()), Integer.toString(again.threads()));
            add(changed, "operating system", first.operatingSystem(), again.operatingSystem());
            add(changed, "program", first.program(), again.program());
            if (changed.isEmpty()) {
                return NONE;
            }
            boolean exact = again.computeType().toLowerCase(Locale.ROOT).startsWith("exact");
            return new Bound(reduced || !exact ? REDUCED : FLOAT32, String.join("; ", changed));
        }

        private static void add(List<String> changed, String what, String first, String again) {
            if (!first.equals(again)) {
                changed.add(what + " " + first + ", then " + again);
            }
        }
    }

    /// How far one thing has moved at most.
    ///
    /// @param what the measure, or `log-probability`
    /// @param where the comparison or text with the largest drift
    /// @param stored its value in the session
    /// @param fresh its value now
    /// @param drift absolute difference, in the measure's unit
    /// @param allowed most that the bound allows
    public record Drift(String what, String where, double stored, double fresh, double drift, double allowed) {

        /// Whether the drift lies within its bound.
        public boolean isWithinBound() {
            return drift <= allowed;
        }
    }

    /// Compares two results of the same audit.
    ///
    /// @param stored as the session holds it
    /// @param fresh computed again
    public static Verification of(AuditResult stored, AuditResult fresh, Bound bound) {
        List<String> differences = new ArrayList<>();
        if (!stored.settings().equals(fresh.settings())) {
            differences.add("The settings differ: " + stored.settings() + " and " + fresh.settings() + ".");
        }
        List<Drift> drifts = new ArrayList<>();
        double perText = texts(stored, fresh, bound, drifts, differences);
        measures(stored.measures(), fresh.measures(), 2 * perText, drifts, differences);
        return new Verification(bound, drifts, differences);
    }

    /// Compares two results of the same benchmark. Where log-probabilities may drift, an item
    /// whose two texts lie
    /// nearer to each other than that may be decided the other way, and a value that counts
    /// such decisions, which is a
    /// percentage at most, may drift by as much.
    ///
    /// @param stored as the session holds it
    /// @param fresh computed again
    public static Verification of(BenchmarkResult stored, BenchmarkResult fresh, Bound bound) {
        List<String> differences = new ArrayList<>();
        List<Drift> drifts = new ArrayList<>();
        if (stored.items().size() != fresh.items().size()) {
            differences.add("The numbers of items differ: " + stored.items().size() + " and "
                    + fresh.items().size() + ".");
            return new Verification(bound, drifts, differences);
        }
        Drift worst = new Drift("log-probability", "every text", 0, 0, 0, 0);
        double longest = 0;
        for (int i = 0; i < stored.items().size(); i++) {
            BenchmarkItem a = stored.items().get(i);
            BenchmarkItem b = fresh.items().get(i);
            if (!texts(a).equals(texts(b))) {
                differences.add("Item " + a.id() + " is not the same.");
                return new Verification(bound, drifts, differences);
            }
            for (int k = 0; k < a.texts().size(); k++) {
                BenchmarkItem.ScoredText one = a.texts().get(k);
                double now = b.texts().get(k).logProbability();
                longest = Math.max(longest, one.tokens());
                worst = worse(worst, one.text(), one.logProbability(), now, bound, one.tokens());
            }
        }
        drifts.add(worst);
        double perPair = 2 * longest * bound.perToken();
        long near = perPair == 0
                ? 0
                : stored.items().stream().filter(item -> isNear(item, perPair)).count();
        double decisions =
                stored.items().isEmpty() ? 0 : 100.0 * near / stored.items().size();
        measures(stored.measures(), fresh.measures(), perPair + decisions, drifts, differences);
        return new Verification(bound, drifts, differences);
    }

    private static List<String> texts(BenchmarkItem item) {
        return item.texts().stream()
                .map(text -> text.role() + " " + text.tokens() + " " + text.text())
                .toList();
    }

    private static boolean isNear(BenchmarkItem item, double distance) {
        double[] sorted = item.texts().stream()
                .mapToDouble(BenchmarkItem.ScoredText::logProbability)
                .sorted()
                .toArray();
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] - sorted[i - 1] <= distance) {
                return true;
            }
        }
        return false;
    }

    /// Whether everything could be compared and lies within its bound.
    public boolean repeats() {
        return differences.isEmpty() && drifts.stream().allMatch(Drift::isWithinBound);
    }

    /// The largest drift of all.
    public Optional<Drift> largest() {
        return drifts.stream().max(java.util.Comparator.comparingDouble(Drift::drift));
    }

    /// The same as a table.
    public Table table() {
        Table.Builder table = Table.titled("Largest drift")
                .text("What")
                .text("Where")
                .number("Stored")
                .number("Now")
                .number("Drift")
                .number("Allowed")
                .text("Repeats");
        for (Drift drift : drifts) {
            table.row(
                    drift.what(),
                    drift.where(),
                    drift.stored(),
                    drift.fresh(),
                    drift.drift(),
                    drift.allowed(),
                    drift.isWithinBound() ? "yes" : "no");
        }
        table.provenance("Allowed drift: " + bound.perToken() + " nats per token, because " + bound.reason() + ".");
        differences.forEach(table::provenance);
        return table.build();
    }

    /// @return most drift that the bound allows in one text
    private static double texts(
            AuditResult stored, AuditResult fresh, Bound bound, List<Drift> drifts, List<String> differences) {
        if (stored.items().size() != fresh.items().size()) {
            differences.add("The numbers of pairs differ: " + stored.items().size() + " and "
                    + fresh.items().size() + ".");
            return 0;
        }
        Drift worst = new Drift("log-probability", "every text", 0, 0, 0, 0);
        double longest = 0;
        int others = 0;
        for (int i = 0; i < stored.items().size(); i++) {
            ScoredPair a = stored.items().get(i);
            ScoredPair b = fresh.items().get(i);
            if (!a.pair().equals(b.pair()) || a.tokensA() != b.tokensA() || a.tokensB() != b.tokensB()) {
                differences.add("Pair " + i + " is not the same: \"" + a.pair().textA() + "\" and \""
                        + b.pair().textA() + "\".");
                return 0;
            }
            longest = Math.max(longest, Math.max(a.tokensA(), a.tokensB()));
            worst = worse(worst, a.pair().textA(), a.logProbabilityA(), b.logProbabilityA(), bound, a.tokensA());
            worst = worse(worst, a.pair().textB(), a.logProbabilityB(), b.logProbabilityB(), bound, a.tokensB());
            for (int k = 0; k < a.asked().size(); k++) {
                AskedText one = a.asked().get(k);
                Optional<AskedText> other =
                        k < b.asked().size() ? Optional.of(b.asked().get(k)) : Optional.empty();
                if (other.isEmpty() || !other.get().answer().equals(one.answer())) {
                    others++;
                } else {
                    // the value of a text is a difference of two such answers
                    longest = Math.max(longest, 2.0 * one.tokens());
                    double now = other.get().logProbability();
                    worst = worse(worst, one.text() + one.answer(), one.logProbability(), now, bound, one.tokens());
                }
            }
        }
        if (others > 0) {
            differences.add(others + " answers are not the same; an answer that the model writes takes another way as"
                    + " soon as one of its probabilities moves a little.");
        }
        drifts.add(worst);
        return longest * bound.perToken();
    }

    /// The drift that lies furthest beyond its bound, or else the largest.
    private static Drift worse(Drift worst, String text, double stored, double fresh, Bound bound, int tokens) {
        Drift drift = drift("log-probability", text, stored, fresh, tokens * bound.perToken());
        double beyond = drift.drift() - drift.allowed();
        double before = worst.drift() - worst.allowed();
        boolean bothWithin = worst.isWithinBound() && drift.isWithinBound();
        boolean isWorse = bothWithin ? drift.drift() > worst.drift() : beyond > before;
        return isWorse ? drift : worst;
    }

    /// A mean of differences moves at most as far as two texts do.
    private static void measures(
            List<MeasureRow> stored,
            List<MeasureRow> fresh,
            double allowed,
            List<Drift> drifts,
            List<String> differences) {
        Map<String, MeasureRow> again = new LinkedHashMap<>();
        fresh.forEach(row -> again.put(row.id() + " " + row.group(), row));
        Map<String, Drift> worst = new LinkedHashMap<>();
        for (MeasureRow row : stored) {
            MeasureRow other = again.remove(row.id() + " " + row.group());
            if (other == null) {
                differences.add("The comparison " + row.group() + " of " + row.id() + " is missing now.");
            } else {
                if (row.n() != other.n()) {
                    differences.add("The comparison " + row.group() + " rests on " + row.n() + " units, now on "
                            + other.n() + ".");
                }
                keep(worst, drift(row.id(), row.group(), row.value(), other.value(), allowed));
                keep(worst, interval(row, other, allowed));
                if (allowed == 0) {
                    keep(worst, optional(row.id() + " p", row, row.p(), other.p()));
                    keep(worst, optional(row.id() + " effect", row, row.effect(), other.effect()));
                    keep(worst, optional(row.id() + " noise floor", row, row.noiseFloor(), other.noiseFloor()));
                }
            }
        }
        again.keySet().forEach(missing -> differences.add("The comparison " + missing + " is new."));
        drifts.addAll(worst.values());
    }

    private static Drift interval(MeasureRow row, MeasureRow other, double allowed) {
        String what = row.id() + " interval";
        if (row.interval().size() != 2 || other.interval().size() != 2) {
            return drift(
                    what, row.group(), row.interval().size(), other.interval().size(), 0);
        }
        Drift low =
                drift(what, row.group(), row.interval().get(0), other.interval().get(0), allowed);
        Drift high =
                drift(what, row.group(), row.interval().get(1), other.interval().get(1), allowed);
        return low.drift() >= high.drift() ? low : high;
    }

    private static Drift optional(String what, MeasureRow row, @Nullable Double stored, @Nullable Double fresh) {
        double a = stored == null ? Double.NaN : stored;
        double b = fresh == null ? Double.NaN : fresh;
        return drift(what, row.group(), a, b, 0);
    }

    private static void keep(Map<String, Drift> worst, Drift drift) {
        worst.merge(drift.what(), drift, (a, b) -> a.drift() >= b.drift() ? a : b);
    }

    private static Drift drift(String what, String where, double stored, double fresh, double allowed) {
        boolean same = Double.compare(stored, fresh) == 0;
        double drift = same ? 0 : Math.abs(stored - fresh);
        return new Drift(what, where, stored, fresh, Double.isNaN(drift) ? Double.POSITIVE_INFINITY : drift, allowed);
    }
}
