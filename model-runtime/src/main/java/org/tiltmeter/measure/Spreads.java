package org.tiltmeter.measure;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tiltmeter.statistics.Samples;

/// Takes the differences of one comparison apart.
final class Spreads {

    private Spreads() {}

    /// @param items pairs of one comparison, at least one
    static Spread of(List<ScoredPair> items) {
        double[] all = items.stream().mapToDouble(ScoredPair::difference).toArray();
        double mean = Samples.mean(all);
        double squares = 0;
        for (double difference : all) {
            squares += difference * difference;
        }
        double attribute = all.length * mean * mean;
        double template = between(items, mean, item -> item.pair().template());
        double term = between(
                items,
                mean,
                item -> item.pair().termA() + "\u0000" + item.pair().termB());
        double slot = between(items, mean, item -> item.pair().fills().toString());
        double parts = attribute + template + term + slot;
        double total = Math.max(squares, parts);
        double[] templates = PairSummary.differences(items, item -> item.pair().template()).values().stream()
                .mapToDouble(Samples::mean)
                .toArray();
        double overall = Samples.mean(templates);
        double low = Double.NaN;
        double high = Double.NaN;
        int agreeing = 0;
        for (double one : templates) {
            agreeing += Math.signum(one) == Math.signum(overall) ? 1 : 0;
            if (templates.length > 1) {
                double without = (overall * templates.length - one) / (templates.length - 1);
                low = Double.isNaN(low) ? without : Math.min(low, without);
                high = Double.isNaN(high) ? without : Math.max(high, without);
            }
        }
        return new Spread(
                share(attribute, total),
                share(template, total),
                share(term, total),
                share(slot, total),
                share(Math.max(0, total - parts), total),
                (double) agreeing / templates.length,
                low,
                high);
    }

    private static double share(double part, double total) {
        return total > 0 ? part / total : 0;
    }

    private static double between(List<ScoredPair> items, double mean, Function<ScoredPair, String> factor) {
        Map<String, List<ScoredPair>> levels = items.stream().collect(Collectors.groupingBy(factor));
        double squares = 0;
        for (List<ScoredPair> level : levels.values()) {
            double away =
                    level.stream().mapToDouble(ScoredPair::difference).average().orElse(mean) - mean;
            squares += level.size() * away * away;
        }
        return squares;
    }
}
