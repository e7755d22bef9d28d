package org.tiltmeter.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tiltmeter.probe.Attribute;
import org.tiltmeter.probe.Group;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Template;
import org.tiltmeter.work.BadInputException;

class WordTargetsTest {

    private static final List<String> SENTENCES = List.of("A {word}", "The {word}", "One {word}", "This {word}");

    @Test
    void bothSidesDifferInTheWordAlone() {
        List<Concept> targets = WordTargets.of(List.of("cup", "door", "flag", "cup"), SENTENCES);
        assertThat(targets).extracting(Concept::name).containsExactly("cup", "door", "flag");
        for (Concept target : targets) {
            for (int i = 0; i < SENTENCES.size(); i++) {
                String beginning = SENTENCES.get(i).replace(WordTargets.WORD, "");
                assertThat(target.positive().get(i)).isEqualTo(beginning + target.name());
                assertThat(target.negative().get(i)).startsWith(beginning).isNotEqualTo(beginning + target.name());
            }
            assertThat(target.negative().stream().map(text -> text.substring(text.indexOf(' ') + 1)))
                    .contains(targets.stream()
                            .map(Concept::name)
                            .filter(name -> !name.equals(target.name()))
                            .toArray(String[]::new));
        }
    }

    @Test
    void aProbeSetsTextsEndAtTheWord() {
        Attribute gender = new Attribute(
                "gender",
                false,
                List.of(
                        new Group("men", Map.of("subject", List.of("he"))),
                        new Group("women", Map.of("subject", List.of("she")))));
        ProbeSet probes = new ProbeSet(
                "jobs",
                "",
                "",
                List.of(gender),
                Map.of("job", List.of("nurse", "smith")),
                List.of(
                        new Template("a", "The {job} said that {gender.subject} was late", QuestionKind.LIKELIHOOD),
                        new Template("b", "Then {gender.subject} met the {job}", QuestionKind.LIKELIHOOD)));
        assertThat(WordTargets.sentences(probes, "job", 5)).containsExactly("The {word}", "Then he met the {word}");
        assertThat(WordTargets.sentences(probes, "other", 5)).isEmpty();
    }

    @Test
    void aWordThatHoldsTheSlotsWordIsNotTakenForIt() {
        ProbeSet probes = new ProbeSet(
                "jobs",
                "",
                "",
                List.of(new Attribute(
                        "gender",
                        false,
                        List.of(
                                new Group("men", Map.of("subject", List.of("he"))),
                                new Group("women", Map.of("subject", List.of("she")))))),
                Map.of("job", List.of("actor"), "place", List.of("factory")),
                List.of(new Template(
                        "a", "In the {place} the {job} said that {gender.subject} slept", QuestionKind.LIKELIHOOD)));
        assertThat(WordTargets.sentences(probes, "job", 5)).containsExactly("In the factory the {word}");
    }

    @Test
    void tooLittleIsRefusedInOneSentence() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> WordTargets.of(List.of("cup"), SENTENCES))
                .withMessageContaining("at least two");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> WordTargets.of(List.of("cup", "door"), SENTENCES.subList(0, 3)))
                .withMessageContaining("3 sentences");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> WordTargets.of(List.of("cup", "door"), List.of("a", "b", "c", "d")))
                .withMessageContaining("{word}");
    }
}
