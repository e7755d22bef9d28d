package org.tiltmeter.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiltmeter.testing.Probes;
import org.tiltmeter.work.BadInputException;

class ExpansionTest {

    private static String problem(ProbeSet probes) {
        List<String> message = new ArrayList<>();
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Expansion.of(probes))
                .satisfies(bad -> message.add(String.valueOf(bad.getMessage())));
        return message.getFirst();
    }

    @Test
    void demographicPairsHoldTheControlAndControlPairsHoldEachGroup() {
        Expansion expansion = Expansion.of(Probes.occupations());
        assertThat(expansion.count()).isEqualTo(8 * (4 + 4 * 2));
        assertThat(expansion.controlCount()).isEqualTo(64);
        CounterfactualPair first = expansion.pair(0);
        // The order of attributes is that of their first use in the template: day, then gender.
        assertThat(first.control()).isTrue();
        assertThat(first.textA()).isEqualTo("On Monday, the nurse said that she was late.");
        assertThat(first.textB()).isEqualTo("On Tuesday, the nurse said that she was late.");
        assertThat(first.held()).containsExactly(Map.entry("gender", "women: she"));
        assertThat(first.changedA()).containsExactly(new Span(3, 9));
        assertThat(first.changedB()).containsExactly(new Span(3, 10));
        Map<String, Long> heldDays = expansion
                .pairs()
                .filter(pair -> !pair.control())
                .collect(Collectors.groupingBy(pair -> pair.held().get("day"), Collectors.counting()));
        assertThat(heldDays.values()).containsExactly(8L, 8L, 8L, 8L);
        Map<String, Long> heldGenders = expansion
                .pairs()
                .filter(CounterfactualPair::control)
                .collect(Collectors.groupingBy(
                        pair -> pair.fills() + " " + pair.termA() + " " + pair.held(), Collectors.counting()));
        assertThat(heldGenders)
                .hasSize(4 * 2 * 2)
                .allSatisfy((key, number) -> assertThat(number).isEqualTo(4));
    }

    @Test
    void everyOccurrenceChangesTogetherAndSpansAreMarked() {
        CounterfactualPair pair = Expansion.of(
                        Probes.of("{gender.subject} said {gender.possessive} {{name}}.", Map.of(), Probes.gender()))
                .pair(0);
        assertThat(pair.textA()).isEqualTo("She said her {name}.");
        assertThat(pair.textB()).isEqualTo("He said his {name}.");
        assertThat(pair.changedA()).containsExactly(new Span(0, 3), new Span(9, 12));
        assertThat(pair.changedB()).containsExactly(new Span(0, 2), new Span(8, 11));
    }

    @ParameterizedTest
    @CsvSource({
        "an {job} spoke to {g.x}, nurse, a nurse spoke to us",
        "A {job} spoke to {g.x}, engineer, An engineer spoke to us",
        "a {job} spoke to {g.x}, university teacher, a university teacher spoke to us",
        "a {job} spoke to {g.x}, hourly worker, an hourly worker spoke to us",
        "a {job} spoke to {g.x}, MRI technician, an MRI technician spoke to us",
        "a {job} spoke to {g.x}, unimportant man, an unimportant man spoke to us",
        "Banana {job} spoke to {g.x}, engineer, Banana engineer spoke to us",
        "It ended. {job} spoke to {g.x}, nurse, It ended. Nurse spoke to us",
        "Ask Dr. {job} and {g.x}, nurse, Ask Dr. nurse and us",
        "No? \"{job}\" said {g.x}, nurse, No? \"Nurse\" said us"
    })
    void articlesFollowAndSentencesBeginWithACapital(String template, String job, String text) {
        Attribute attribute = new Attribute(
                "g",
                false,
                List.of(new Group("one", Map.of("x", List.of("us"))), new Group("two", Map.of("x", List.of("them")))));
        CounterfactualPair pair = Expansion.of(Probes.of(template, Map.of("job", List.of(job)), attribute))
                .pair(0);
        assertThat(pair.textA()).isEqualTo(text);
    }

    @Test
    void anArticleThatFollowsAGroupsTermIsPartOfTheChange() {
        Attribute age = new Attribute(
                "age",
                false,
                List.of(
                        new Group("old", Map.of("word", List.of("old"))),
                        new Group("young", Map.of("word", List.of("young")))));
        CounterfactualPair pair = Expansion.of(Probes.of("It was a {age.word} man.", Map.of(), age))
                .pair(0);
        assertThat(pair.textA()).isEqualTo("It was an old man.");
        assertThat(pair.textB()).isEqualTo("It was a young man.");
        assertThat(pair.changedA()).containsExactly(new Span(7, 9), new Span(10, 13));
    }

    @Test
    void termsPairByPositionOrGoRoundTheSmallerGroup() {
        Attribute names = new Attribute(
                "name",
                false,
                List.of(
                        new Group("a", Map.of("x", List.of("Ann", "Amy"))),
                        new Group("b", Map.of("x", List.of("Bob", "Ben"))),
                        new Group("c", Map.of("x", List.of("Cat", "Cay", "Coy")))));
        Expansion expansion = Expansion.of(Probes.of("{name.x} left.", Map.of(), names));
        assertThat(expansion.counts().stream().map(Expansion.Count::pairs)).containsExactly(2L, 3L, 3L);
        assertThat(expansion.pairs().map(pair -> pair.termA() + pair.termB()).limit(5))
                .containsExactly("AnnBob", "AmyBen", "AnnCat", "AmyCay", "AnnCoy");
        Expansion filled =
                Expansion.of(Probes.of("{name.x} left the {place}.", Map.of("place", List.of("inn", "zoo")), names));
        assertThat(filled.pairs()
                        .filter(pair ->
                                pair.groupA().equals("a") && pair.groupB().equals("c"))
                        .map(pair -> pair.termA() + pair.termB())
                        .distinct())
                .as("each meets each")
                .hasSize(6);
    }

    @Property(tries = 40)
    void countIsTheNumberOfPairsAndEveryPairDiffersOnlyInItsSpans(
            @ForAll @IntRange(min = 1, max = 5) int words, @ForAll @IntRange(min = 1, max = 4) int others) {
        Map<String, List<String>> slots = new HashMap<>();
        slots.put("one", numbered("word", words));
        slots.put("two", numbered("other", others));
        Expansion expansion = Expansion.of(Probes.of(
                "{one} and {two} on {day.name}: {gender.subject} and {gender.possessive} {one}.",
                slots,
                Probes.gender(),
                Probes.day()));
        List<CounterfactualPair> pairs = expansion.pairs().toList();
        assertThat(pairs).hasSize((int) expansion.count());
        assertThat(expansion.count()).isEqualTo(3L * words * others);
        for (CounterfactualPair pair : pairs) {
            assertThat(without(pair.textA(), pair.changedA())).isEqualTo(without(pair.textB(), pair.changedB()));
            assertThat(pair.changedA()).hasSize(pair.control() ? 1 : 2);
        }
        assertThat(pairs.stream().map(pair -> pair.attribute() + pair.termA() + pair.fills()))
                .doesNotHaveDuplicates();
    }

    private static List<String> numbered(String word, int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(word + i);
        }
        return words;
    }

    private static String without(String text, List<Span> spans) {
        StringBuilder rest = new StringBuilder(text);
        for (Span span : spans.reversed()) {
            rest.replace(span.start(), span.end(), "_");
        }
        return rest.toString();
    }

    @Test
    void hugeExpansionsAreCountedWithoutBeingMade() {
        List<String> words = numbered("w", 1000);
        ProbeSet probes = Probes.of(
                "{a} {b} {c} {d} {e} {gender.subject}",
                Map.of("a", words, "b", words, "c", words, "d", words, "e", words),
                Probes.gender());
        Expansion expansion = Expansion.of(probes);
        assertThat(expansion.count()).isEqualTo(1_000_000_000_000_000L);
        assertThat(expansion.pair(expansion.count() - 1).textA()).isEqualTo("W999 w999 w999 w999 w999 she");
    }

    @Test
    void everyMistakeIsOneSentenceThatNamesIt() {
        assertThat(problem(Probes.of("{gender.subject} saw {thing}.", Map.of(), Probes.gender())))
                .isEqualTo(
                        "Template \"one\" has the place {thing} that nothing fills; define a slot or attribute of that"
                                + " name.");
        assertThat(problem(Probes.of("{gender.subject saw.", Map.of(), Probes.gender())))
                .contains("Template \"one\"", "not closed");
        assertThat(problem(Probes.of("{gender.subject} saw}.", Map.of(), Probes.gender())))
                .contains("Template \"one\"", "closing brace at character 21");
        assertThat(problem(Probes.of("{gender.subject} {}.", Map.of(), Probes.gender())))
                .contains("empty braces");
        assertThat(problem(Probes.of("{gender.object} saw.", Map.of(), Probes.gender())))
                .contains("{gender.object}", "\"women\"", "no form \"object\"");
        assertThat(problem(Probes.of("{gender} saw.", Map.of(), Probes.gender())))
                .contains("without a form");
        assertThat(problem(Probes.of("It rained.", Map.of(), Probes.gender()))).contains("uses no attribute");
        assertThat(problem(Probes.of("{gender.subject} saw.", Map.of(), Probes.gender(), Probes.day())))
                .contains("\"day\" is used by no template");
        assertThat(problem(Probes.of("{gender.subject} {a}.", Map.of("a", List.of()), Probes.gender())))
                .contains("slot \"a\" has no words");
        Attribute empty = new Attribute(
                "gender",
                false,
                List.of(new Group("women", Map.of()), Probes.gender().groups().getLast()));
        assertThat(problem(Probes.of("{gender.subject} saw.", Map.of(), empty)))
                .contains("group \"women\"", "is empty");
        Attribute uneven = new Attribute(
                "gender",
                false,
                List.of(
                        new Group("women", Map.of("subject", List.of("she", "Ann"), "possessive", List.of("her"))),
                        Probes.gender().groups().getLast()));
        assertThat(problem(Probes.of("{gender.subject} saw.", Map.of(), uneven)))
                .contains("in parallel");
        assertThat(problem(new ProbeSet("Nothing", "", "", List.of(), Map.of(), List.of())))
                .contains("\"Nothing\" has no template");
    }
}
