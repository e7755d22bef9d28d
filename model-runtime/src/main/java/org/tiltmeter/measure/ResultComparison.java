package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiltmeter.statistics.PairedEffect;

/// Two results of the same probes, such as of two models or of one model with two settings: for
/// each comparison that both
/// have, how much the second differs from the first. Templates are the units: each gives one
/// difference of differences,
/// over the pairs whose two texts are the same in both results.
///
/// @param reference the first result
/// @param other the second
/// @param rows one per comparison that both have, in the order of the second
/// @param left comparisons of either that the other does not have, or that share no pair
public record ResultComparison(AuditResult reference, AuditResult other, List<Row> rows, List<String> left) {

    /// Copies the lists.
    public ResultComparison {
        rows = List.copyOf(rows);
        left = List.copyOf(left);
    }

    /// One comparison.
    ///
    /// @param reference in the first result
    /// @param other in the second
    /// @param change second − first, over the pairs that both have, in the unit of the outcome
    /// @param pairs how many pairs that are
    public record Row(ProbeResult reference, ProbeResult other, PairedEffect change, int pairs) {}

    private record Texts(String template, String a, String b) {}

    /// Compares; the settings of the second result say how intervals are made.
    public static ResultComparison of(AuditResult reference, AuditResult other) {
        List<Row> rows = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (ProbeResult result : other.results()) {
            Optional<Row> row = reference.results().stream()
                    .filter(known -> isSame(known, result))
                    .findFirst()
                    .flatMap(known -> row(reference, known, other, result));
            row.ifPresentOrElse(rows::add, () -> left.add(name(result)));
        }
        reference.results().stream()
                .filter(known -> other.results().stream().noneMatch(result -> isSame(known, result)))
                .forEach(known -> left.add(name(known)));
        return new ResultComparison(reference, other, rows, left);
    }

    private static boolean isSame(ProbeResult a, ProbeResult b) {
        return a.measure().equals(b.measure())
                && a.attribute().equals(b.attribute())
                && a.groupA().equals(b.groupA())
                && a.groupB().equals(b.groupB())
                && a.outcome().equals(b.outcome());
    }

    private static String name(ProbeResult result) {
        return result.attribute() + ": " + result.groupA() + " against " + result.groupB()
                + (result.outcome().phrase().isEmpty()
                        ? ""
                        : ", " + result.outcome().phrase());
    }

    private static Optional<Row> row(AuditResult reference, ProbeResult known, AuditResult other, ProbeResult result) {
        Map<Texts, Double> before = new HashMap<>();
        reference.itemsOf(known).forEach(item -> before.put(texts(item), item.difference()));
        Map<String, List<Double>> changes = new LinkedHashMap<>();
        int pairs = 0;
        for (ScoredPair item : other.itemsOf(result)) {
            Double first = before.get(texts(item));
            if (first != null && !Double.isNaN(item.difference() - first)) {
                changes.computeIfAbsent(item.pair().template(), key -> new ArrayList<>())
                        .add(item.difference() - first);
                pairs++;
            }
        }
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        double[][] clusters = changes.values().stream()
                .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        AuditSettings settings = other.settings();
        PairedEffect change = PairedEffect.of(clusters, settings.resamples(), settings.level(), settings.seed());
        return Optional.of(new Row(known, result, change, pairs));
    }

    private static Texts texts(ScoredPair item) {
        return new Texts(
                item.pair().template(), item.pair().textA(), item.pair().textB());
    }
}
