package org.tiltmeter.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.tiltmeter.concept.Asymmetries;
import org.tiltmeter.concept.Asymmetry;
import org.tiltmeter.concept.AsymmetryRequest;
import org.tiltmeter.concept.AsymmetryStudy;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.ConceptSettings;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.ReferencePair;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.statistics.Correlation;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Asymmetries of words with planted associations: each word against the others of its slot in the same sentences,
/// held against the two groups' concepts. The sentences are those of the grammar in which the word stands before
/// the group, cut after the word.
///
/// @param name the association
/// @param study one asymmetry per word
/// @param planted in the order of the ranked asymmetries, the planted log-odds of the first group, nats
record PlantedLeanings(String name, AsymmetryStudy study, List<Double> planted) {

    private static final int TEXTS = 48;
    private static final double NONE = 1e-6;

    /// An association, and the names of its two groups' concepts in the sample concepts.
    record Asked(String attribute, String first, String second) {}

    static final List<Asked> ASSOCIATIONS = List.of(
            new Asked("name", "white-associated names", "Black-associated names"),
            new Asked("age", "young people", "old people"),
            new Asked("nation", "western nations", "eastern nations"),
            new Asked("insurance", "comprehensive insurance", "basic insurance"),
            new Asked("faith", "Christian", "Muslim"),
            new Asked("disability", "not disabled", "disabled"));

    /// @param model the model that is looked into
    /// @param truth what was planted in it, or in the one whose balanced twin it is
    static PlantedLeanings of(
            LanguageModel model, PlantedTruth truth, Grammar grammar, Asked asked, DirectionMethod method) {
        PlantedTruth.Association association = truth.associations().stream()
                .filter(one -> one.attribute().equals(asked.attribute()))
                .findFirst()
                .orElseThrow();
        List<String> words = List.copyOf(association.shares().keySet());
        List<String> frames = beginnings(grammar, association);
        SplittableRandom random = new SplittableRandom(1);
        List<Concept> targets = words.stream()
                .map(word -> against(word, words, frames, grammar, random))
                .toList();
        ConceptSet groups = ConceptFile.parse(SampleConcepts.associations(), "the sample concepts");
        AsymmetryStudy study =
                study(model, List.of(named(groups, asked.first()), named(groups, asked.second())), targets, method);
        return new PlantedLeanings(
                association.name(),
                study,
                study.ranked().stream()
                        .map(one -> association.strength(one.target()))
                        .toList());
    }

    /// Sentences in which the word stands before the group, cut after the word.
    private static List<String> beginnings(Grammar grammar, PlantedTruth.Association association) {
        String word = "{" + association.slot() + "}";
        String group = "{" + association.attribute() + "}";
        return grammar.kinds().stream()
                .flatMap(kind -> kind.frames().stream())
                .filter(frame -> frame.contains(word) && frame.indexOf(word) < frame.indexOf(group))
                .map(frame -> frame.substring(0, frame.indexOf(word) + word.length()))
                .toList();
    }

    private static Concept against(
            String word, List<String> all, List<String> frames, Grammar grammar, SplittableRandom random) {
        List<String> months = grammar.variable("month").values();
        List<String> others = all.stream().filter(other -> !other.equals(word)).toList();
        List<String> positive = new ArrayList<>();
        List<String> negative = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            String frame = frames.get(i % frames.size()).replace("{month}", months.get(i % months.size()));
            positive.add(filled(frame, word));
            negative.add(filled(frame, others.get(random.nextInt(others.size()))));
        }
        return new Concept(word, positive, negative);
    }

    private static String filled(String frame, String word) {
        return Pattern.compile("\\{\\w+}").matcher(frame).replaceAll(word);
    }

    static Concept named(ConceptSet set, String name) {
        return set.concepts().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Targets held against two references in all hidden states.
    static AsymmetryStudy study(
            LanguageModel model, List<Concept> references, List<Concept> targets, DirectionMethod method) {
        List<Concept> all = new ArrayList<>(references);
        all.addAll(targets);
        ConceptAnalysis analysis = ConceptAnalysis.run(
                model,
                new ConceptSet("planted", "", "", all),
                ConceptSettings.defaults().withMethods(List.of(method)).withRandomSplits(2),
                Progress.none(),
                new Cancellation());
        return Asymmetries.of(
                model,
                analysis,
                AsymmetryRequest.of(
                                targets.stream().map(Concept::name).toList(),
                                List.of(new ReferencePair(
                                        references.getFirst().name(),
                                        references.getLast().name())))
                        .withMethod(method)
                        .withDraws(100, 100),
                Progress.none(),
                new Cancellation());
    }

    /// Words with a planted association.
    int leaning() {
        return (int) planted.stream().filter(one -> Math.abs(one) > NONE).count();
    }

    /// Those whose asymmetry has the planted sign.
    int right() {
        int right = 0;
        for (int i = 0; i < planted.size(); i++) {
            right += Math.abs(planted.get(i)) > NONE
                            && planted.get(i) > 0 == study.ranked().get(i).score() > 0
                    ? 1
                    : 0;
        }
        return right;
    }

    /// Spearman's rank correlation of asymmetry and planted log-odds, over all words.
    double rankCorrelation() {
        return Correlation.spearman(
                study.ranked().stream().mapToDouble(Asymmetry::score).toArray(),
                planted.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /// Intervals, one per word and hidden state.
    int intervals() {
        return study.layers().size();
    }

    /// Those that contain 0.
    int intervalsWithZero() {
        return (int) study.layers().stream()
                .filter(one -> one.interval().low() <= 0 && 0 <= one.interval().high())
                .count();
    }

    @Override
    public String toString() {
        return "%s: %d of %d signs, Spearman %.2f, %d of %d intervals with 0"
                .formatted(name, right(), leaning(), rankCorrelation(), intervalsWithZero(), intervals());
    }
}
