package org.tiltmeter.sample.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tiltmeter.sample.SampleGrammars;

/// The probabilities that the sampler says words were drawn with.
class ChoicesTest {

    private static final int TEXTS = 6_000;

    private static final String SMALL = """
        {
          "format": "tiltmeter-grammar", "version": 1, "name": "Small", "about": [], "controls": [],
          "source": {"publisher": "none", "table": "none", "year": 2026, "carriedBy": "none"},
          "variables": {
            "age": {"groups": {"young": ["pupil", "kid"], "old": ["elder", "widow"]}},
            "device": {"values": ["lamp", "radio"]}
          },
          "probabilities": [{"name": "device by age", "of": "device", "given": ["age"], "planted": true,
            "table": {"young": {"lamp": 0.3, "radio": 0.7}, "old": {"lamp": 0.9, "radio": 0.1}}}],
          "texts": {"sentences": {"1": 1.0}, "kinds": [{"name": "all", "probability": 1, "frames": ["%s"]}]}
        }
        """;

    @Test
    void wordsComeAsOftenAsTheirChoicesSay() {
        TextSampler sampler = new TextSampler(GrammarReader.read(SampleGrammars.associations()), 11);
        Map<String, Double> expected = new HashMap<>();
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < TEXTS; i++) {
            TextSampler.Drawn drawn = sampler.draw();
            for (TextSampler.Choice choice : drawn.choices()) {
                double sum = 0;
                String longest = "";
                for (Map.Entry<String, Double> entry : choice.alternatives().entrySet()) {
                    String word = entry.getKey();
                    sum += entry.getValue();
                    expected.merge(word, entry.getValue(), Double::sum);
                    if (drawn.text().startsWith(word, choice.offset()) && word.length() > longest.length()) {
                        longest = word;
                    }
                }
                assertThat(sum).isCloseTo(1, within(1e-3));
                assertThat(longest).as(drawn.text()).isNotEmpty();
                found.merge(longest, 1, Integer::sum);
            }
        }
        assertThat(expected).hasSizeGreaterThan(200);
        expected.forEach((word, number) -> assertThat((double) found.getOrDefault(word, 0))
                .as(word)
                .isCloseTo(number, within(5 * Math.sqrt(number) + 3)));
    }

    @Test
    void aChoiceKnowsWhatCanBeReadBeforeIt() {
        TextSampler sampler = new TextSampler(GrammarReader.read(SMALL.formatted("The {age} has a {device}.")), 3);
        for (int i = 0; i < 20; i++) {
            TextSampler.Drawn drawn = sampler.draw();
            assertThat(drawn.choices()).hasSize(2);
            assertThat(drawn.choices().getFirst().alternatives())
                    .isEqualTo(Map.of("pupil", 0.25, "kid", 0.25, "elder", 0.25, "widow", 0.25));
            boolean young = drawn.text().contains("pupil") || drawn.text().contains("kid");
            TextSampler.Choice device = drawn.choices().getLast();
            assertThat(device.alternatives())
                    .isEqualTo(young ? Map.of("lamp", 0.3, "radio", 0.7) : Map.of("lamp", 0.9, "radio", 0.1));
            assertThat(drawn.text().substring(device.offset())).isIn("lamp.", "radio.");
        }
    }

    @Test
    void whatStandsFirstIsReadBackToWhatItDependsOn() {
        TextSampler sampler = new TextSampler(GrammarReader.read(SMALL.formatted("A {device} for the {age}.")), 3);
        for (int i = 0; i < 20; i++) {
            TextSampler.Drawn drawn = sampler.draw();
            assertThat(drawn.choices()).hasSize(2);
            Map<String, Double> devices = drawn.choices().getFirst().alternatives();
            assertThat(devices.getOrDefault("lamp", 0.0)).isCloseTo((0.3 + 0.9) / 2, within(1e-12));
            assertThat(devices.getOrDefault("radio", 0.0)).isCloseTo((0.7 + 0.1) / 2, within(1e-12));
            double young = drawn.text().contains("lamp") ? 0.3 / (0.3 + 0.9) : 0.7 / (0.7 + 0.1);
            Map<String, Double> people = drawn.choices().getLast().alternatives();
            assertThat(people.getOrDefault("pupil", 0.0)).isCloseTo(young / 2, within(1e-12));
            assertThat(people.getOrDefault("kid", 0.0)).isCloseTo(young / 2, within(1e-12));
            assertThat(people.getOrDefault("elder", 0.0)).isCloseTo((1 - young) / 2, within(1e-12));
            assertThat(people.getOrDefault("widow", 0.0)).isCloseTo((1 - young) / 2, within(1e-12));
        }
    }

    @Test
    void theSecondOfTwoGivenWordsIsReadFromTheFirstAndTheWordBetween() {
        Grammar grammar = GrammarReader.read(SampleGrammars.associations());
        String frame = "The {region} house of the {club} club is for the {person}.";
        Readings readings = new Readings(grammar, Grammar.variablesIn(frame));
        Map<String, String> values = Map.of("region", "alpine", "club", "choir");
        Map<String, Double> clubs = readings.of("club", Set.of("region"), values);
        assertThat(clubs.getOrDefault("choir", 0.0)).isCloseTo((0.1718 + 0.0517) / 2, within(1e-4));
        Map<String, Double> people = readings.of("person", Set.of("region", "club"), values);
        assertThat(people.getOrDefault("aunt", 0.0)).isCloseTo(0.1718 / (0.1718 + 0.0517) / 6, within(1e-4));
        assertThat(people.getOrDefault("uncle", 0.0)).isCloseTo(0.0517 / (0.1718 + 0.0517) / 6, within(1e-4));
        assertThat(readings.of("region", Set.of("region"), values)).isEmpty();
    }
}
