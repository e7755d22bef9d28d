package org.tiltmeter.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.tiltmeter.probe.AskedPair;
import org.tiltmeter.probe.AskedPair.Prompt;
import org.tiltmeter.probe.AskedPair.Side;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.Target;
import org.tiltmeter.probe.Template;
import org.tiltmeter.statistics.Samples;

/// How probable the targets are after each prompt, and after content-free texts. For one thread.
///
/// Prior (Fei et al. 2023, domain-context calibration): mean probability of each answer, of those
/// offered, over the
/// template's neutral texts; `{words}` in one becomes 20 seeded draws of as many random words of
/// the probe set as its
/// templates have on average.
final class AnswerScores {

    private static final int DRAWS = 20;
    private static final String WORDS = "{words}";
    private static final Pattern BLANK = Pattern.compile("\\s+");

    private final ContinuationScores scores;
    private final Map<String, List<String>> neutral = new HashMap<>();

    AnswerScores(ContinuationScores scores, ProbeSet probes, long seed) {
        this.scores = scores;
        for (Template template : probes.templates()) {
            neutral.put(template.id(), neutralTexts(template, probes, seed));
        }
    }

    private static List<String> neutralTexts(Template template, ProbeSet probes, long seed) {
        List<String> texts = new ArrayList<>();
        List<String> words = domainWords(probes);
        int length = (int) Math.round(probes.templates().stream()
                .mapToInt(one -> BLANK.split(one.text()).length)
                .average()
                .orElse(8));
        SplittableRandom random = new SplittableRandom(seed + template.id().hashCode());
        for (String text : template.answering().neutral()) {
            if (!text.contains(WORDS) || words.isEmpty()) {
                texts.add(text);
                continue;
            }
            for (int draw = 0; draw < DRAWS; draw++) {
                List<String> drawn = new ArrayList<>();
                for (int i = 0; i < length; i++) {
                    drawn.add(words.get(random.nextInt(words.size())));
                }
                texts.add(text.replace(WORDS, String.join(" ", drawn)));
            }
        }
        return texts;
    }

    private static List<String> domainWords(ProbeSet probes) {
        Set<String> words = new LinkedHashSet<>();
        probes.slots().values().forEach(words::addAll);
        for (Template template : probes.templates()) {
            for (String word : BLANK.split(template.text().replaceAll("\\{[^}]*}", " "))) {
                String plain = word.replaceAll("[^\\p{L}\\p{N}'-]", "");
                if (!plain.isEmpty()) {
                    words.add(plain);
                }
            }
        }
        return List.copyOf(words);
    }

    /// Notes that every answer after every prompt of both texts will be wanted.
    void ask(AskedPair pair) {
        for (Side side : List.of(pair.a(), pair.b())) {
            for (Prompt prompt : side.prompts()) {
                for (int target = 0; target < side.targets().size(); target++) {
                    for (String word : words(side, prompt, target)) {
                        scores.ask(prompt.text(), word);
                        for (String text : neutralOf(pair)) {
                            scores.ask(text, word);
                        }
                    }
                }
            }
        }
    }

    private List<String> neutralOf(AskedPair pair) {
        return neutral.getOrDefault(pair.pair().template(), List.of());
    }

    private static List<String> words(Side side, Prompt prompt, int target) {
        Target answer = side.targets().get(target);
        return prompt.letters() ? List.of(prompt.letter(target)) : answer.words();
    }

    /// Mean over each target's words of log P(word | prompt), nats, `[targets]`: every word
    /// counts the same.
    double[] means(Side side, Prompt prompt) {
        double[] means = new double[side.targets().size()];
        for (int target = 0; target < means.length; target++) {
            means[target] = Samples.mean(of(prompt.text(), words(side, prompt, target)));
        }
        return means;
    }

    /// log P of any of each target's words, nats, `[targets]`: the words are spellings of one
    /// answer.
    double[] sums(Side side, Prompt prompt) {
        return sums(side, prompt, prompt.text());
    }

    private double[] sums(Side side, Prompt prompt, String text) {
        double[] sums = new double[side.targets().size()];
        for (int target = 0; target < sums.length; target++) {
            sums[target] = logSum(of(text, words(side, prompt, target)));
        }
        return sums;
    }

    private double[] of(String text, List<String> words) {
        return words.stream()
                .mapToDouble(word -> scores.of(text, word).logProbability())
                .toArray();
    }

    /// log of the calibrated share of each target among those offered, `[targets]`.
    double[] logShares(AskedPair pair, Side side, Prompt prompt) {
        double[] shares = normalised(sums(side, prompt));
        List<String> texts = neutralOf(pair);
        if (texts.isEmpty()) {
            return shares;
        }
        double[] prior = new double[shares.length];
        for (String text : texts) {
            double[] one = normalised(sums(side, prompt, text));
            for (int i = 0; i < prior.length; i++) {
                prior[i] += Math.exp(one[i]) / texts.size();
            }
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] -= Math.log(prior[i]);
        }
        return normalised(shares);
    }

    /// The answers with their log-probabilities.
    List<AskedText> texts(AskedPair pair) {
        List<AskedText> texts = new ArrayList<>();
        add(texts, "A", pair.a());
        add(texts, "B", pair.b());
        return texts;
    }

    private void add(List<AskedText> texts, String name, Side side) {
        for (Prompt prompt : side.prompts()) {
            for (int target = 0; target < side.targets().size(); target++) {
                String role = side.targets().get(target).label()
                        + (prompt.negated() ? ", negated" : "")
                        + (prompt.order().isEmpty()
                                ? ""
                                : ", option " + (prompt.order().indexOf(target) + 1));
                for (String word : words(side, prompt, target)) {
                    ContinuationScores.Score score = scores.of(prompt.text(), word);
                    texts.add(new AskedText(name, role, prompt.text(), word, score.logProbability(), score.tokens()));
                }
            }
        }
    }

    /// Subtracts the logarithm of the sum of exponentials.
    static double[] normalised(double[] logs) {
        double sum = logSum(logs);
        double[] normalised = new double[logs.length];
        for (int i = 0; i < logs.length; i++) {
            normalised[i] = logs[i] - sum;
        }
        return normalised;
    }

    static double logSum(double[] logs) {
        double most = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            most = Math.max(most, log);
        }
        if (most == Double.NEGATIVE_INFINITY) {
            return most;
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - most);
        }
        return most + Math.log(sum);
    }

    /// log(share / (1 − share)) of one of normalised log shares, without loss where the share is
    /// near 1.
    static double logOdds(double[] logShares, int target) {
        double[] others = new double[logShares.length - 1];
        int next = 0;
        for (int i = 0; i < logShares.length; i++) {
            if (i != target) {
                others[next++] = logShares[i];
            }
        }
        return logShares[target] - logSum(others);
    }
}
