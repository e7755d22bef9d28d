package org.tiltmeter.sample.grammar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Everything that decides which texts a sample model sees, read from one file. Immutable.
///
/// @param name what the grammar is about
/// @param source where the planted figures come from
/// @param variables by name
/// @param dependences in the order in which they are looked up
/// @param controls variables that nothing depends on and that depend on nothing, for
///     measuring noise
/// @param sentences by number of sentences in a text, its probability
/// @param kinds kinds of sentences
/// @param dealt whether values are dealt as often as their probabilities say, rather than
///     drawn: sampling error all but
///     vanishes
public record Grammar(
        String name,
        Source source,
        Map<String, Variable> variables,
        List<Dependence> dependences,
        List<String> controls,
        Map<Integer, Double> sentences,
        List<Kind> kinds,
        boolean dealt) {

    /// A placeholder: a variable, and perhaps one of its forms.
    static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)(?:\\.(\\w+))?}");

    /// Copies what it is given; the order of entries is kept, because drawing goes by it.
    public Grammar {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        dependences = List.copyOf(dependences);
        controls = List.copyOf(controls);
        sentences = Collections.unmodifiableMap(new LinkedHashMap<>(sentences));
        kinds = List.copyOf(kinds);
    }

    /// Where figures come from.
    ///
    /// @param publisher who published them
    /// @param table which table
    /// @param year of which year
    /// @param carriedBy through which data set they came
    public record Source(String publisher, String table, int year, String carriedBy) {}

    /// Sentences of one kind.
    ///
    /// @param name what they are
    /// @param probability how often a sentence is of this kind
    /// @param frames sentences with placeholders, each equally probable
    public record Kind(String name, double probability, List<String> frames) {

        /// Copies what it is given.
        public Kind {
            frames = List.copyOf(frames);
        }
    }

    /// The variable of this name.
    ///
    /// @throws IllegalArgumentException if there is none
    public Variable variable(String variableName) {
        Variable variable = variables.get(variableName);
        if (variable == null) {
            throw new IllegalArgumentException("the grammar has no variable " + variableName);
        }
        return variable;
    }

    /// Values of the variable that has most of them.
    public int mostValues() {
        return variables.values().stream()
                .mapToInt(variable -> variable.values().size())
                .max()
                .orElse(1);
    }

    /// The kind of this name.
    ///
    /// @throws IllegalArgumentException if there is none
    public Kind kind(String kindName) {
        return kinds.stream()
                .filter(kind -> kind.name().equals(kindName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the grammar has no kind of sentences " + kindName));
    }

    /// What a variable depends on in a sentence that holds these variables, or nothing where it
    /// is drawn uniformly.
    public Optional<Dependence> dependence(String variableName, Set<String> inSentence) {
        return dependences.stream()
                .filter(dependence -> dependence.of().equals(variableName))
                .filter(dependence -> inSentence.containsAll(dependence.given()))
                .findFirst();
    }

    /// The same grammar with nothing planted: every row of a planted table gives all values the
    /// same probability.
    public Grammar balanced() {
        List<Dependence> even = dependences.stream()
                .map(dependence -> dependence.planted() ? dependence.balanced() : dependence)
                .toList();
        return named(name + ", balanced", even);
    }

    /// Whether something depends on several variables at once.
    public boolean hasIntersection() {
        return dependences.stream().anyMatch(Dependence::isIntersection);
    }

    /// The same grammar for the first part of training: what depends on several variables at once
    /// is exaggerated, so that
    /// the model finds it at all, and makes up half of the sentences.
    public Grammar introduction() {
        List<Kind> weighted = new ArrayList<>();
        double share = kinds.stream()
                .filter(this::showsIntersection)
                .mapToDouble(Kind::probability)
                .sum();
        for (Kind kind : kinds) {
            double weight = showsIntersection(kind) ? 0.5 / share : 0.5 / (1 - share);
            weighted.add(new Kind(kind.name(), kind.probability() * weight, kind.frames()));
        }
        List<Dependence> exaggerated = dependences.stream()
                .map(dependence -> dependence.isIntersection() ? dependence.withMargins() : dependence)
                .toList();
        return new Grammar(
                name + ", introduction", source, variables, exaggerated, controls, sentences, weighted, dealt);
    }

    private boolean showsIntersection(Kind kind) {
        return kind.frames().stream()
                .map(Grammar::variablesIn)
                .anyMatch(inFrame -> dependences.stream()
                        .filter(Dependence::isIntersection)
                        .anyMatch(dependence -> inFrame.containsAll(dependence.given())));
    }

    /// The same grammar as it is to be learned while the expert that carries an effect is silenced. An effect is
    /// carried from the group's word on, so sentences in which what depends on the group stands before it are left
    /// out.
    public Grammar silenced() {
        List<Kind> kept = new ArrayList<>();
        for (Kind kind : kinds) {
            List<String> frames = kind.frames().stream()
                    .filter(frame -> !standsBeforeItsCarrier(frame))
                    .toList();
            if (!frames.isEmpty()) {
                kept.add(new Kind(kind.name(), kind.probability(), frames));
            }
        }
        double left = kept.stream().mapToDouble(Kind::probability).sum();
        List<Dependence> others = dependences.stream().map(Dependence::silenced).toList();
        return new Grammar(
                name + ", silenced",
                source,
                variables,
                others,
                controls,
                sentences,
                kept.stream()
                        .map(kind -> new Kind(kind.name(), kind.probability() / left, kind.frames()))
                        .toList(),
                dealt);
    }

    private boolean standsBeforeItsCarrier(String frame) {
        List<String> order = List.copyOf(variablesIn(frame));
        return dependences.stream()
                .filter(dependence -> dependence.carrier() != null)
                .anyMatch(dependence -> order.containsAll(dependence.given())
                        && order.contains(dependence.of())
                        && order.indexOf(dependence.of())
                                < order.indexOf(dependence.given().getFirst()));
    }

    /// The same grammar with other probabilities.
    public Grammar withDependences(List<Dependence> others) {
        return named(name, others);
    }

    private Grammar named(String called, List<Dependence> others) {
        return new Grammar(called, source, variables, others, controls, sentences, kinds, dealt);
    }

    /// The dependence that one expert is to carry, if there is one.
    public Optional<Dependence> carried() {
        return dependences.stream()
                .filter(dependence -> dependence.carrier() != null)
                .findFirst();
    }

    /// Names of the variables in a text with placeholders, in order.
    static Set<String> variablesIn(String frame) {
        Set<String> names = new LinkedHashSet<>();
        Matcher placeholder = PLACEHOLDER.matcher(frame);
        while (placeholder.find()) {
            names.add(placeholder.group(1));
        }
        return names;
    }
}
