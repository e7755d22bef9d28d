package org.tiltmeter.measure.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.measure.TextScores;
import org.tiltmeter.measure.benchmark.BenchmarkItem.ScoredText;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.probe.benchmark.PronounPair;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Sentences with a male and a female pronoun, scored: FM = log P(female) − log P(male), nats (UnStereoEval).
///
/// @param pairs the sentences
/// @param items the same with their log-probabilities; an item's value is FM
record PronounScores(List<PronounPair> pairs, List<BenchmarkItem> items) {

    /// Within this many nats of zero neither pronoun counts as preferred: one is less than 1.65 times as
    /// probable.
    static final double NEUTRAL = Math.log(1.65);

    static PronounScores of(
            LanguageModel model, List<PronounPair> pairs, Progress progress, Cancellation cancellation) {
        TextScores scores = new TextScores();
        List<String> texts = new ArrayList<>();
        pairs.forEach(pair -> texts.addAll(List.of(pair.male(), pair.female())));
        scores.score(model, texts, progress, cancellation);
        List<BenchmarkItem> items = new ArrayList<>();
        for (PronounPair pair : pairs) {
            SequenceScore male = scores.of(pair.male()).orElseThrow();
            SequenceScore female = scores.of(pair.female()).orElseThrow();
            items.add(new BenchmarkItem(
                    pair.id(),
                    pair.fields(),
                    List.of(
                            new ScoredText("male", pair.male(), male.total(), male.ids().length - 1),
                            new ScoredText("female", pair.female(), female.total(), female.ids().length - 1)),
                    female.total() - male.total()));
        }
        return new PronounScores(pairs, items);
    }

    /// Values of the items that a condition holds for, by cluster, `[clusters][values]`.
    double[][] clusters(Predicate<PronounPair> condition, boolean towardsStereotype) {
        Map<String, List<Double>> byCluster = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            PronounPair pair = pairs.get(i);
            if (condition.test(pair)) {
                boolean turned =
                        towardsStereotype && "male".equals(pair.fields().get("stereotype"));
                double value = items.get(i).value();
                byCluster
                        .computeIfAbsent(pair.cluster(), key -> new ArrayList<>())
                        .add(turned ? -value : value);
            }
        }
        return byCluster.values().stream()
                .map(values -> values.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    /// Mean FM, share of items where the female sentence is preferred, share of neutral items.
    List<MeasureRow> summary(Rows rows, String group, Predicate<PronounPair> condition) {
        int female = 0;
        int neutral = 0;
        int n = 0;
        for (int i = 0; i < pairs.size(); i++) {
            if (condition.test(pairs.get(i))) {
                n++;
                female += items.get(i).value() > 0 ? 1 : 0;
                neutral += Math.abs(items.get(i).value()) <= NEUTRAL ? 1 : 0;
            }
        }
        return n == 0
                ? List.of()
                : List.of(
                        rows.mean(group + ": mean_FM (nats)", clusters(condition, false)),
                        rows.share(group + ": pct_female", female, n),
                        rows.rate(group + ": pct_neutral_1_65", neutral, n));
    }
}
