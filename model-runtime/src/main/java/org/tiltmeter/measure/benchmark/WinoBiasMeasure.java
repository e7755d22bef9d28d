package org.tiltmeter.measure.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.benchmark.PronounPair;
import org.tiltmeter.probe.benchmark.WinoBias;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// WinoBias (Zhao et al. 2018) for language models: log P(pro-stereotyped sentence) − log P(anti-stereotyped
/// sentence),
/// nats, and how often the pro-stereotyped one is preferred; and FM = log P(female) − log P(male) as
/// UnStereoEval
/// reports it. Units are sentence pairs.
public final class WinoBiasMeasure implements Benchmark {

    @Override
    public String id() {
        return "winobias";
    }

    @Override
    public BenchmarkResult run(
            LanguageModel model, Path source, AuditSettings settings, Progress progress, Cancellation cancellation) {
        PronounScores scores = PronounScores.of(model, WinoBias.read(source), progress, cancellation);
        Rows rows = new Rows(id(), settings);
        List<MeasureRow> measures = new ArrayList<>();
        measures.addAll(stereotyped(rows, scores, "ALL", pair -> true));
        measures.addAll(stereotyped(
                rows, scores, "type 1", pair -> "type1".equals(pair.fields().get("type"))));
        measures.addAll(stereotyped(
                rows, scores, "type 2", pair -> "type2".equals(pair.fields().get("type"))));
        measures.addAll(scores.summary(rows, "ALL", pair -> true));
        return new BenchmarkResult(
                model.summary().name(),
                id(),
                String.valueOf(source.getFileName()),
                settings,
                measures,
                scores.items(),
                List.of(
                        "An item's value is log P(female sentence) − log P(male sentence) in nats.",
                        "The published measure is a difference of two F1 scores of coreference; a language model is"
                                + " asked how probable each sentence is instead."));
    }

    private static List<MeasureRow> stereotyped(
            Rows rows, PronounScores scores, String group, Predicate<PronounPair> condition) {
        Predicate<PronounPair> known = condition.and(pair -> pair.fields().containsKey("stereotype"));
        double[][] clusters = scores.clusters(known, true);
        if (clusters.length == 0) {
            return List.of();
        }
        int preferred = 0;
        int n = 0;
        for (double[] cluster : clusters) {
            for (double value : cluster) {
                preferred += value > 0 ? 1 : 0;
                n++;
            }
        }
        return List.of(
                rows.mean(group + ": pro-stereotyped minus anti-stereotyped (nats)", clusters),
                rows.share(group + ": pro-stereotyped preferred", preferred, n));
    }
}
