package org.tiltmeter.sample.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tiltmeter.sample.SampleGrammars;
import org.tiltmeter.work.BadInputException;

class GrammarTest {

    private static final int DRAWS = 4000;

    private final Grammar grammar = GrammarReader.read(SampleGrammars.occupations());

    @Test
    void givesTheShareOfWomenForManyOccupationsWithItsSource() {
        Dependence shares =
                grammar.dependence("gender", Set.of("gender", "occupation")).orElseThrow();
        assertThat(shares.planted()).isTrue();
        assertThat(shares.table()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(shares.row(List.of("nurse"))).containsEntry("women", 0.889);
        assertThat(shares.row(List.of("carpenter"))).containsEntry("women", 0.028);
        assertThat(grammar.source().year()).isEqualTo(2019);
        assertThat(grammar.source().publisher()).contains("Bureau of Labor Statistics");
        assertThat(grammar.controls()).containsExactly("day");
    }

    @Test
    void hasProbabilitiesThatSumToOne() {
        assertThat(grammar.kinds().stream()
                        .mapToDouble(Grammar.Kind::probability)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(grammar.sentences().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-9));
        for (Dependence dependence : grammar.dependences()) {
            dependence
                    .table()
                    .forEach((word, row) -> assertThat(row.values().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum())
                            .as(word)
                            .isCloseTo(1, within(1e-9)));
        }
    }

    @Test
    void drawsPronounsAtThePlantedShareWhateverTheDay() {
        TextSampler sampler = new TextSampler(grammar, 7);
        Map<String, Integer> women = new HashMap<>();
        Map<String, Integer> days = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            Map<String, String> chosen = new HashMap<>(Map.of("occupation", "nurse"));
            sampler.fill("On {day}, the {occupation} said that {gender.subject} {state}.", chosen);
            String day = chosen.getOrDefault("day", "");
            days.merge(day, 1, Integer::sum);
            women.merge(day, "women".equals(chosen.get("gender")) ? 1 : 0, Integer::sum);
        }
        assertThat(days).hasSize(7);
        days.forEach((day, count) -> {
            assertThat(count).as(day).isBetween(DRAWS / 7, DRAWS / 7 + 1);
            // Four standard errors of a share of 0.889 in 571 draws.
            assertThat(women.getOrDefault(day, 0) / (double) count).as(day).isCloseTo(0.889, within(0.053));
        });
    }

    @Test
    void keepsPronounsConsistentWithinASentence() {
        TextSampler sampler = new TextSampler(grammar, 8);
        for (int i = 0; i < DRAWS; i++) {
            String sentence = sampler.sentence(grammar.kind("name and pronoun"));
            boolean woman = sentence.matches(".*\\b([Ss]he|her)\\b.*");
            boolean man = sentence.matches(".*\\b([Hh]e|him|his)\\b.*");
            assertThat(woman).as(sentence).isNotEqualTo(man);
        }
    }

    @Test
    void drawsTheSameTextsFromTheSameSeed() {
        assertThat(texts(1)).isEqualTo(texts(1)).isNotEqualTo(texts(2));
    }

    private List<String> texts(long seed) {
        TextSampler sampler = new TextSampler(grammar, seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            texts.add(sampler.next());
        }
        return texts;
    }

    @Test
    void forgetsWhatWasPlantedWhenBalanced() {
        Grammar balanced = grammar.balanced();
        Dependence even =
                balanced.dependence("gender", Set.of("gender", "occupation")).orElseThrow();
        assertThat(even.table().values())
                .allSatisfy(row -> assertThat(row).containsEntry("women", 0.5).containsEntry("men", 0.5));
        Dependence names =
                balanced.dependence("gender", Set.of("gender", "name")).orElseThrow();
        assertThat(names.row(List.of("Anna"))).containsEntry("women", 1.0);
    }

    @Test
    void refusesAGrammarThatContradictsItself() {
        String good = SampleGrammars.occupations();
        refuses(good.replace("\"women\": 0.889, \"men\": 0.111", "\"women\": 0.889, \"men\": 0.211"), "nurse");
        refuses(
                good.replace("{gender.subject} {act} because", "{gender.subject} {deeds} because")
                        .replace("The {person} {act}", "The {person} {deeds}"),
                "deeds");
        refuses(good.replace("\"controls\": [\"day\"]", "\"controls\": [\"occupation\"]"), "occupation");
        refuses(good.replace("\"nurse\":  ", "\"nurses\":  ").replace("\"nurse\": ", "\"nurses\": "), "nurse");
        refuses("{\"format\": \"other\"}", "tiltmeter-grammar");
        refuses("[", "JSON");
    }

    private static void refuses(String json, String reason) {
        assertThatThrownBy(() -> GrammarReader.read(json))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(reason);
    }
}
