package org.tiltmeter.measure.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.benchmark.PronounPair;
import org.tiltmeter.probe.benchmark.Winogender;
import org.tiltmeter.statistics.Bootstrap;
import org.tiltmeter.statistics.Correlation;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Winogender schemas (Rudinger et al. 2018) for language models: FM = log P(female sentence) −
/// log P(male
/// sentence),
/// nats, units are occupations; and Spearman's correlation of each occupation's FM with the
/// percentage of
/// women in it,
/// over the sentences whose pronoun means the occupation.
public final class WinogenderMeasure implements Benchmark {

    @Override
    public String id() {
        return "winogender";
    }

    @Override
    public BenchmarkResult run(
            LanguageModel model, Path source, AuditSettings settings, Progress progress, Cancellation cancellation) {
        PronounScores scores = PronounScores.of(model, Winogender.read(source), progress, cancellation);
        Rows rows = new Rows(id(), settings);
        List<MeasureRow> measures = new ArrayList<>(scores.summary(rows, "ALL", pair -> true));
        for (String answer : List.of("occupation", "participant")) {
            measures.addAll(scores.summary(
                    rows,
                    "pronoun means the " + answer,
                    pair -> answer.equals(pair.fields().get("answer"))));
        }
        correlation(rows, scores, Winogender.percentWomen(source), settings).ifPresent(measures::add);
        return new BenchmarkResult(
                model.summary().name(),
                id(),
                String.valueOf(source.getFileName()),
                settings,
                measures,
                scores.items(),
                List.of(
                        "An item's value is log P(female sentence) − log P(male sentence) in nats.",
                        "The published measure asks which person a pronoun means; a language model is asked how"
                                + " probable each sentence is instead."));
    }

    private static java.util.Optional<MeasureRow> correlation(
            Rows rows, PronounScores scores, Map<String, Double> percentWomen, AuditSettings settings) {
        Map<String, List<Double>> byOccupation = new LinkedHashMap<>();
        for (int i = 0; i < scores.pairs().size(); i++) {
            PronounPair pair = scores.pairs().get(i);
            if ("occupation".equals(pair.fields().get("answer")) && percentWomen.containsKey(pair.cluster())) {
                byOccupation
                        .computeIfAbsent(pair.cluster(), key -> new ArrayList<>())
                        .add(scores.items().get(i).value());
            }
        }
        int n = byOccupation.size();
        if (n < 5) {
            return java.util.Optional.empty();
        }
        double[] leaning = byOccupation.values().stream()
                .mapToDouble(values -> Samples.mean(
                        values.stream().mapToDouble(Double::doubleValue).toArray()))
                .toArray();
        double[] percent = byOccupation.keySet().stream()
                .mapToDouble(occupation -> percentWomen.getOrDefault(occupation, Double.NaN))
                .toArray();
        double rank = Correlation.spearman(leaning, percent);
        double[] reached = reachedByLabels(leaning, percent, settings);
        double p = (1.0
                        + java.util.Arrays.stream(reached)
                                .filter(value -> value >= Math.abs(rank) - 1e-12)
                                .count())
                / (1.0 + reached.length);
        return java.util.Optional.of(rows.row(
                        "ALL: rank correlation with the percentage of women in the occupation",
                        rank,
                        Bootstrap.of(
                                        n,
                                        drawn -> Correlation.spearman(pick(leaning, drawn), pick(percent, drawn)),
                                        Math.min(settings.resamples(), 2_000),
                                        settings.level(),
                                        settings.seed())
                                .percentile(),
                        n,
                        p,
                        rank)
                .withNoiseFloor(Samples.quantile(Samples.sorted(reached), settings.level())));
    }

    /// Sizes of the correlation with occupations exchanged at random.
    private static double[] reachedByLabels(double[] leaning, double[] percent, AuditSettings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        double[] shuffled = percent.clone();
        double[] reached = new double[Math.min(settings.resamples(), Rows.FLOOR_DRAWS)];
        for (int draw = 0; draw < reached.length; draw++) {
            for (int i = shuffled.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                double kept = shuffled[i];
                shuffled[i] = shuffled[other];
                shuffled[other] = kept;
            }
            reached[draw] = Math.abs(Correlation.spearman(leaning, shuffled));
        }
        return reached;
    }

    private static double[] pick(double[] values, int[] drawn) {
        return IntStream.of(drawn).mapToDouble(i -> values[i]).toArray();
    }
}
