package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.Estimate;
import org.tiltmeter.statistics.LabelPermutationTest;
import org.tiltmeter.statistics.LabelPermutationTest.Statistic;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.statistics.SignFlipTest;
import org.tiltmeter.statistics.TestResult;

/// What each group's texts got on their own: shares of answers, rates of decisions and their
/// impact ratios, and the
/// test over more than two groups at once.
final class GroupShares {

    /// A group, its attribute and what was asked.
    private record Key(String measure, Outcome outcome, String attribute, String group) {}

    /// One text of a group, counted once however many pairs it stands in.
    private record Text(String template, String text) {}

    private final AuditSettings settings;
    private final Map<Key, Map<Text, Double>> values = new LinkedHashMap<>();

    GroupShares(AuditSettings settings, List<ScoredPair> items) {
        this.settings = settings;
        for (ScoredPair item : items) {
            if (!item.pair().control()) {
                add(item, item.pair().groupA(), item.pair().textA(), item.valueA());
                add(item, item.pair().groupB(), item.pair().textB(), item.valueB());
            }
        }
    }

    private void add(ScoredPair item, String group, String text, double value) {
        values.computeIfAbsent(
                        new Key(item.measure(), item.outcome(), item.pair().attribute(), group),
                        key -> new LinkedHashMap<>())
                .put(new Text(item.pair().template(), text), value);
    }

    /// Shares of the answers whose log-odds a measure gives.
    List<GroupSummary> summaries() {
        List<GroupSummary> summaries = new ArrayList<>();
        Map<Key, Double> highest = new HashMap<>();
        values.forEach((key, texts) -> {
            if (isDecision(key) && texts.size() >= GroupSummary.FEWEST_TEXTS) {
                highest.merge(all(key), rate(texts), Math::max);
            }
        });
        values.forEach((key, texts) -> {
            if (key.outcome().phrase().startsWith("preference for")
                    && !key.outcome().phrase().equals(Finding.PROFILES)) {
                summaries.add(summary(key, texts, highest.get(all(key))));
            }
        });
        return summaries;
    }

    private static Key all(Key key) {
        return new Key(key.measure(), key.outcome(), key.attribute(), "");
    }

    private static boolean isDecision(Key key) {
        return key.measure().equals(QuestionKind.DECISION.fileName())
                && key.outcome().unit().equals(Outcome.NATS)
                && !key.outcome().phrase().equals(Finding.PROFILES);
    }

    private static double rate(Map<Text, Double> texts) {
        return (double) selected(texts) / texts.size();
    }

    private static int selected(Map<Text, Double> texts) {
        return (int) texts.values().stream().filter(value -> value > 0).count();
    }

    private GroupSummary summary(Key key, Map<Text, Double> texts, @Nullable Double highest) {
        double[][] byTemplate = byTemplate(texts, value -> 1 / (1 + Math.exp(-value)));
        double mean = 0;
        for (double[] template : byTemplate) {
            mean += Samples.mean(template) / byTemplate.length;
        }
        boolean decision = isDecision(key);
        boolean few = texts.size() < GroupSummary.FEWEST_TEXTS;
        String answer =
                key.outcome().phrase().substring("preference for ".length()).split(" over ", 2)[0];
        return new GroupSummary(
                key.measure(),
                answer,
                key.attribute(),
                key.group(),
                new Estimate(
                        mean,
                        Bootstrap.clusterMean(
                                        byTemplate,
                                        Math.min(settings.resamples(), 2_000),
                                        settings.level(),
                                        settings.seed() + key.hashCode())
                                .percentile(),
                        byTemplate.length),
                texts.size(),
                selected(texts),
                decision && !few && highest != null && highest > 0 ? Double.valueOf(rate(texts) / highest) : null,
                decision && few);
    }

    private static double[][] byTemplate(
            Map<Text, Double> texts, java.util.function.DoubleUnaryOperator transformation) {
        Map<String, List<Double>> lists = new LinkedHashMap<>();
        texts.forEach((text, value) -> lists.computeIfAbsent(text.template(), key -> new ArrayList<>())
                .add(transformation.applyAsDouble(value)));
        return lists.values().stream()
                .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    /// One line per attribute with more than two groups: largest group mean less smallest, tested
    /// by exchanging labels
    /// within each template.
    List<MeasureRow> severalGroups() {
        Map<Key, List<Key>> attributes = new LinkedHashMap<>();
        values.keySet()
                .forEach(key -> attributes
                        .computeIfAbsent(all(key), none -> new ArrayList<>())
                        .add(key));
        List<MeasureRow> rows = new ArrayList<>();
        attributes.forEach((attribute, groups) -> {
            if (groups.size() > 2) {
                rows.add(range(attribute, groups));
            }
        });
        return rows;
    }

    private MeasureRow range(Key attribute, List<Key> groups) {
        Map<String, double[]> means = new LinkedHashMap<>();
        for (int g = 0; g < groups.size(); g++) {
            Map<String, List<Double>> lists = new LinkedHashMap<>();
            values.getOrDefault(groups.get(g), Map.of())
                    .forEach((text, value) -> lists.computeIfAbsent(text.template(), key -> new ArrayList<>())
                            .add(value));
            for (Map.Entry<String, List<Double>> template : lists.entrySet()) {
                double[] row = means.computeIfAbsent(template.getKey(), key -> missing(groups.size()));
                row[g] = Samples.mean(template.getValue().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
            }
        }
        double[][] complete = means.values().stream()
                .filter(row -> java.util.Arrays.stream(row).noneMatch(Double::isNaN))
                .toArray(double[][]::new);
        String name = attribute.attribute() + ": largest of " + groups.size() + " groups minus smallest"
                + (attribute.outcome().phrase().isEmpty()
                        ? ""
                        : ", " + attribute.outcome().phrase());
        if (complete.length == 0) {
            return row(attribute.measure(), name, Double.NaN, 0, null);
        }
        TestResult test = LabelPermutationTest.withinUnits(
                complete, Statistic.RANGE, settings.resamples(), settings.seed() + attribute.hashCode());
        return row(
                attribute.measure(),
                name,
                test.statistic(),
                complete.length,
                complete.length < SignFlipTest.FEWEST_UNITS ? null : Double.valueOf(test.p()));
    }

    private static double[] missing(int groups) {
        double[] row = new double[groups];
        java.util.Arrays.fill(row, Double.NaN);
        return row;
    }

    private static MeasureRow row(String measure, String name, double value, int n, @Nullable Double p) {
        return new MeasureRow(measure, name, value, List.of(), n, p, p, null, null);
    }
}
