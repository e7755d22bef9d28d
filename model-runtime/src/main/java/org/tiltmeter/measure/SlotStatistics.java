package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.Corrections;
import org.tiltmeter.statistics.Estimate;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.statistics.SignFlipTest;
import org.tiltmeter.statistics.WestfallYoung;
import org.tiltmeter.work.Cancellation;

/// Summaries of one slot: each word's mean difference over templates, and how far the words lie
/// from zero.
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
        // every word draws with a seed of its own: the order in which words are finished changes nothing
        List<Word> found = words.stream().distinct().filter(byWord::containsKey).toList().parallelStream()
                .map(word -> word(slot, word, byWord.getOrDefault(word, List.of()), templates, seed))
                .toList();
        cancellation.throwIfRequested();
        List<TermSummary> terms = found.stream().map(Word::summary).toList();
        List<double[]> means = found.stream().map(Word::means).toList();
        return new SlotSummary(slot, corrected(terms, means, seed), typicalShift(means, templates.size(), seed));
    }

    /// @param means mean difference per template, NaN where the word does not occur, `[templates]`
    private record Word(TermSummary summary, double[] means) {}

    private Word word(String slot, String word, List<ScoredPair> items, List<String> templates, long seed) {
        cancellation.throwIfRequested();
        Map<String, double[]> byTemplate =
                PairSummary.differences(items, item -> item.pair().template());
        boolean likelihood = items.getFirst().outcome().equals(Outcome.LIKELIHOOD);
        return new Word(
                term(slot, word, byTemplate, items.size(), likelihood, seed + word.hashCode()),
                templates.stream()
                        .mapToDouble(template -> Samples.mean(byTemplate.getOrDefault(template, new double[0])))
                        .toArray());
    }

    /// Corrects the words' tests for there being many.
    private List<TermSummary> corrected(List<TermSummary> terms, List<double[]> means, long seed) {
        List<TermSummary> tested =
                terms.stream().filter(term -> term.p() != null).toList();
        if (tested.isEmpty()) {
            return terms;
        }
        boolean complete = tested.size() == terms.size()
                && means.stream().flatMapToDouble(Arrays::stream).noneMatch(Double::isNaN);
        double[] p = tested.stream()
                .map(TermSummary::p)
                .mapToDouble(java.util.Objects::requireNonNull)
                .toArray();
        double[] adjusted = complete
                ? WestfallYoung.signFlip(means.toArray(new double[0][]), settings.resamples(), seed + 3, cancellation)
                : Corrections.benjaminiHochberg(p);
        List<TermSummary> corrected = new ArrayList<>();
        int next = 0;
        for (TermSummary term : terms) {
            corrected.add(term.p() == null ? term : term.withAdjustedP(Math.max(p[next], adjusted[next++])));
        }
        return corrected;
    }

    private TermSummary term(
            String slot, String word, Map<String, double[]> byTemplate, int pairs, boolean likelihood, long seed) {
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
                likelihood
                        ? new Estimate(share(mean), shares, clusters.length)
                        : new Estimate(Double.NaN, Interval.unknown(settings.level()), clusters.length),
                p(clusters, seed),
                null);
    }

    private @Nullable Double p(double[][] clusters, long seed) {
        return clusters.length < SignFlipTest.FEWEST_UNITS
                ? null
                : Double.valueOf(SignFlipTest.of(
                                Arrays.stream(clusters)
                                        .mapToDouble(Samples::mean)
                                        .toArray(),
                                settings.resamples(),
                                seed + 1)
                        .p());
    }

    /// Share of group A if the two texts of a pair were the only choice: 1 / (1 +
    /// exp(−difference)).
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
