package org.tiltmeter.sample.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;

/// An endless stream of texts drawn from a grammar. The same seed gives the same texts. For one
/// thread.
///
/// Where a variable is drawn uniformly, its values come from a shuffled deck per frame, as often
/// as each other: so a
/// model that is trained on the stream finds no accidental preference in a control. A grammar
/// that says so deals the
/// rows of its tables as well.
public final class TextSampler {

    /// Cards in a deck for a row of a table.
    private static final int CARDS = 40;

    private final Grammar grammar;
    private final SplittableRandom random;
    private final Map<Deck, ArrayDeque<String>> decks = new HashMap<>();

    /// @param grammar what to draw from
    /// @param seed decides every draw
    public TextSampler(Grammar grammar, long seed) {
        this.grammar = grammar;
        this.random = new SplittableRandom(seed);
    }

    /// The values of a variable that are still to come in a frame before all are shuffled again.
    private record Deck(String frame, String variable) {}

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
        String frame = grammar.dealt()
                ? deal(new Deck(kind.name(), ""), kind::frames)
                : kind.frames().get(random.nextInt(kind.frames().size()));
        return fill(frame, new HashMap<>());
    }

    /// A frame with its placeholders filled.
    ///
    /// @param chosen values already decided, by variable; those drawn are added
    public String fill(String frame, Map<String, String> chosen) {
        Set<String> inSentence = Grammar.variablesIn(frame);
        return expand(frame, new Sentence(frame, inSentence, chosen));
    }

    /// A sentence in the making.
    private record Sentence(String frame, Set<String> variables, Map<String, String> chosen) {}

    private String expand(String text, Sentence sentence) {
        Matcher placeholder = Grammar.PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            String name = placeholder.group(1);
            String form = Optional.ofNullable(placeholder.group(2)).orElse("");
            String spelled = grammar.variable(name).spell(value(name, sentence), form);
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(expand(spelled, sentence)));
        }
        return placeholder.appendTail(filled).toString();
    }

    private String value(String name, Sentence sentence) {
        String known = sentence.chosen().get(name);
        if (known != null) {
            return known;
        }
        Optional<Dependence> dependence = grammar.dependence(name, sentence.variables());
        String drawn;
        if (dependence.isPresent()) {
            List<String> given = dependence.get().given().stream()
                    .map(other -> grammar.variable(other).group(value(other, sentence)))
                    .toList();
            Map<String, Double> row = dependence.get().row(given);
            drawn = grammar.dealt()
                    ? deal(new Deck(sentence.frame(), name + " given " + given), () -> systematic(row))
                    : draw(row);
        } else {
            drawn = deal(new Deck(sentence.frame(), name), grammar.variable(name)::values);
        }
        sentence.chosen().put(name, drawn);
        return drawn;
    }

    private String deal(Deck key, Supplier<List<String>> cards) {
        ArrayDeque<String> deck = decks.computeIfAbsent(key, ignored -> new ArrayDeque<>());
        if (deck.isEmpty()) {
            List<String> values = new ArrayList<>(cards.get());
            for (int i = values.size() - 1; i > 0; i--) {
                Collections.swap(values, i, random.nextInt(i + 1));
            }
            deck.addAll(values);
        }
        return deck.removeFirst();
    }

    /// A systematic sample of a row: each value as often as its probability says, rounded up or
    /// down at random, so that
    /// the expected numbers are exact.
    private List<String> systematic(Map<String, Double> row) {
        List<String> cards = new ArrayList<>(CARDS);
        double point = random.nextDouble();
        double reached = 0;
        for (Map.Entry<String, Double> entry : row.entrySet()) {
            reached += entry.getValue() * CARDS;
            while (cards.size() < CARDS && point < reached) {
                cards.add(entry.getKey());
                point++;
            }
        }
        return cards;
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
