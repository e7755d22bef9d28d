package org.tiltmeter.views.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.views.DirectWorkspace;
import org.tiltmeter.views.FakeOpener;
import org.tiltmeter.views.settings.Settings;

/// A file with code is loaded only on the user's word.
class TorchFileCandidateTest {

    @TempDir
    private Path folder;

    @Test
    void waitsForTheUsersWord() throws IOException {
        Path file = Files.writeString(folder.resolve("model.pt"), "code");
        DirectWorkspace workspace = new DirectWorkspace();
        FakeOpener opener = new FakeOpener();
        ModelViewModel viewModel = new ModelViewModel(workspace.get(), opener, new Settings());
        viewModel.chooseAndLoad(file);
        workspace.settle();
        assertThat(opener.opened()).isEmpty();
        assertThat(workspace.get().featureProperty().get()).isEqualTo("model");
        Candidate candidate =
                Objects.requireNonNull(viewModel.candidateProperty().get());
        assertThat(candidate.summary().containsCode()).isTrue();
        assertThat(candidate.summary().folder()).isEqualTo(file.toAbsolutePath().normalize());
        viewModel.load();
        workspace.settle();
        assertThat(opener.opened()).hasSize(1);
    }
}
