package org.tiltmeter.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.tiltmeter.concept.sparse.SparseTexts;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Exclusion;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.routing.ProfileText;
import org.tiltmeter.testing.Probes;
import org.tiltmeter.work.BadInputException;

/// Texts of pairs that a probe set leaves out are nowhere among those that are made of the set.
class LeftOutPairsTest {

    private static ProbeSet without(Predicate<CounterfactualPair> left) {
        ProbeSet all = Probes.occupations();
        return all.withExclusions(Expansion.of(all)
                .pairs()
                .filter(left)
                .map(pair -> new Exclusion(pair.template(), pair.textA(), pair.textB(), "odd"))
                .toList());
    }

    private static ProbeSet withoutNurses() {
        return without(pair -> pair.fills().containsValue("nurse"));
    }

    private static void noNurses(List<String> texts) {
        assertThat(texts).isNotEmpty().noneMatch(text -> text.contains("nurse"));
    }

    @Test
    void expertsAreProfiledOnWhatIsLeft() {
        noNurses(ProfileText.of(withoutNurses(), 500, 42).stream()
                .map(ProfileText::text)
                .toList());
        noNurses(ProfileText.neutral(withoutNurses(), "neutral", 500, 42).stream()
                .map(ProfileText::text)
                .toList());
    }

    @Test
    void conceptsOfGroupsAreMadeOfWhatIsLeft() {
        Concept women = GroupTexts.of(withoutNurses(), "gender", "women", "men", 1_000);
        noNurses(women.positive());
        noNurses(women.negative());
        assertThat(women.positive()).hasSameSizeAs(women.negative());
        assertThat(GroupTexts.of(Probes.occupations(), "gender", "women", "men", 1)
                        .positive())
                .as("the text that is taken where nothing is left out")
                .allMatch(text -> text.contains("nurse"));
        noNurses(GroupTexts.of(withoutNurses(), "gender", "women", "men", 1).positive());
        assertThatThrownBy(() -> GroupTexts.of(without(pair -> true), "gender", "women", "men", 1_000))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is excluded; keep some");
    }

    @Test
    void answersAreAskedOfWhatIsLeft() {
        noNurses(
                AnswerTexts.of(withoutNurses(), "gender", "women", "men", 1_000).texts());
    }

    @Test
    void featuresAreLearnedFromWhatIsLeft() {
        noNurses(SparseTexts.of(new ConceptSet("none", "", "", List.of()), withoutNurses(), 1_000));
    }
}
