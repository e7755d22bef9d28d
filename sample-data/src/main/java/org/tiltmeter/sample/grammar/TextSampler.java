package org.tiltmeter.sample.grammar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;

/// An endless stream of texts drawn from a grammar. The same seed gives the same texts. For one thread.
public final class TextSampler {

    private final Grammar grammar;
    private final SplittableRandom random;

    /// @param grammar what to draw from
    /// @param seed decides every draw
    public TextSampler(Grammar grammar, long seed) {
        this.grammar = grammar;
        this.random = new SplittableRandom(seed);
    }

    /// The next text: one or more sentences.
    public String next() {
        int count = draw(grammar.sentences());
        StringBuilder text = new StringBuilder(sentence());
        for (int i = 1; i < count; i++) {
            text.append(' ').append(sentence());
        }
        return text.toString();
    }

    /// A sentence of any kind.
    public String sentence() {
        double left = random.nextDouble();
        for (Grammar.Kind kind : grammar.kinds()) {
            left -= kind.probability();
            if (left < 0) {
                return sentence(kind);
            }
        }
        return sentence(grammar.kinds().getLast());
    }

    /// A sentence of one kind.
    public String sentence(Grammar.Kind kind) {
        return fill(kind.frames().get(random.nextInt(kind.frames().size())), new HashMap<>());
    }

    /// A frame with its placeholders filled.
    ///
    /// @param chosen values already decided, by variable; those drawn are added
    public String fill(String frame, Map<String, String> chosen) {
        Set<String> inSentence = Grammar.variablesIn(frame);
        return expand(frame, inSentence, chosen);
    }

    private String expand(String text, Set<String> inSentence, Map<String, String> chosen) {
        Matcher placeholder = Grammar.PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            String name = placeholder.group(1);
            String form = Optional.ofNullable(placeholder.group(2)).orElse("");
            String spelled = grammar.variable(name).spell(value(name, inSentence, chosen), form);
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(expand(spelled, inSentence, chosen)));
        }
        return placeholder.appendTail(filled).toString();
    }

    private String value(String name, Set<String> inSentence, Map<String, String> chosen) {
        String known = chosen.get(name);
        if (known != null) {
            return known;
        }
        Optional<Dependence> dependence = grammar.dependence(name, inSentence);
        String drawn;
        if (dependence.isPresent()) {
            List<String> given = dependence.get().given().stream()
                    .map(other -> value(other, inSentence, chosen))
                    .toList();
            drawn = draw(dependence.get().row(given));
        } else {
            List<String> values = grammar.variable(name).values();
            drawn = values.get(random.nextInt(values.size()));
        }
        chosen.put(name, drawn);
        return drawn;
    }

    private <T> T draw(Map<T, Double> probabilities) {
        double left = random.nextDouble();
        T last = null;
        for (Map.Entry<T, Double> entry : probabilities.entrySet()) {
            left -= entry.getValue();
            last = entry.getKey();
            if (left < 0) {
                return last;
            }
        }
        if (last == null) {
            throw new IllegalArgumentException("the grammar gives no probabilities to draw from");
        }
        return last;
    }
}
