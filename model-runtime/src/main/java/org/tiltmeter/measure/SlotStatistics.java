package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.Estimate;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.work.Cancellation;

/// Summaries of one slot: each word's mean difference over templates, and how far the words lie from zero.
final class SlotStatistics {

    private final AuditSettings settings;
    private final Cancellation cancellation;

    SlotStatistics(AuditSettings settings, Cancellation cancellation) {
        this.settings = settings;
        this.cancellation = cancellation;
    }

    SlotSummary summary(String slot, List<String> words, List<ScoredPair> items, long seed) {
        Map<String, List<ScoredPair>> byWord = items.stream()
                .collect(Collectors.groupingBy(item -> item.pair().fills().getOrDefault(slot, "")));
        List<String> templates =
                items.stream().map(item -> item.pair().template()).distinct().toList();
        List<TermSummary> terms = new ArrayList<>();
        List<double[]> means = new ArrayList<>();
        for (String word : new LinkedHashSet<>(words)) {
            cancellation.throwIfRequested();
            List<ScoredPair> ofWord = byWord.getOrDefault(word, List.of());
            if (ofWord.isEmpty()) {
                continue;
            }
            Map<String, double[]> byTemplate =
                    LikelihoodSummary.differences(ofWord, item -> item.pair().template());
            terms.add(term(slot, word, byTemplate, ofWord.size(), seed + word.hashCode()));
            means.add(templates.stream()
                    .mapToDouble(template -> Samples.mean(byTemplate.getOrDefault(template, new double[0])))
                    .toArray());
        }
        return new SlotSummary(slot, terms, typicalShift(means, templates.size(), seed));
    }

    private TermSummary term(String slot, String word, Map<String, double[]> byTemplate, int pairs, long seed) {
        double[][] clusters = byTemplate.values().toArray(new double[0][]);
        double mean = 0;
        for (double[] cluster : clusters) {
            mean += Samples.mean(cluster) / clusters.length;
        }
        Interval interval = Bootstrap.clusterMean(clusters, settings.resamples(), settings.level(), seed)
                .accelerated();
        Interval shares = new Interval(share(interval.low()), share(interval.high()), interval.level());
        return new TermSummary(
                slot,
                word,
                clusters.length,
                pairs,
                new Estimate(mean, interval, clusters.length),
                new Estimate(share(mean), shares, clusters.length));
    }

    /// Share of group A if the two texts of a pair were the only choice: 1 / (1 + exp(−difference)).
    private static double share(double difference) {
        return 1 / (1 + Math.exp(-difference));
    }

    /// Mean over words of |mean over templates|, bootstrapped over templates.
    ///
    /// @param means mean difference per word and template, NaN where a word does not occur,
    ///     `[words][templates]`
    private Estimate typicalShift(List<double[]> means, int templates, long seed) {
        int[] all = java.util.stream.IntStream.range(0, templates).toArray();
        double value = typicalShift(means, all);
        if (templates < 2) {
            return new Estimate(value, Interval.unknown(settings.level()), templates);
        }
        Interval interval = Bootstrap.of(
                        templates,
                        drawn -> {
                            cancellation.throwIfRequested();
                            return typicalShift(means, drawn);
                        },
                        settings.resamples(),
                        settings.level(),
                        seed + 2)
                .accelerated();
        return new Estimate(value, interval, templates);
    }

    private static double typicalShift(List<double[]> means, int[] drawn) {
        double sum = 0;
        int words = 0;
        for (double[] ofWord : means) {
            double inner = 0;
            int present = 0;
            for (int template : drawn) {
                double value = ofWord[template];
                if (!Double.isNaN(value)) {
                    inner += value;
                    present++;
                }
            }
            if (present > 0) {
                sum += Math.abs(inner / present);
                words++;
            }
        }
        return words == 0 ? 0 : sum / words;
    }
}
