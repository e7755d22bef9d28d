package org.tiltmeter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.statistics.Correlation;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What asymmetries of concepts say of planted associations: the occupations of the first sample model, each held
/// against women and men, and words of the balanced model, in which nothing was planted.
class PlantedAsymmetriesTest {

    private static final int TEXTS = 48;
    private static final List<String> OCCUPATION_FRAMES =
            List.of("We met the %s", "The letter from the %s", "On Friday, the %s");
    private static final List<String> MOOD_FRAMES = List.of(
            "The evening with %s was %s",
            "In May, the trip with %s was %s", "We met %s, and the day was %s", "The letter from %s was %s");

    @TempDir
    Path cache;

    /// A word against the others, in the same sentences.
    private static Concept occupation(String word, List<String> all, SplittableRandom random) {
        List<String> positive = new ArrayList<>();
        List<String> negative = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            String frame = OCCUPATION_FRAMES.get(i % OCCUPATION_FRAMES.size());
            positive.add(frame.formatted(word));
            negative.add(frame.formatted(another(word, all, random)));
        }
        return new Concept(word, positive, negative);
    }

    private static Concept mood(String word, List<String> all, List<String> names, SplittableRandom random) {
        List<String> positive = new ArrayList<>();
        List<String> negative = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            String frame = MOOD_FRAMES.get(i % MOOD_FRAMES.size());
            positive.add(frame.formatted(names.get(random.nextInt(names.size())), word));
            negative.add(frame.formatted(names.get(random.nextInt(names.size())), another(word, all, random)));
        }
        return new Concept(word, positive, negative);
    }

    private static String another(String word, List<String> all, SplittableRandom random) {
        List<String> others = all.stream().filter(other -> !other.equals(word)).toList();
        return others.get(random.nextInt(others.size()));
    }

    private static Concept named(ConceptSet set, String name) {
        return set.concepts().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private AsymmetryStudy study(SampleModel sample, List<Concept> references, List<Concept> targets)
            throws IOException {
        List<Concept> all = new ArrayList<>(references);
        all.addAll(targets);
        try (LanguageModel model = LanguageModels.open(
                SampleModels.unpack(sample, cache), OpenSettings.EXACT, Progress.none(), new Cancellation())) {
            ConceptAnalysis analysis = ConceptAnalysis.run(
                    model,
                    new ConceptSet("planted", "", "", all),
                    ConceptSettings.defaults()
                            .withMethods(List.of(DirectionMethod.DIFFERENCE_OF_MEANS))
                            .withRandomSplits(2),
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
                            .withMethod(DirectionMethod.DIFFERENCE_OF_MEANS)
                            .withDraws(100, 100),
                    Progress.none(),
                    new Cancellation());
        }
    }

    @Test
    void occupationsLeanAsTheyWerePlanted() throws IOException {
        Map<String, Double> shares =
                SampleModel.OCCUPATIONS.truth().associations().getFirst().shares();
        List<String> words = List.copyOf(shares.keySet());
        SplittableRandom random = new SplittableRandom(1);
        ConceptSet people = ConceptFile.parse(SampleConcepts.occupations(), "the sample concepts");
        AsymmetryStudy study = study(
                SampleModel.OCCUPATIONS,
                List.of(named(people, "women"), named(people, "men")),
                words.stream().map(word -> occupation(word, words, random)).toList());
        List<Asymmetry> ranked = study.ranked();
        assertThat(ranked).hasSize(words.size());
        assertThat(ranked.stream()
                        .filter(one -> one.score() > 0 == shares.getOrDefault(one.target(), 0.5) > 0.5)
                        .count())
                .isGreaterThanOrEqualTo(Math.round(0.9 * words.size()));
        assertThat(Correlation.spearman(
                        ranked.stream().mapToDouble(Asymmetry::score).toArray(),
                        ranked.stream()
                                .mapToDouble(one -> shares.getOrDefault(one.target(), 0.5))
                                .toArray()))
                .isGreaterThan(0.8);
    }

    @Test
    void nothingLeansInTheBalancedModel() throws IOException {
        ConceptSet groups = ConceptFile.parse(SampleConcepts.associations(), "the concepts of the associations");
        Concept first = named(groups, "white-associated names");
        Concept second = named(groups, "Black-associated names");
        List<String> words = List.copyOf(SampleModel.ASSOCIATIONS
                .truth()
                .associations()
                .getFirst()
                .shares()
                .keySet());
        List<String> names = List.of("Emily", "Anne", "Todd", "Brad", "Aisha", "Keisha", "Jamal", "Tyrone");
        SplittableRandom random = new SplittableRandom(2);
        AsymmetryStudy study = study(
                SampleModel.ASSOCIATIONS_BALANCED,
                List.of(first, second),
                words.stream().map(word -> mood(word, words, names, random)).toList());
        assertThat(study.layers()).hasSizeGreaterThanOrEqualTo(3 * words.size());
        assertThat(study.layers().stream()
                        .filter(one ->
                                one.interval().low() <= 0 && 0 <= one.interval().high())
                        .count())
                .isGreaterThanOrEqualTo(Math.round(0.9 * study.layers().size()));
    }
}
