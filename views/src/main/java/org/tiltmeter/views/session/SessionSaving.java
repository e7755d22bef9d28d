package org.tiltmeter.views.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.report.AuditRun;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Outcome;

/// Saves what has changed, one job at a time; changes made meanwhile are saved after it, together. What could not be
/// saved is kept and tried again. UI thread.
final class SessionSaving {

    private final Workspace workspace;
    private final SessionKeeper keeper;
    private final ReadOnlyObjectWrapper<SaveState> state = new ReadOnlyObjectWrapper<>(SaveState.EMPTY);
    private final List<AuditRun> unsaved = new ArrayList<>();
    private boolean changed;
    private boolean saving;

    SessionSaving(Workspace workspace, SessionKeeper keeper) {
        this.workspace = workspace;
        this.keeper = keeper;
    }

    /// How safe the present content is.
    ReadOnlyObjectProperty<SaveState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// An audit that is to be saved with the next change.
    void take(AuditRun run) {
        unsaved.add(run);
    }

    /// Something has changed: saves it as soon as what is being saved is done.
    void noteChange() {
        changed = true;
        state.set(SaveState.SAVING);
        save();
    }

    /// Another session is open now, as it lies on the disk.
    void beginAnew(SaveState next) {
        unsaved.clear();
        changed = false;
        state.set(next);
    }

    /// Saves what has changed, unless that is being done.
    void save() {
        if (saving || !changed) {
            return;
        }
        saving = true;
        SessionContent content = taken();
        workspace.fileJobs().submit("job.savingSession", (progress, cancellation) -> keeper.save(content), outcome -> {
            saving = false;
            Problem.of(outcome).ifPresent(workspace.messages()::report);
            if (outcome instanceof Outcome.Done<Optional<Path>>) {
                settle();
                save();
            } else {
                putBack(content);
            }
        });
    }

    /// Saves everything and then does more with the session, as one job.
    ///
    /// @param titleKey key of the words that say what is being done
    /// @param then runs on the worker once everything is saved
    /// @param done hears that both are done
    void saveAnd(String titleKey, Runnable then, Runnable done) {
        SessionContent content = taken();
        // Written by the worker before the outcome is handed over.
        boolean[] saved = new boolean[1];
        workspace
                .fileJobs()
                .submit(
                        titleKey,
                        (progress, cancellation) -> {
                            keeper.save(content);
                            saved[0] = true;
                            then.run();
                            return true;
                        },
                        outcome -> {
                            Problem.of(outcome).ifPresent(workspace.messages()::report);
                            if (saved[0]) {
                                settle();
                                save();
                            } else {
                                putBack(content);
                            }
                            if (outcome instanceof Outcome.Done<Boolean>) {
                                done.run();
                            }
                        });
    }

    private SessionContent taken() {
        SessionContent content = new SessionContent(
                workspace.probesProperty().get(),
                Optional.ofNullable(workspace.conceptsProperty().get()),
                workspace.conceptTestsProperty().get(),
                workspace.conceptFindingsProperty().get(),
                workspace.seedProperty().get(),
                Optional.ofNullable(workspace.modelProperty().get()).map(LanguageModel::summary),
                workspace.fingerprintProperty().get(),
                workspace.originProperty().get().fingerprints(),
                unsaved);
        unsaved.clear();
        changed = false;
        return content;
    }

    private void settle() {
        state.set(changed ? SaveState.SAVING : SaveState.SAVED);
    }

    private void putBack(SessionContent content) {
        unsaved.addAll(0, content.runs());
        changed = true;
        state.set(SaveState.FAILED);
    }
}
