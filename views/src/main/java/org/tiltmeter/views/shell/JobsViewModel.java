package org.tiltmeter.views.shell;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.views.jobs.Job;
import org.tiltmeter.views.jobs.Jobs;
import org.tiltmeter.views.jobs.Phase;

/// The work that one worker does now, as words and a bar. UI thread.
public final class JobsViewModel {

    /// Stands for a share that is not known.
    public static final double UNKNOWN = -1;

    private final Jobs jobs;
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(0);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canCancel = new ReadOnlyBooleanWrapper();
    private final ChangeListener<Object> changed = (observed, before, after) -> show();

    public JobsViewModel(Jobs jobs) {
        this.jobs = jobs;
        jobs.currentProperty().addListener((observed, before, after) -> follow(before, after));
        jobs.phaseProperty().addListener(changed);
        follow(null, jobs.currentProperty().get());
    }

    private void follow(@Nullable Job before, @Nullable Job after) {
        if (before != null) {
            before.stepProperty().removeListener(changed);
            before.phaseProperty().removeListener(changed);
        }
        if (after != null) {
            after.stepProperty().addListener(changed);
            after.phaseProperty().addListener(changed);
        }
        show();
    }

    private void show() {
        Job job = jobs.currentProperty().get();
        busy.set(job != null);
        canCancel.set(jobs.phaseProperty().get() == Phase.RUNNING);
        text.set(job == null ? "" : JobWords.of(job));
        fraction.set(job == null ? 0 : job.fraction().orElse(UNKNOWN));
    }

    /// Asks everything to stop.
    public void cancel() {
        jobs.cancelAll();
    }

    /// What is being done, how far, how fast and how long it will take; empty when nothing is.
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /// Share done, 0 … 1, or [#UNKNOWN].
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /// Whether anything runs or waits.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Whether there is something to stop that has not been asked yet.
    public ReadOnlyBooleanProperty canCancelProperty() {
        return canCancel.getReadOnlyProperty();
    }
}
