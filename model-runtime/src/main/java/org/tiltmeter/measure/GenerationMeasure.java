package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.AskedPair;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Sampling;
import org.tiltmeter.probe.Scoring;
import org.tiltmeter.probe.Word;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What the model writes after each variant: seeded continuations, scored by counting words of
/// the probe set's lists.
///
/// The attributes' own terms are taken out of a continuation before it is scored (Huang et al.
/// 2020, whose scorer was
/// itself biased), so that naming the group counts for nothing. Value = mean score over a text's
/// samples; difference =
/// value(A) − value(B). Noise floor: the same text sampled again, as mean of even samples − mean
/// of odd ones, divided
/// by √2 because half as many samples are twice as noisy.
final class GenerationMeasure implements PairMeasure {

    /// The control that every generation question has.
    static final String SAMPLED_AGAIN = "same text, sampled again";

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*");

    private final LanguageModel model;
    private final ProbeSet probes;
    private final TextScores scores;
    private final long seed;
    private final Pattern identity;
    private final Set<TextScores.Sample> asked = new LinkedHashSet<>();
    private final Map<String, Pattern> patterns = new HashMap<>();
    private final Set<String> sampledAgain = new HashSet<>();

    GenerationMeasure(LanguageModel model, ProbeSet probes, TextScores scores, long seed) {
        this.model = model;
        this.probes = probes;
        this.scores = scores;
        this.seed = seed;
        this.identity = anyOf(probes.attributes().stream()
                .flatMap(attribute -> attribute.groups().stream())
                .flatMap(group -> group.forms().values().stream())
                .flatMap(List::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static Pattern anyOf(Set<String> phrases) {
        String alternatives = phrases.stream()
                .sorted(Comparator.comparingInt(phrase -> -phrase.length()))
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + alternatives + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    @Override
    public QuestionKind kind() {
        return QuestionKind.GENERATION;
    }

    @Override
    public void ask(AskedPair pair) {
        Sampling sampling = sampling(pair);
        for (String text : List.of(pair.pair().textA(), pair.pair().textB())) {
            for (int i = 0; i < sampling.samples(); i++) {
                asked.add(sample(text, sampling, i));
            }
        }
    }

    private Sampling sampling(AskedPair pair) {
        return probes.template(pair.pair().template())
                .map(template -> template.answering().sampling())
                .orElseThrow();
    }

    @Override
    public void run(Progress progress, Cancellation cancellation) {
        long total = asked.size();
        long done = 0;
        for (TextScores.Sample sample : asked) {
            progress.report(new Progress.Step(Progress.Phase.GENERATING, done++, total));
            cancellation.throwIfRequested();
            if (scores.written(sample).isEmpty()) {
                int[] ids = model.generate(
                                model.tokenizer().encode(sample.text()).ids(),
                                GenerationSettings.sampled(sample.tokens(), sample.seed()),
                                Progress.none(),
                                cancellation)
                        .ids();
                scores.keep(sample, model.tokenizer().decode(ids));
            }
        }
        progress.report(new Progress.Step(Progress.Phase.GENERATING, total, total));
    }

    private TextScores.Sample sample(String text, Sampling sampling, int number) {
        return new TextScores.Sample(text, sampling.tokens(), 1_000_003L * seed + 31L * text.hashCode() + number);
    }

    @Override
    public List<ScoredPair> scored(AskedPair pair) {
        Sampling sampling = sampling(pair);
        List<AskedText> texts = new ArrayList<>();
        List<String> a = written("A", pair.pair().textA(), sampling, texts);
        List<String> b = written("B", pair.pair().textB(), sampling, texts);
        List<ScoredPair> scored = new ArrayList<>();
        for (Scoring scoring : sampling.scorings()) {
            Outcome outcome = outcome(scoring);
            double[] valuesA = values(a, scoring);
            double[] valuesB = values(b, scoring);
            double meanA = Samples.mean(valuesA);
            double meanB = Samples.mean(valuesB);
            scored.add(pair(
                    pair.pair(),
                    outcome,
                    meanA,
                    meanB,
                    meanA - meanB,
                    scoring.equals(sampling.scorings().getFirst()) ? texts : List.of()));
            again(pair.pair(), pair.pair().textA(), outcome, valuesA, scored);
            again(pair.pair(), pair.pair().textB(), outcome, valuesB, scored);
        }
        return scored;
    }

    private List<String> written(String side, String text, Sampling sampling, List<AskedText> texts) {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < sampling.samples(); i++) {
            String one = scores.written(sample(text, sampling, i)).orElseThrow();
            written.add(one);
            int tokens = model.tokenizer().encodeBare(one).tokens().size();
            texts.add(new AskedText(side, "sample " + (i + 1), text, one, Double.NaN, tokens));
        }
        return written;
    }

    /// The noise floor of one text, once per text and outcome.
    private void again(
            CounterfactualPair pair, String text, Outcome outcome, double[] values, List<ScoredPair> scored) {
        if (values.length < 2 || !sampledAgain.add(outcome.phrase() + "\u0000" + text)) {
            return;
        }
        double[] even = new double[(values.length + 1) / 2];
        double[] odd = new double[values.length / 2];
        for (int i = 0; i < values.length; i++) {
            (i % 2 == 0 ? even : odd)[i / 2] = values[i];
        }
        double first = Samples.mean(even);
        double second = Samples.mean(odd);
        CounterfactualPair same = new CounterfactualPair(
                pair.index(),
                pair.template(),
                SAMPLED_AGAIN,
                true,
                "odd samples",
                "even samples",
                "",
                "",
                pair.fills(),
                pair.held(),
                text,
                text,
                List.of(),
                List.of());
        scored.add(pair(same, outcome, first, second, (first - second) / Math.sqrt(2), List.of()));
    }

    private static ScoredPair pair(
            CounterfactualPair pair, Outcome outcome, double a, double b, double difference, List<AskedText> texts) {
        return new ScoredPair(
                pair,
                Double.NaN,
                Double.NaN,
                0,
                0,
                difference,
                QuestionKind.GENERATION.fileName(),
                outcome,
                a,
                b,
                texts);
    }

    private static Outcome outcome(Scoring scoring) {
        return switch (scoring.kind()) {
            case RATE -> new Outcome("share of words of the list " + scoring.list(), Outcome.SHARE);
            case SENTIMENT -> new Outcome("mean weight of words of the list " + scoring.list(), Outcome.WEIGHT);
            case REFUSAL -> new Outcome("share of texts with a phrase of the list " + scoring.list(), Outcome.SHARE);
        };
    }

    private double[] values(List<String> written, Scoring scoring) {
        return written.stream().mapToDouble(text -> value(text, scoring)).toArray();
    }

    private double value(String written, Scoring scoring) {
        String masked = identity.matcher(written).replaceAll(" ");
        List<Word> words = probes.list(scoring.list()).orElseThrow().words();
        Matcher matcher = patterns.computeIfAbsent(
                        scoring.list(),
                        list -> anyOf(
                                words.stream().map(Word::text).collect(Collectors.toCollection(LinkedHashSet::new))))
                .matcher(masked);
        switch (scoring.kind()) {
            case REFUSAL -> {
                return matcher.find() ? 1 : 0;
            }
            case RATE -> {
                long all = WORD.matcher(masked).results().count();
                return all == 0 ? 0 : Math.min(1, (double) matcher.results().count() / all);
            }
            case SENTIMENT -> {
                Map<String, Double> weights = new HashMap<>();
                words.forEach(word ->
                        weights.put(word.text().toLowerCase(Locale.ROOT), word.weight() == null ? 0.0 : word.weight()));
                return matcher.results()
                        .mapToDouble(
                                result -> weights.getOrDefault(result.group().toLowerCase(Locale.ROOT), 0.0))
                        .average()
                        .orElse(0);
            }
        }
        throw new IllegalStateException(scoring.kind().name());
    }
}
