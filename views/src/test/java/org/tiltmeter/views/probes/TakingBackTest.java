package org.tiltmeter.views.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.probe.QuestionKind;
import org.tiltmeter.views.DirectWorkspace;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.SampleProbes;

/// Whatever removes or replaces something of a probe set does it at once, and the notice brings it back.
class TakingBackTest {

    private final DirectWorkspace workspace = new DirectWorkspace();
    private final ProbesViewModel probes = new ProbesViewModel(workspace.get(), Optional.of(SampleProbes.set()));

    TakingBackTest() {
        probes.useSample();
        probes.attributes().addForm(0, "object");
        probes.attributes().setTerms(0, 0, "object", "her");
        probes.attributes().setTerms(0, 1, "object", "him");
        probes.questions().ask(0, QuestionKind.CONTINUATION, List.of("kind", "unkind"));
        probes.questions().setTargetWords(0, 0, "kind");
        probes.questions().setTargetWords(0, 1, "unkind");
        probes.questions().setWordsFor(0, 0, "nurse", "gentle");
        probes.lists().add("pleasant");
        probes.lists().addWords(0, "kind, friendly");
        probes.questions().ask(1, QuestionKind.GENERATION, List.of());
        probes.questions().addScoring(1, "pleasant");
        workspace.settle();
        assertThat(probes.problemProperty().get()).isEmpty();
    }

    private ProbeSet set() {
        return probes.probesProperty().get();
    }

    private CounterfactualPair pair() {
        return probes.pairs().pairs().getFirst();
    }

    private List<Notice> offers() {
        return workspace.get().messages().notices().stream()
                .filter(notice -> notice.action().isPresent())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> theNoticeBringsItBack() {
        Map<String, Runnable> actions = Map.ofEntries(
                Map.entry("template", () -> probes.removeTemplate(2)),
                Map.entry("attribute", () -> probes.attributes().remove(1)),
                Map.entry("group", () -> probes.attributes().removeGroup(0, 1)),
                Map.entry("form", () -> probes.attributes().removeForm(0, "object")),
                Map.entry("slot", () -> probes.removeSlot("occupation")),
                Map.entry("target", () -> probes.questions().removeTarget(0, 1)),
                Map.entry("words for a slot word", () -> probes.questions().removeWordsFor(0, 0, "nurse")),
                Map.entry("scoring", () -> probes.questions().removeScoring(1, 0)),
                Map.entry("word list", () -> probes.lists().remove(0)),
                Map.entry("word", () -> probes.lists().removeWord(0, 1)),
                Map.entry("pair left out", () -> probes.pairs().exclude(pair(), "reason")),
                Map.entry("pairs of a word left out", () -> probes.pairs().excludeWord("welder", "reason")),
                Map.entry("other set", probes::useSample));
        return actions.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
    }

    private void check(String name, Runnable action) {
        ProbeSet before = set();
        action.run();
        workspace.settle();
        assertThat(set()).as(name).isNotEqualTo(before);
        assertThat(offers()).as(name).hasSize(1);
        offers().getFirst().action().orElseThrow().run().run();
        workspace.settle();
        assertThat(set()).as(name).isEqualTo(before);
        assertThat(offers()).as(name).isEmpty();
    }

    @Test
    void takingAllPairsBackInCanBeTakenBack() {
        probes.pairs().exclude(pair(), "one");
        workspace.settle();
        ProbeSet before = set();
        probes.pairs().takeBack(before.exclusions());
        workspace.settle();
        assertThat(set().exclusions()).isEmpty();
        offers().getFirst().action().orElseThrow().run().run();
        assertThat(set()).isEqualTo(before);
    }

    @Test
    void theNextEditWithdrawsTheOffer() {
        probes.removeTemplate(2);
        assertThat(offers()).hasSize(1);
        probes.setSlotWords("occupation", "nurse, welder");
        assertThat(offers()).isEmpty();
    }
}
