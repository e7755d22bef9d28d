package org.tiltmeter.views.figures;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Outcome;

/// Asks with the system's dialog and writes on the files' worker, so that a slow disk does not stop the window. UI
/// thread.
public final class ChosenFileSaver implements FileSaver {

    private final Workspace workspace;
    private @Nullable File lastFolder;

    /// @param workspace whose worker writes and whose messages tell
    public ChosenFileSaver(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public void save(@Nullable Window owner, String suggestedName, String extension, Writing writing) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.get("figures.saveTitle"));
        chooser.setInitialFileName(suggestedName + "." + extension);
        if (lastFolder != null && lastFolder.isDirectory()) {
            chooser.setInitialDirectory(lastFolder);
        }
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(extension.toUpperCase(Locale.ROOT), "*." + extension));
        File chosen = chooser.showSaveDialog(owner);
        if (chosen != null) {
            lastFolder = chosen.getParentFile();
            write(chosen.toPath(), writing);
        }
    }

    /// Writes without asking.
    void write(Path file, Writing writing) {
        workspace
                .fileJobs()
                .<Path>submit(
                        "figures.saving",
                        (progress, cancellation) -> {
                            writing.write(file);
                            return file;
                        },
                        this::tell);
    }

    private void tell(Outcome<Path> outcome) {
        if (outcome instanceof Outcome.Done<Path> done) {
            workspace
                    .messages()
                    .tell(Notice.of(
                            Notice.Kind.SUCCESS, "figures.saved", done.result().toString()));
        }
        Problem.of(outcome).ifPresent(workspace.messages()::report);
    }
}
