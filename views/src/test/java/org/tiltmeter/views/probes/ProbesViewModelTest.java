package org.tiltmeter.views.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.probe.CounterfactualPair;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.DirectWorkspace;
import org.tiltmeter.views.SampleProbes;

class ProbesViewModelTest {

    private final DirectWorkspace workspace = new DirectWorkspace();
    private ProbesViewModel probes;

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        probes = new ProbesViewModel(workspace.get(), Optional.of(SampleProbes.set()));
        probes.useSample();
    }

    private List<CounterfactualPair> pairs() {
        workspace.settle();
        return probes.pairs().pairs();
    }

    private Optional<Expansion> expansion() {
        workspace.settle();
        return probes.expansionProperty().get();
    }

    private Optional<String> problem() {
        workspace.settle();
        return probes.problemProperty().get();
    }

    private ProbeSet set() {
        return probes.probesProperty().get();
    }

    @Test
    void expandsAfterEveryEdit() {
        long before = expansion().orElseThrow().count();
        probes.setSlotWords("occupation", "nurse, welder");
        assertThat(expansion().orElseThrow().count()).isEqualTo(before * 2 / 7);
        assertThat(pairs()).hasSize((int) (before * 2 / 7));
        assertThat(pairs().getFirst().textA()).contains("nurse");
    }

    @Test
    void keepsTheLastExpansionAndSaysWhatIsWrong() {
        int before = pairs().size();
        probes.setTemplateText(0, "The {job} said that {gender.subject} was tired.");
        assertThat(problem().orElseThrow()).contains("{job}").contains("t1");
        assertThat(pairs()).hasSize(before);

        probes.attributes().setTerms(0, 1, "subject", " ,, ");
        probes.setTemplateText(0, "The {occupation} said that {gender.subject} was tired.");
        assertThat(problem().orElseThrow()).contains("men").contains("gender");
    }

    @Test
    void takesTypingInOneFieldBackAtOnce() {
        ProbeSet before = set();
        probes.setTemplateText(0, "T");
        probes.setTemplateText(0, "Th");
        probes.setTemplateText(0, "The");
        probes.setTemplateText(1, "Other");
        probes.undo();
        assertThat(set().templates().get(0).text()).isEqualTo("The");
        probes.undo();
        assertThat(set()).isEqualTo(before);
        assertThat(problem()).isEmpty();
        probes.redo();
        assertThat(set().templates().get(0).text()).isEqualTo("The");
        assertThat(probes.canRedoProperty().get()).isTrue();
    }

    @Test
    void renamesPlacesInTemplatesToo() {
        probes.renameSlot("occupation", "job");
        probes.attributes().rename(0, "sex");
        probes.attributes().renameForm(0, "subject", "nominative");
        assertThat(set().templates().getFirst().text()).contains("{job}").contains("{sex.nominative}");
        assertThat(problem()).isEmpty();
    }

    @Test
    void refusesANameThatIsTaken() {
        probes.addSlot("place");
        probes.renameSlot("place", "occupation");
        assertThat(set().slots().keySet()).containsExactly("occupation", "place");
        probes.attributes().addForm(0, "object");
        probes.attributes().renameForm(0, "object", "subject");
        assertThat(set().attributes().getFirst().groups().getFirst().forms().keySet())
                .containsExactly("subject", "object");
    }

    @Test
    void addsAndRemovesGroupsFormsAndAttributes() {
        probes.attributes().addGroup(0, "group");
        assertThat(set().attributes().getFirst().groups()).hasSize(3);
        assertThat(set().attributes().getFirst().groups().getLast().forms().keySet())
                .containsExactly("subject");
        probes.attributes().setTerms(0, 2, "subject", "they");
        assertThat(problem()).isEmpty();
        probes.attributes().removeGroup(0, 2);
        probes.attributes().remove(1);
        assertThat(set().attributes()).hasSize(1);
        assertThat(workspace.get().messages().notices()).hasSize(1);
        workspace
                .get()
                .messages()
                .notices()
                .getLast()
                .action()
                .orElseThrow()
                .run()
                .run();
        assertThat(set().attributes()).hasSize(2);
    }

    @Test
    void beginsWithWhatCanBeFilledIn() {
        probes.open(folder.resolve("missing.json"));
        workspace.settle();
        assertThat(workspace.get().messages().problemProperty().get()).isNotNull();
        assertThat(set()).isEqualTo(SampleProbes.set());

        DirectWorkspace desk = new DirectWorkspace();
        ProbesViewModel other = new ProbesViewModel(desk.get(), Optional.empty());
        other.begin("My set", "The person said that", new ProbesViewModel.Words("gender", "a", "b", "subject"));
        other.attributes().setTerms(0, 0, "subject", "she");
        other.attributes().setTerms(0, 1, "subject", "he");
        desk.settle();
        assertThat(other.problemProperty().get()).isEmpty();
        assertThat(other.pairs().pairs().getFirst().textA()).isEqualTo("The person said that she");
        assertThat(other.suggestedFileName()).isEqualTo("my-set.probes");
    }

    @Test
    void savesAndOpensAProbeFile() throws Exception {
        Path file = folder.resolve("set.probes.json");
        probes.save(file);
        workspace.settle();
        assertThat(ProbeFile.read(file)).isEqualTo(SampleProbes.set());

        probes.setTemplateText(0, "changed {gender.subject}");
        Files.writeString(folder.resolve("bad.json"), "{\"format\": 7}");
        probes.open(folder.resolve("bad.json"));
        workspace.settle();
        assertThat(workspace.get().messages().problemProperty().get().text()).contains("bad.json");
        probes.open(file);
        workspace.settle();
        assertThat(set()).isEqualTo(SampleProbes.set());
        probes.undo();
        assertThat(set().templates().getFirst().text()).isEqualTo("changed {gender.subject}");
    }

    @Test
    void readsWordsAsTheyAreTyped() {
        assertThat(ProbeEdits.words("nurse,  welder\nteller,,")).isEqualTo(List.of("nurse", "welder", "teller"));
        assertThat(ProbeEdits.free("slot", List.of("slot", "slot 2"))).isEqualTo("slot 3");
    }
}
