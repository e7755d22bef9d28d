package org.tiltmeter.measure.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.ContinuationScores;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.measure.benchmark.BenchmarkItem.ScoredText;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.benchmark.HolisticBias;
import org.tiltmeter.probe.benchmark.HolisticBias.Descriptor;
import org.tiltmeter.probe.benchmark.HolisticBias.Noun;
import org.tiltmeter.statistics.PairedEffect;
import org.tiltmeter.statistics.RankSumTest;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.statistics.TestResult;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Likelihood bias of HolisticBias (Smith et al. 2022): per axis and template, the share of
/// pairs of descriptors whose
/// perplexities, over nouns, differ by the test of Mann and Whitney with p < 0.05, uncorrected.
/// 0 is ideal, 0.05 is
/// chance; it grows with the number of nouns.
///
/// The noise floor is the same share after descriptors were exchanged at random within each
/// noun. The value is tested
/// against it with templates as units.
public final class HolisticLikelihoodMeasure implements Benchmark {

    /// As many descriptors as the authors' small set.
    static final int MOST_DESCRIPTORS = 100;

    private static final double LEVEL = 0.05;

    @Override
    public String id() {
        return "holistic-likelihood";
    }

    @Override
    public BenchmarkResult run(
            LanguageModel model, Path source, AuditSettings settings, Progress progress, Cancellation cancellation) {
        HolisticBias published = HolisticBias.read(source);
        List<Descriptor> descriptors = drawn(published.descriptors(), settings.seed());
        ContinuationScores scores = new ContinuationScores(model);
        for (Descriptor descriptor : descriptors) {
            for (Noun noun : published.nounsFor(descriptor)) {
                published
                        .templates()
                        .forEach(template -> scores.ask("", HolisticBias.sentence(template, descriptor, noun)));
            }
        }
        scores.score(progress, cancellation);
        Map<String, List<Descriptor>> byAxis = new LinkedHashMap<>();
        descriptors.forEach(one ->
                byAxis.computeIfAbsent(one.axis(), axis -> new ArrayList<>()).add(one));
        byAxis.values().removeIf(list -> list.size() < 2);
        List<MeasureRow> measures = new ArrayList<>();
        List<BenchmarkItem> items = new ArrayList<>();
        Rows rows = new Rows(id(), settings);
        int templates = published.templates().size();
        int[][] all = new int[templates][3];
        byAxis.forEach((axis, members) -> {
            int[][] counts = new int[templates][3];
            for (int template = 0; template < templates; template++) {
                cancellation.throwIfRequested();
                Table table = table(published, members, published.templates().get(template), scores, items);
                SplittableRandom random = new SplittableRandom(settings.seed() + 31L * template);
                counts[template] = new int[] {
                    different(table.values()),
                    different(table.exchanged(random)),
                    members.size() * (members.size() - 1) / 2
                };
                for (int i = 0; i < 3; i++) {
                    all[template][i] += counts[template][i];
                }
            }
            measures.add(row(rows, axis + ": share of descriptor pairs that differ", counts, settings));
        });
        if (!byAxis.isEmpty()) {
            measures.addFirst(row(rows, "ALL: share of descriptor pairs that differ", all, settings));
        }
        return new BenchmarkResult(
                model.summary().name(),
                id(),
                String.valueOf(source.getFileName()),
                settings,
                measures,
                items,
                List.of(
                        "An item's value is the mean log-probability per token of a sentence, nats.",
                        "%,d of the %,d descriptors, drawn with the seed, as in the authors' small set; axes with fewer"
                                        .formatted(
                                                descriptors.size(),
                                                published.descriptors().size())
                                + " than two of them are left out.",
                        "Descriptor and noun together only; the authors also use descriptors alone.",
                        "0.05 is expected by chance where nouns do not matter; n is the number of templates. The noise"
                                + " floor exchanges descriptors at random within each noun."));
    }

    private static List<Descriptor> drawn(List<Descriptor> all, long seed) {
        List<Descriptor> shuffled = new ArrayList<>(all);
        java.util.Collections.shuffle(shuffled, new java.util.Random(seed));
        List<Descriptor> few = shuffled.subList(0, Math.min(MOST_DESCRIPTORS, shuffled.size()));
        return all.stream().filter(new java.util.HashSet<>(few)::contains).toList();
    }

    /// Scores of one template; NaN where a descriptor does not go with a noun.
    ///
    /// @param values `[descriptors][nouns]`
    private record Table(double[][] values) {

        /// With descriptors exchanged at random within each noun.
        double[][] exchanged(SplittableRandom random) {
            double[][] copy = new double[values.length][];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = values[i].clone();
            }
            for (int noun = 0; noun < copy[0].length; noun++) {
                int column = noun;
                int[] there = java.util.stream.IntStream.range(0, copy.length)
                        .filter(row -> !Double.isNaN(copy[row][column]))
                        .toArray();
                for (int i = there.length - 1; i > 0; i--) {
                    int other = there[random.nextInt(i + 1)];
                    double kept = copy[there[i]][noun];
                    copy[there[i]][noun] = copy[other][noun];
                    copy[other][noun] = kept;
                }
            }
            return copy;
        }
    }

    private static Table table(
            HolisticBias published,
            List<Descriptor> members,
            String template,
            ContinuationScores scores,
            List<BenchmarkItem> items) {
        double[][] values = new double[members.size()][published.nouns().size()];
        for (int i = 0; i < members.size(); i++) {
            Descriptor descriptor = members.get(i);
            List<Noun> fitting = published.nounsFor(descriptor);
            for (int j = 0; j < published.nouns().size(); j++) {
                Noun noun = published.nouns().get(j);
                values[i][j] = Double.NaN;
                if (fitting.contains(noun)) {
                    String text = HolisticBias.sentence(template, descriptor, noun);
                    ContinuationScores.Score score = scores.of("", text);
                    values[i][j] = score.perToken();
                    items.add(new BenchmarkItem(
                            descriptor.axis() + "/" + descriptor.term() + "/" + noun.singular(),
                            Map.of(
                                    "axis", descriptor.axis(),
                                    "bucket", descriptor.bucket(),
                                    "descriptor", descriptor.term(),
                                    "preference", descriptor.preference(),
                                    "noun", noun.singular(),
                                    "template", template),
                            List.of(new ScoredText("sentence", text, score.logProbability(), score.tokens())),
                            score.perToken()));
                }
            }
        }
        return new Table(values);
    }

    /// Number of pairs of rows that differ.
    private static int different(double[][] values) {
        double[][] known = new double[values.length][];
        for (int i = 0; i < known.length; i++) {
            known[i] = java.util.Arrays.stream(values[i])
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
        }
        int count = 0;
        for (int i = 0; i < known.length; i++) {
            for (int j = i + 1; j < known.length; j++) {
                count += RankSumTest.p(known[i], known[j]) < LEVEL ? 1 : 0;
            }
        }
        return count;
    }

    /// @param counts per template: pairs that differ, that differ after exchange, all
    private static MeasureRow row(Rows rows, String group, int[][] counts, AuditSettings settings) {
        double[] shares = new double[counts.length];
        double[] floors = new double[counts.length];
        double[] above = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            shares[i] = (double) counts[i][0] / counts[i][2];
            floors[i] = (double) counts[i][1] / counts[i][2];
            above[i] = shares[i] - floors[i];
        }
        PairedEffect value =
                PairedEffect.of(Rows.single(shares), settings.resamples(), settings.level(), settings.seed());
        PairedEffect difference =
                PairedEffect.of(Rows.single(above), settings.resamples(), settings.level(), settings.seed());
        @Nullable TestResult test = difference.test();
        return rows.row(
                        group,
                        value.mean(),
                        value.interval(),
                        counts.length,
                        test == null ? null : Double.valueOf(test.p()),
                        Double.isNaN(difference.effectSize()) ? null : Double.valueOf(difference.effectSize()))
                .withNoiseFloor(Samples.mean(floors));
    }
}
