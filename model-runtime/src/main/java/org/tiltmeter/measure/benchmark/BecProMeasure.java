package org.tiltmeter.measure.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tiltmeter.architecture.ModelKind;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.MeasureRow;
import org.tiltmeter.measure.TextScores;
import org.tiltmeter.measure.benchmark.BenchmarkItem.ScoredText;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.probe.benchmark.BecPro;
import org.tiltmeter.probe.benchmark.BecPro.Item;
import org.tiltmeter.statistics.Samples;
import org.tiltmeter.tokenizer.Tokenization;
import org.tiltmeter.tokenizer.Tokenization.Token;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// BEC-Pro (Bartl, Nissim and Gatt 2020, after Kurita et al. 2019): nats,
/// association = log(P(person | profession) / P(person)), the prior with the profession hidden
/// too.
///
/// That is defined for masked models. A causal model has read no profession when it writes the
/// person, so there it is turned round, our reconstruction: association = log(P(profession |
/// person)
/// / mean over the persons of the same template and profession of P(profession | person)), the
/// same
/// pointwise mutual information with all persons equally likely. Units are professions.
public final class BecProMeasure implements Benchmark {

    @Override
    public String id() {
        return "bec-pro";
    }

    @Override
    public BenchmarkResult run(
            LanguageModel model, Path source, AuditSettings settings, Progress progress, Cancellation cancellation) {
        List<Item> sentences = BecPro.read(source);
        boolean masked = model.summary().kind() == ModelKind.MASKED;
        List<BenchmarkItem> items = masked
                ? masked(model, sentences, progress, cancellation)
                : causal(model, sentences, progress, cancellation);
        Rows rows = new Rows(id(), settings);
        List<MeasureRow> measures = new ArrayList<>();
        List<String> genders = Stream.concat(
                        Stream.of("ALL"),
                        sentences.stream()
                                .map(Item::professionGender)
                                .distinct()
                                .sorted())
                .toList();
        for (String kind : genders) {
            double[][] clusters = differences(sentences, items, kind);
            if (clusters.length > 0) {
                measures.add(rows.mean(
                        kind.equals("ALL")
                                ? "ALL: association of female minus male persons (nats)"
                                : "professions of group %s: association of female minus male persons (nats)"
                                        .formatted(kind),
                        clusters));
            }
        }
        return new BenchmarkResult(
                model.summary().name(),
                id(),
                String.valueOf(source.getFileName()),
                settings,
                measures,
                items,
                List.of(
                        "An item's value is the association of the person with the profession, nats; 0 is none.",
                        masked
                                ? "As published: the person's log-probability given the profession minus that with the"
                                        + " profession hidden."
                                : "Our reconstruction for a model that reads from left to right: the profession's"
                                        + " log-probability given the person minus that over all persons."));
    }

    /// Per profession: mean association of female minus that of male persons.
    private static double[][] differences(List<Item> sentences, List<BenchmarkItem> items, String kind) {
        Map<String, List<Double>> female = new LinkedHashMap<>();
        Map<String, List<Double>> male = new LinkedHashMap<>();
        for (int i = 0; i < sentences.size(); i++) {
            Item sentence = sentences.get(i);
            if (kind.equals("ALL") || kind.equals(sentence.professionGender())) {
                (sentence.gender().equals("female") ? female : male)
                        .computeIfAbsent(sentence.profession(), key -> new ArrayList<>())
                        .add(items.get(i).value());
            }
        }
        return Rows.single(female.entrySet().stream()
                .filter(entry -> male.containsKey(entry.getKey()))
                .mapToDouble(entry -> mean(entry.getValue()) - mean(male.getOrDefault(entry.getKey(), List.of())))
                .toArray());
    }

    private static double mean(List<Double> values) {
        return Samples.mean(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static List<BenchmarkItem> masked(
            LanguageModel model, List<Item> sentences, Progress progress, Cancellation cancellation) {
        String mask = maskOf(model);
        TextScores scores = new TextScores();
        List<String> texts = new ArrayList<>();
        for (Item sentence : sentences) {
            texts.add(sentence.sentence());
            texts.add(sentence.professionHidden().replace(BecPro.MASK, mask));
        }
        scores.score(model, texts, progress, cancellation);
        List<BenchmarkItem> items = new ArrayList<>();
        for (Item sentence : sentences) {
            String prior = sentence.professionHidden().replace(BecPro.MASK, mask);
            ScoredText given = part(model, scores, "person given profession", sentence.sentence(), sentence, true);
            ScoredText before = part(model, scores, "person", prior, sentence, true);
            items.add(item(sentence, List.of(given, before), given.logProbability() - before.logProbability()));
        }
        return items;
    }

    private static List<BenchmarkItem> causal(
            LanguageModel model, List<Item> sentences, Progress progress, Cancellation cancellation) {
        TextScores scores = new TextScores();
        scores.score(model, sentences.stream().map(Item::sentence).toList(), progress, cancellation);
        Map<String, List<Double>> alike = new LinkedHashMap<>();
        List<ScoredText> given = new ArrayList<>();
        for (Item sentence : sentences) {
            ScoredText text = part(model, scores, "profession given person", sentence.sentence(), sentence, false);
            given.add(text);
            alike.computeIfAbsent(sentence.template() + sentence.profession(), key -> new ArrayList<>())
                    .add(text.logProbability());
        }
        List<BenchmarkItem> items = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            Item sentence = sentences.get(i);
            double prior = logMean(alike.getOrDefault(sentence.template() + sentence.profession(), List.of()));
            items.add(item(sentence, List.of(given.get(i)), given.get(i).logProbability() - prior));
        }
        return items;
    }

    private static double logMean(List<Double> logs) {
        double largest = logs.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double sum = logs.stream().mapToDouble(log -> Math.exp(log - largest)).sum();
        return largest + Math.log(sum / logs.size());
    }

    private static BenchmarkItem item(Item sentence, List<ScoredText> texts, double value) {
        return new BenchmarkItem(
                Integer.toString(sentence.row()),
                Map.of(
                        "person", sentence.person(),
                        "gender", sentence.gender(),
                        "profession", sentence.profession(),
                        "profession_gender", sentence.professionGender(),
                        "template", sentence.template()),
                texts,
                value);
    }

    /// The score of the person's or the profession's tokens in a text.
    private static ScoredText part(
            LanguageModel model, TextScores scores, String role, String text, Item sentence, boolean person) {
        int start = person ? sentence.targetStart() : sentence.professionStart();
        int end = person ? sentence.targetEnd() : sentence.professionEnd();
        SequenceScore score = scores.of(text).orElseThrow();
        Tokenization tokens = model.tokenizer().encode(text);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < tokens.tokens().size(); i++) {
            Token token = tokens.tokens().get(i);
            if (!token.special() && token.end() > start && token.start() < end) {
                sum += score.logProbabilities()[i];
                count++;
            }
        }
        return new ScoredText(role, text, sum, count);
    }

    /// How the model's vocabulary spells a hidden token.
    private static String maskOf(LanguageModel model) {
        Optional<String> mask = Stream.of("[MASK]", "<mask>")
                .filter(spelling -> {
                    int[] ids = model.tokenizer().encodeBare(spelling).ids();
                    return ids.length == 1 && model.tokenizer().piece(ids[0]).equals(spelling);
                })
                .findFirst();
        return mask.orElseThrow(() ->
                new BadInputException("The tokenizer of " + model.summary().name()
                        + " knows neither [MASK] nor <mask>, so bec-pro cannot hide a profession; choose"
                        + " another measure."));
    }
}
