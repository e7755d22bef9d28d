package org.tiltmeter.views.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.architecture.FoundModels;
import org.tiltmeter.architecture.FoundModels.PassedOver;
import org.tiltmeter.architecture.FoundModels.Reason;
import org.tiltmeter.views.DirectWorkspace;
import org.tiltmeter.views.FakeOpener;
import org.tiltmeter.views.settings.Settings;

/// A folder that holds no model itself but some below it.
class FoundModelsTest {

    @TempDir
    private Path folder;

    private final DirectWorkspace workspace = new DirectWorkspace();
    private final ModelViewModel viewModel = new ModelViewModel(workspace.get(), new FakeOpener(), new Settings());

    private Path model(String name) throws IOException {
        Path model = Files.createDirectories(folder.resolve(name));
        Files.writeString(model.resolve("config.json"), "{}");
        return model;
    }

    private void choose(Path path) {
        viewModel.choose(path);
        workspace.settle();
    }

    private FoundModels found() {
        return Objects.requireNonNull(viewModel.foundProperty().get());
    }

    @Test
    void listsThemThenOffersTheOneThatIsChosenAndComesBack() throws IOException {
        Path one = model("one");
        model("two");
        Files.writeString(folder.resolve("pytorch_model.bin"), "pickle");
        choose(folder);
        assertThat(workspace.get().featureProperty().get()).isEqualTo("model");
        assertThat(viewModel.candidateProperty().get()).isNull();
        assertThat(found().models()).hasSize(2);
        choose(one);
        assertThat(Objects.requireNonNull(viewModel.candidateProperty().get())
                        .summary()
                        .folder())
                .isEqualTo(one);
        viewModel.dismiss();
        assertThat(viewModel.candidateProperty().get()).isNull();
        assertThat(found().models()).hasSize(2);
        viewModel.dismiss();
        assertThat(viewModel.foundProperty().get()).isNull();
    }

    @Test
    void opensTheOnlyOneAtOnce() throws IOException {
        Path one = model("one");
        choose(folder);
        assertThat(viewModel.foundProperty().get()).isNull();
        assertThat(Objects.requireNonNull(viewModel.candidateProperty().get())
                        .summary()
                        .folder())
                .isEqualTo(one);
    }

    @Test
    void forgetsTheListWhenAnotherModelIsChosenOrOneIsLoaded(@TempDir Path elsewhere) throws IOException {
        Path one = model("one");
        model("two");
        choose(folder);
        Files.writeString(elsewhere.resolve("config.json"), "{}");
        choose(elsewhere);
        assertThat(viewModel.foundProperty().get()).isNull();
        choose(folder);
        choose(one);
        viewModel.load();
        workspace.settle();
        assertThat(viewModel.modelProperty().get()).isNotNull();
        assertThat(viewModel.foundProperty().get()).isNull();
    }

    @Test
    void saysThatThereIsNothingAtAll() {
        choose(folder);
        assertThat(Objects.requireNonNull(
                                workspace.get().messages().problemProperty().get())
                        .text())
                .contains("has no config.json");
    }

    @Test
    void saysEveryReason() {
        for (Reason reason : Reason.values()) {
            assertThat(FoundWords.why(new PassedOver(folder, reason, "It is damaged.")))
                    .isNotBlank();
        }
        assertThat(FoundWords.why(new PassedOver(folder, Reason.PICKLE, "")))
                .isEqualTo("pickles can run code; convert it to safetensors");
        assertThat(FoundWords.why(new PassedOver(folder, Reason.OTHER_FORMAT, "gguf")))
                .isEqualTo("gguf is not read");
    }
}
