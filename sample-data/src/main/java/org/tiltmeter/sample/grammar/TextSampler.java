package org.tiltmeter.sample.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

    /// A text, and where the words in it were drawn with probabilities that what stands before them does not change.
    ///
    /// @param text one or more sentences
    /// @param choices in the order of the text
    public record Drawn(String text, List<Choice> choices) {

        /// Copies the list.
        public Drawn {
            choices = List.copyOf(choices);
        }
    }

    /// A place of a text where a word was drawn whose probabilities, given all that stands before it and the frame of
    /// the sentence, are known exactly: those of the row of its table, or equal ones. Averaged over the frames that
    /// begin alike, they are the probabilities given the text alone.
    ///
    /// @param offset where the word begins, in characters
    /// @param alternatives how each word that could stand there is spelled, with its probability; in all 1
    public record Choice(int offset, Map<String, Double> alternatives) {

        /// Copies the map.
        public Choice {
            alternatives = Collections.unmodifiableMap(new LinkedHashMap<>(alternatives));
        }
    }

    /// The next text: one or more sentences.
    public Drawn draw() {
        int count = draw(grammar.sentences());
        StringBuilder text = new StringBuilder();
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(' ');
            }
            Filled sentence = fill(frame(kind()), new HashMap<>(), text.length());
            text.append(sentence.text());
            choices.addAll(sentence.choices());
        }
        return new Drawn(text.toString(), choices);
    }

    /// The next text: one or more sentences.
    public String next() {
        return draw().text();
    }

    /// A sentence of any kind.
    public String sentence() {
        return sentence(kind());
    }

    private Grammar.Kind kind() {
        double left = random.nextDouble();
        for (Grammar.Kind kind : grammar.kinds()) {
            left -= kind.probability();
            if (left < 0) {
                return kind;
            }
        }
        return grammar.kinds().getLast();
    }

    /// A sentence of one kind.
    public String sentence(Grammar.Kind kind) {
        return fill(frame(kind), new HashMap<>());
    }

    private String frame(Grammar.Kind kind) {
        return grammar.dealt()
                ? deal(new Deck(kind.name(), ""), kind::frames)
                : kind.frames().get(random.nextInt(kind.frames().size()));
    }

    /// A frame with its placeholders filled.
    ///
    /// @param chosen values already decided, by variable; those drawn are added
    public String fill(String frame, Map<String, String> chosen) {
        return fill(frame, chosen, 0).text();
    }

    /// A sentence, and the choices in it.
    private record Filled(String text, List<Choice> choices) {}

    /// @param start how many characters stand before the sentence
    private Filled fill(String frame, Map<String, String> chosen, int start) {
        Sentence sentence = new Sentence(
                frame,
                Grammar.variablesIn(frame),
                chosen,
                new StringBuilder(),
                start,
                new HashSet<>(),
                new ArrayList<>());
        expand(frame, sentence);
        return new Filled(sentence.filled().toString(), sentence.choices());
    }

    /// A sentence in the making.
    ///
    /// @param start how many characters stand before it
    /// @param shown variables whose values stand in it already
    private record Sentence(
            String frame,
            Set<String> variables,
            Map<String, String> chosen,
            StringBuilder filled,
            int start,
            Set<String> shown,
            List<Choice> choices) {}

    private void expand(String text, Sentence sentence) {
        Matcher placeholder = Grammar.PLACEHOLDER.matcher(text);
        int copied = 0;
        while (placeholder.find()) {
            sentence.filled().append(text, copied, placeholder.start());
            copied = placeholder.end();
            String name = placeholder.group(1);
            String form = Optional.ofNullable(placeholder.group(2)).orElse("");
            noteChoice(name, form, sentence);
            String spelled = grammar.variable(name).spell(value(name, sentence), form);
            sentence.shown().add(name);
            expand(spelled, sentence);
        }
        sentence.filled().append(text, copied, text.length());
    }

    /// Notes the probabilities of the word that comes now, given the words that stand before it, if they are known.
    private void noteChoice(String name, String form, Sentence sentence) {
        Variable variable = grammar.variable(name);
        Map<String, Double> probabilities =
                new Readings(grammar, sentence.variables()).of(name, sentence.shown(), sentence.chosen());
        Map<String, Double> alternatives = new LinkedHashMap<>();
        for (Map.Entry<String, Double> entry : probabilities.entrySet()) {
            String spelled = variable.spell(entry.getKey(), form);
            if (Grammar.PLACEHOLDER.matcher(spelled).find()) {
                return;
            }
            alternatives.merge(spelled, entry.getValue(), Double::sum);
        }
        if (!alternatives.isEmpty()) {
            sentence.choices()
                    .add(new Choice(sentence.start() + sentence.filled().length(), alternatives));
        }
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
