package org.tiltmeter.views.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.views.DirectWorkspace;
import org.tiltmeter.views.SampleProbes;

class ExchangeViewModelTest {

    @TempDir
    Path folder;

    private final DirectWorkspace workspace = new DirectWorkspace();
    private ProbesViewModel probes;

    @BeforeEach
    void begin() {
        probes = new ProbesViewModel(workspace.get(), Optional.of(SampleProbes.set()));
        probes.useSample();
        workspace.settle();
    }

    private String lastNotice() {
        return workspace.get().messages().notices().getLast().text();
    }

    @Test
    void aTableIsPastedAndTakenBack() {
        ProbeSet before = probes.probes();
        probes.exchange().paste("slot\tword\noccupation\tnurse\noccupation\t'=cmd|' /C calc'!A0\n");
        workspace.settle();
        assertThat(probes.probes().slots().get("occupation")).hasSize(8).endsWith("=cmd|' /C calc'!A0");
        assertThat(lastNotice()).contains("1 word").contains("no templates");
        probes.undo();
        assertThat(probes.probes()).isEqualTo(before);

        probes.exchange().paste("nonsense\n");
        workspace.settle();
        assertThat(workspace.get().messages().problemProperty().get().text()).contains("The clipboard: row 1");
        assertThat(probes.probes()).isEqualTo(before);
    }

    @Test
    void aCopiedTableGuardsFormulasAndComesBackTheSame() {
        probes.setSlotWords("occupation", "=1+1, @home, \"a, b\", <script>");
        List<String> copied = new ArrayList<>();
        probes.exchange().copy(copied::add);
        workspace.settle();
        assertThat(copied).singleElement().asString().contains("\t'=1+1\t").contains("\t'@home\t");
        assertThat(lastNotice()).contains("the set's name and source");
        ProbesViewModel other = new ProbesViewModel(workspace.get(), Optional.empty());
        other.edit("all", set -> org.tiltmeter.views.ProbeSets.EMPTY);
        other.exchange().paste(copied.getFirst());
        workspace.settle();
        assertThat(other.probes().slots().get("occupation")).containsExactly("=1+1", "@home", "a, b", "<script>");
        assertThat(other.probes().templates()).isEqualTo(SampleProbes.set().templates());
        assertThat(other.probes().attributes()).isEqualTo(SampleProbes.set().attributes());
    }

    @Test
    void filesOfEveryFormAreOpened() throws Exception {
        Path table = folder.resolve("set.csv");
        Path lines = folder.resolve("set.jsonl");
        probes.exchange().exportTable(table);
        probes.exchange().exportLines(lines);
        workspace.settle();
        assertThat(Files.readString(table)).startsWith("part,name,text,question");
        ProbeSet sample = probes.probes();
        probes.setSlotWords("occupation", "clerk");
        probes.open(lines);
        workspace.settle();
        assertThat(probes.probes()).isEqualTo(sample);
        probes.setSlotWords("occupation", "clerk");
        probes.open(table);
        workspace.settle();
        assertThat(probes.probes().slots().get("occupation")).hasSize(8);
        assertThat(probes.probes().name()).isEqualTo(sample.name());
        probes.undo();
        assertThat(probes.probes().slots().get("occupation")).containsExactly("clerk");
    }
}
