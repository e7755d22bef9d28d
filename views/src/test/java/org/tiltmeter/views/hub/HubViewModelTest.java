package org.tiltmeter.views.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.views.DirectWorkspace;
import org.tiltmeter.views.FakeHub;
import org.tiltmeter.views.Notice;

/// Nothing is asked of a hub but on the user's word, and nothing fetched before it was shown.
class HubViewModelTest {

    @TempDir
    private Path models;

    private final DirectWorkspace workspace = new DirectWorkspace();
    private final FakeHub hub = new FakeHub();
    private final List<Path> opened = new ArrayList<>();
    private HubViewModel viewModel = new HubViewModel(workspace.get(), new HubSource(hub, Path.of(".")), opened::add);

    @BeforeEach
    void putModelsIntoTheTestFolder() {
        viewModel = new HubViewModel(workspace.get(), new HubSource(hub, models), opened::add);
    }

    private void lookUp(String words) {
        viewModel.wordsProperty().set(words);
        viewModel.lookUp();
        workspace.settle();
    }

    private FetchOffer offered() {
        return Objects.requireNonNull(viewModel.offerProperty().get());
    }

    private String problem() {
        return Objects.requireNonNull(
                        workspace.get().messages().problemProperty().get())
                .text();
    }

    @Test
    void asksNothingWhileTheUserTypes() {
        assertThat(viewModel.canLookUp().get()).isFalse();
        viewModel.wordsProperty().set("maker/model");
        workspace.settle();
        assertThat(viewModel.canLookUp().get()).isTrue();
        assertThat(hub.calls()).isEmpty();
    }

    @Test
    void showsWhatWouldBeFetchedAndFetchesOnTheSecondWord() {
        lookUp("maker/model@v2");
        assertThat(viewModel.stageProperty().get()).isEqualTo(FetchStage.OFFERED);
        assertThat(offered().target().folder()).isEqualTo(models.resolve("maker/model@v2"));
        assertThat(offered().familyKnown()).isTrue();
        assertThat(hub.calls()).containsExactly("look up maker/model@v2");
        viewModel.fetch();
        workspace.settle();
        assertThat(hub.calls()).hasSize(2);
        assertThat(opened).containsExactly(models.resolve("maker/model@v2"));
        assertThat(viewModel.stageProperty().get()).isEqualTo(FetchStage.IDLE);
        assertThat(workspace.get().messages().notices())
                .extracting(Notice::kind)
                .containsExactly(Notice.Kind.SUCCESS);
    }

    @Test
    void saysWhyThereIsNothing() {
        lookUp("maker/unknown");
        assertThat(problem()).contains("has no model maker/unknown");
        assertThat(viewModel.stageProperty().get()).isEqualTo(FetchStage.IDLE);
        lookUp("no id at all");
        assertThat(problem()).contains("is no model id");
        assertThat(hub.calls()).hasSize(1);
        lookUp("maker/model");
        assertThat(workspace.get().messages().problemProperty().get()).isNull();
    }

    @Test
    void keepsTheOfferWhenFetchingFails() {
        lookUp("maker/damaged");
        viewModel.fetch();
        workspace.settle();
        assertThat(problem()).contains("arrived with another content");
        assertThat(viewModel.stageProperty().get()).isEqualTo(FetchStage.OFFERED);
        assertThat(opened).isEmpty();
    }

    @Test
    void keepsTheOfferWhenFetchingIsStopped() {
        lookUp("maker/slow");
        viewModel.fetch();
        viewModel.cancel();
        workspace.settle();
        assertThat(viewModel.stageProperty().get()).isEqualTo(FetchStage.OFFERED);
        assertThat(workspace.get().messages().notices())
                .extracting(Notice::text)
                .singleElement()
                .asString()
                .contains("What has arrived is kept in " + models);
    }

    @Test
    void takesAnotherFolderAndLooksAtItsDisk() {
        lookUp("maker/model");
        viewModel.chooseFolder(models.resolve("elsewhere"));
        workspace.settle();
        assertThat(offered().target().folder()).isEqualTo(models.resolve("elsewhere/model"));
        assertThat(offered().target().free()).isPositive();
        viewModel.fetch();
        workspace.settle();
        assertThat(opened).containsExactly(models.resolve("elsewhere/model"));
    }

    @Test
    void forgetsTheToken() {
        viewModel.tokenProperty().set(" hf_secret ");
        lookUp("maker/model");
        viewModel.fetch();
        workspace.settle();
        assertThat(hub.calls()).hasSize(2).allMatch(call -> call.endsWith(" with hf_secret"));
        assertThat(viewModel.tokenProperty().get()).isEmpty();
    }

    @Test
    void warnsOfWhatSpeaksAgainstIt() {
        hub.setGated();
        hub.setFamily("mamba9");
        hub.setWeightBytes(1L << 60);
        lookUp("maker/model");
        assertThat(HubWords.warnings(offered()))
                .hasSize(3)
                .anyMatch(line -> line.contains("are still to be fetched"))
                .anyMatch(line -> line.contains("accepted its licence at https://hub.example/maker/model"))
                .anyMatch(line -> line.contains("“mamba9”"));
        assertThat(HubWords.leftOut(offered().plan()))
                .containsExactly(
                        "Programs, which could do anything on this computer: modeling_small.py",
                        "Pickles, which can run code when they are read: pytorch_model.bin",
                        "Not needed to open the model: README.md");
    }
}
