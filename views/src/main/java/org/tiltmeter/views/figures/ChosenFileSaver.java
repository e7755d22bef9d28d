package org.tiltmeter.views.figures;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.views.FileDialogs;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Texts;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Outcome;

/// Asks with the window's dialogs and writes on the files' worker, so that a slow disk does not stop the window. UI
/// thread.
public final class ChosenFileSaver implements FileSaver {

    private final Workspace workspace;
    private final FileDialogs dialogs;
    private final Consumer<Figure> pinning;

    /// @param workspace whose worker writes and whose messages tell
    /// @param dialogs ask where to write
    /// @param pinning pins a figure to the report
    public ChosenFileSaver(Workspace workspace, FileDialogs dialogs, Consumer<Figure> pinning) {
        this.workspace = workspace;
        this.dialogs = dialogs;
        this.pinning = pinning;
    }

    @Override
    public Optional<Consumer<Figure>> pinning() {
        return Optional.of(pinning);
    }

    @Override
    public void save(@Nullable Window owner, String suggestedName, String extension, Writing writing) {
        dialogs.chooseTarget(Texts.get("figures.saveTitle"), FileDialogs.Kind.of(extension), suggestedName)
                .ifPresent(file -> write(file, writing));
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
