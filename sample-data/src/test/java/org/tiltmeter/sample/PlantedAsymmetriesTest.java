package org.tiltmeter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.concept.Asymmetry;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptFile;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.GrammarReader;
import org.tiltmeter.statistics.Correlation;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// What asymmetries of concepts say of planted associations: the occupations of the first sample model, each held
/// against women and men; the words of the six associations with groups in the mixture of experts that learned
/// them; and the same words in the balanced model, in which nothing was planted.
class PlantedAsymmetriesTest {

    private static final int TEXTS = 48;
    private static final List<String> OCCUPATION_FRAMES =
            List.of("We met the %s", "The letter from the %s", "On Friday, the %s");

    @TempDir
    Path cache;

    private LanguageModel open(SampleModel sample) throws IOException {
        return LanguageModels.open(
                SampleModels.unpack(sample, cache), OpenSettings.EXACT, Progress.none(), new Cancellation());
    }

    /// A word against the others, in the same sentences.
    private static Concept occupation(String word, List<String> all, SplittableRandom random) {
        List<String> others = all.stream().filter(other -> !other.equals(word)).toList();
        List<String> positive = new ArrayList<>();
        List<String> negative = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            String frame = OCCUPATION_FRAMES.get(i % OCCUPATION_FRAMES.size());
            positive.add(frame.formatted(word));
            negative.add(frame.formatted(others.get(random.nextInt(others.size()))));
        }
        return new Concept(word, positive, negative);
    }

    @Test
    void occupationsLeanAsTheyWerePlanted() throws IOException {
        Map<String, Double> shares =
                SampleModel.OCCUPATIONS.truth().associations().getFirst().shares();
        List<String> words = List.copyOf(shares.keySet());
        SplittableRandom random = new SplittableRandom(1);
        ConceptSet people = ConceptFile.parse(SampleConcepts.occupations(), "the sample concepts");
        List<Asymmetry> ranked;
        try (LanguageModel model = open(SampleModel.OCCUPATIONS)) {
            ranked = PlantedLeanings.study(
                            model,
                            List.of(PlantedLeanings.named(people, "women"), PlantedLeanings.named(people, "men")),
                            words.stream()
                                    .map(word -> occupation(word, words, random))
                                    .toList(),
                            DirectionMethod.DIFFERENCE_OF_MEANS)
                    .ranked();
        }
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

    private List<PlantedLeanings> leanings(SampleModel sample) throws IOException {
        Grammar grammar = GrammarReader.read(SampleGrammars.associationsBothWays());
        PlantedTruth truth = SampleModel.ASSOCIATIONS_BOTH_WAYS.truth();
        try (LanguageModel model = open(sample)) {
            return PlantedLeanings.ASSOCIATIONS.stream()
                    .map(asked -> PlantedLeanings.of(model, truth, grammar, asked, DirectionMethod.DIFFERENCE_OF_MEANS))
                    .toList();
        }
    }

    @Test
    void wordsLeanTowardsTheGroupsTheyWerePlantedWith() throws IOException {
        List<PlantedLeanings> found = leanings(SampleModel.ASSOCIATIONS_BOTH_WAYS);
        assertThat(found).hasSize(6).allMatch(one -> one.leaning() == 8);
        int right = found.stream().mapToInt(PlantedLeanings::right).sum();
        int leaning = found.stream().mapToInt(PlantedLeanings::leaning).sum();
        assertThat(right).as(found.toString()).isGreaterThanOrEqualTo((int) Math.ceil(0.9 * leaning));
        assertThat(found).allMatch(one -> one.rankCorrelation() >= 0.8);
    }

    @Test
    void nothingLeansInTheBalancedModel() throws IOException {
        List<PlantedLeanings> found = leanings(SampleModel.ASSOCIATIONS_BOTH_WAYS_BALANCED);
        int intervals = found.stream().mapToInt(PlantedLeanings::intervals).sum();
        int withZero =
                found.stream().mapToInt(PlantedLeanings::intervalsWithZero).sum();
        assertThat(intervals).isEqualTo(6 * 10 * 4);
        // Within the error of so many draws, were they independent: fewer would come in less than 2.5 % of cases.
        assertThat(new BinomialDistribution(intervals, 0.95).cumulativeProbability(withZero))
                .as(found.toString())
                .isGreaterThan(0.025);
    }
}
