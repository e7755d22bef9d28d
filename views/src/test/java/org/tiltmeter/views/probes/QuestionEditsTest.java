package org.tiltmeter.views.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiltmeter.probe.Answering;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.probe.Scoring;
import org.tiltmeter.probe.Template;
import org.tiltmeter.probe.Word;
import org.tiltmeter.views.DirectWorkspace;
import org.tiltmeter.views.SampleProbes;

class QuestionEditsTest {

    private static final List<String> LABELS = List.of("first", "second");

    private final DirectWorkspace workspace = new DirectWorkspace();
    private ProbesViewModel probes;
    private QuestionEdits questions;

    @BeforeEach
    void begin() {
        probes = new ProbesViewModel(workspace.get(), Optional.of(SampleProbes.set()));
        probes.useSample();
        questions = probes.questions();
    }

    private Template first() {
        return probes.probes().templates().getFirst();
    }

    private Optional<String> problem() {
        workspace.settle();
        return probes.problemProperty().get();
    }

    @Test
    void everyKindCanBeAskedAndTakenBack() {
        ProbeSet before = probes.probes();
        for (QuestionKind kind : QuestionKind.values()) {
            questions.ask(0, kind, LABELS);
            assertThat(first().question()).isEqualTo(kind);
        }
        for (int i = 1; i < QuestionKind.values().length; i++) {
            probes.undo();
        }
        assertThat(probes.probes()).isEqualTo(before);
    }

    @Test
    void aContinuationComparesTargets() {
        questions.ask(0, QuestionKind.CONTINUATION, LABELS);
        assertThat(problem().orElseThrow()).contains("no words").contains("first");
        questions.setTargetWords(0, 0, "home, \"nurse, head\"");
        questions.setTargetWords(0, 1, "money");
        questions.addTarget(0, "first");
        assertThat(first().answering().targets().getLast().label()).isEqualTo("first 2");
        questions.removeTarget(0, 2);
        questions.renameTarget(0, 0, "family");
        questions.addWordsFor(0, 0, "nurse");
        questions.setWordsFor(0, 0, "nurse", "ward");
        assertThat(problem()).isEmpty();
        assertThat(first().answering().targets().getFirst().words()).containsExactly("home", "nurse, head");
        assertThat(first().answering().targets().getFirst().wordsFor()).containsEntry("nurse", List.of("ward"));

        questions.ask(0, QuestionKind.LIKELIHOOD, LABELS);
        assertThat(first().answering()).isEqualTo(Answering.NONE);
        assertThat(problem()).isEmpty();
    }

    @Test
    void aChoiceListsItsOptionsInEveryOrder() {
        questions.ask(0, QuestionKind.CHOICE, LABELS);
        questions.setTargetWords(0, 0, "yes");
        questions.setTargetWords(0, 1, "no");
        questions.list(0, QuestionEdits.Listing.LETTERS);
        assertThat(first().text()).endsWith(" {options.letters}");
        assertThat(problem()).isEmpty();
        assertThat(probes.expansionProperty().get().orElseThrow().asked(0).a().prompts())
                .hasSize(2);
        questions.list(0, QuestionEdits.Listing.WORDS);
        assertThat(QuestionEdits.listing(first().text())).isEqualTo(QuestionEdits.Listing.WORDS);
        questions.list(0, QuestionEdits.Listing.NONE);
        assertThat(first().text())
                .isEqualTo(SampleProbes.set().templates().getFirst().text());
        questions.list(0, QuestionEdits.Listing.WORDS);
        questions.ask(0, QuestionKind.LIKELIHOOD, LABELS);
        assertThat(problem()).isEmpty();
    }

    @Test
    void aDecisionHasPolarityAndProfiles() {
        questions.ask(0, QuestionKind.DECISION, LABELS);
        questions.setNegated(0, "Was {gender.subject} awake?");
        questions.setNeutral(0, "Well?\n\nHm?");
        assertThat(first().answering().neutral()).containsExactly("Well?", "Hm?");
        assertThat(problem()).isEmpty();
        questions.setProfiles(0, true, LABELS);
        assertThat(first().answering().targets()).hasSize(2);
        questions.setProfiles(0, false, LABELS);
        assertThat(problem()).isEmpty();
    }

    @Test
    void generationIsScoredByAWordList() {
        questions.ask(0, QuestionKind.GENERATION, LABELS);
        assertThat(problem().orElseThrow()).contains("word list");
        probes.lists().add("tone");
        probes.lists().addWords(0, "good, bad");
        questions.addScoring(0, "tone");
        questions.setSamples(0, 7);
        questions.setTokens(0, 11);
        assertThat(problem()).isEmpty();
        assertThat(java.util.Objects.requireNonNull(first().answering().sampling())
                        .samples())
                .isEqualTo(7);
        questions.setScoring(0, 0, new Scoring(Scoring.Kind.SENTIMENT, "tone"));
        assertThat(problem().orElseThrow()).contains("weight");
        assertThat(probes.lists().setWeight(0, 0, "1")).isEmpty();
        assertThat(probes.lists().setWeight(0, 1, "-1")).isEmpty();
        assertThat(probes.lists().setWeight(0, 1, "much")).contains("much");
        assertThat(problem()).isEmpty();
    }

    @Test
    void aListAboutASlotKnowsItsWords() {
        assertThat(probes.lists().subjects()).contains("occupation", "gender/women");
        probes.lists().add("occupation");
        probes.lists().setFlag(0, 0, Word.Flag.DISPREFERRED, true);
        probes.lists().setFlag(0, 0, Word.Flag.POLARISING, true);
        probes.lists().setFlag(0, 0, Word.Flag.POLARISING, false);
        assertThat(probes.lists().setCount(0, 1, "12,000")).isEmpty();
        assertThat(probes.lists().setCount(0, 1, "-1")).contains("-1");
        probes.lists().setSource(0, "a register");
        Word first = probes.probes().lists().getFirst().words().getFirst();
        assertThat(first.flags()).isEqualTo(Set.of(Word.Flag.DISPREFERRED));
        assertThat(ListWords.line(probes.probes(), "occupation"))
                .contains("7 words")
                .contains("1 dispreferred (nurse)")
                .contains("1 with a count")
                .contains("a register");
        assertThat(probes.lists().subjects()).doesNotContain("occupation");
        probes.lists().removeWord(0, 0);
        probes.undo();
        assertThat(probes.probes().lists().getFirst().words()).hasSize(7);
    }
}
