package org.tiltmeter.sample.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tiltmeter.sample.AssociationQuestion;
import org.tiltmeter.sample.PlantedTruth;
import org.tiltmeter.sample.SampleGrammars;
import org.tiltmeter.work.BadInputException;

class AssociationsGrammarTest {

    private final Grammar grammar = GrammarReader.read(SampleGrammars.associations());
    private final Grammar bothWays = GrammarReader.read(SampleGrammars.associationsBothWays());

    @Test
    void dealsTheWordsOfATableAsOftenAsItSays() {
        TextSampler sampler = new TextSampler(grammar, 3);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            Map<String, String> chosen = new HashMap<>(Map.of("age", "pensioner"));
            sampler.fill("The {age} bought a {device}.", chosen);
            counts.merge(chosen.getOrDefault("device", ""), 1, Integer::sum);
        }
        Dependence table = grammar.dependence("device", Set.of("age", "device")).orElseThrow();
        // Ten decks of 40 cards, each of which rounds up or down: never as far off as ten.
        table.row(List.of("old"))
                .forEach((word, probability) -> assertThat(counts.getOrDefault(word, 0))
                        .as(word)
                        .isCloseTo((int) Math.round(400 * probability), within(10)));
    }

    @Test
    void plantsStrengthsOfBothSignsAndZero() {
        for (PlantedTruth.Association association : PlantedTruth.of(grammar).associations()) {
            if (association.attribute().equals("gender")) {
                continue;
            }
            List<Double> strengths = association.shares().keySet().stream()
                    .map(association::strength)
                    .toList();
            assertThat(strengths).as(association.name()).hasSize(10).anyMatch(strength -> Math.abs(strength) < 1e-9);
        }
    }

    @Test
    void hidesTheIntersectionFromBothMargins() {
        List<PlantedTruth.Association> clubs = PlantedTruth.of(grammar).associations().stream()
                .filter(association -> association.slot().equals("club"))
                .toList();
        assertThat(clubs).hasSize(8);
        for (PlantedTruth.Association margin : clubs) {
            if (Set.of("person", "region").contains(margin.attribute())) {
                assertThat(margin.shares().values())
                        .allSatisfy(share -> assertThat(share).isCloseTo(0.5, within(1e-6)));
            }
        }
        assertThat(clubs.getFirst().strength("choir")).isGreaterThan(1);
    }

    @Test
    void namesOneCarrierWhoseEffectIsGoneWhenSilenced() {
        Dependence carried = grammar.carried().orElseThrow();
        assertThat(carried.given()).containsExactly("insurance");
        Dependence silenced = grammar.silenced()
                .dependence("treatment", Set.of("insurance", "treatment"))
                .orElseThrow();
        assertThat(new HashSet<>(silenced.table().values())).hasSize(1);
        assertThat(grammar.silenced().carried()).isEmpty();
        assertThat(grammar.balanced().carried()).isEmpty();
    }

    @Test
    void carriesNothingWhereTheWordStandsBeforeItsGroup() {
        String treatments = "The bill for {treatment} was paid by the {insurance} insurance.";
        assertThat(bothWays.kinds()).anyMatch(kind -> kind.frames().contains(treatments));
        Grammar silenced = bothWays.silenced();
        assertThat(silenced.kinds()).noneMatch(kind -> kind.frames().contains(treatments));
        assertThat(silenced.kinds().stream()
                        .mapToDouble(Grammar.Kind::probability)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(silenced.kinds()).hasSize(bothWays.kinds().size() - 1);
        assertThat(grammar.silenced().kinds()).isEqualTo(grammar.kinds());
    }

    @Test
    void plantsTheSameInBothGrammars() {
        assertThat(PlantedTruth.of(bothWays)).isEqualTo(PlantedTruth.of(grammar));
    }

    @Test
    void tellsInEveryAssociationWhichWordsMakeAGroup() {
        for (String group : List.of("name", "age", "nation", "insurance", "faith", "disability")) {
            Dependence same = bothWays.dependences().stream()
                    .filter(dependence ->
                            !dependence.planted() && dependence.given().equals(List.of(group)))
                    .findFirst()
                    .orElseThrow();
            assertThat(bothWays.variable(same.of()).values())
                    .containsExactlyElementsOf(bothWays.variable(group).values());
            same.table()
                    .forEach((name, row) -> assertThat(row.keySet())
                            .containsExactlyElementsOf(bothWays.variable(group).valuesOf(name)));
        }
    }

    @Test
    void refusesAVariableLikeNone() {
        String json = SampleGrammars.associationsBothWays().replace("\"like\": \"name\"", "\"like\": \"nobody\"");
        assertThatThrownBy(() -> GrammarReader.read(json))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void introducesAnIntersectionWithMarginsAndLeavesABalancedGrammarAlone() {
        assertThat(grammar.balanced().hasIntersection()).isFalse();
        assertThat(grammar.hasIntersection()).isTrue();
        Dependence club = grammar.introduction()
                .dependence("club", Set.of("person", "region", "club"))
                .orElseThrow();
        club.table()
                .values()
                .forEach(row -> assertThat(row.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum())
                        .isCloseTo(1, within(1e-9)));
        double hills = club.row(List.of("women", "hills")).getOrDefault("choir", 0.0)
                + club.row(List.of("men", "hills")).getOrDefault("choir", 0.0);
        double coast = club.row(List.of("women", "coast")).getOrDefault("choir", 0.0)
                + club.row(List.of("men", "coast")).getOrDefault("choir", 0.0);
        assertThat(hills).isGreaterThan(coast * 1.5);
    }

    @Test
    void isAskedAboutByTheSampleProbes() {
        PlantedTruth truth = PlantedTruth.of(grammar);
        List<AssociationQuestion> questions = AssociationQuestion.of(truth);
        assertThat(questions.stream().map(AssociationQuestion::association))
                .containsExactlyInAnyOrderElementsOf(truth.associations());
        for (AssociationQuestion question : questions) {
            assertThat(question.templates()).as(question.probes()).hasSize(12);
        }
    }

    @Test
    void refusesACarrierOfAnUnknownGroup() {
        String json =
                SampleGrammars.associations().replace("\"group\": \"comprehensive plans\"", "\"group\": \"others\"");
        assertThatThrownBy(() -> GrammarReader.read(json))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("others");
    }
}
