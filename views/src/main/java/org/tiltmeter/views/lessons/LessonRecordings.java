package org.tiltmeter.views.lessons;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.tiltmeter.views.Notice;
import org.tiltmeter.views.Problem;
import org.tiltmeter.views.Workspace;
import org.tiltmeter.views.jobs.Outcome;

/// What the steps of the lesson that is taught once gave: whether that is shown instead of computing, whether it is
/// offered, and where the numbers come from that are shown. UI thread.
final class LessonRecordings {

    /// How long a step computes before its recording is offered.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Workspace workspace;
    private final LessonMaterials materials;
    private final LessonScreen screen;
    private final BooleanProperty use;
    private final ReadOnlyObjectWrapper<Optional<LessonRecording>> recording =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<RecordedStep.Origin>> origin =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper offered = new ReadOnlyBooleanWrapper();
    private int acts;

    /// @param use whether the teacher wants recordings shown instead of computing
    LessonRecordings(Workspace workspace, LessonMaterials materials, LessonScreen screen, BooleanProperty use) {
        this.workspace = workspace;
        this.materials = materials;
        this.screen = screen;
        this.use = use;
    }

    /// Forgets the lesson's recording.
    void close() {
        recording.set(Optional.empty());
    }

    /// Reads a lesson's recording. One that cannot be used is one sentence; the lesson computes then.
    ///
    /// @param taught whether the lesson is still taught once the recording is read
    void open(Lesson lesson, BooleanSupplier taught) {
        workspace
                .fileJobs()
                .submit(
                        "job.readingLessons",
                        (progress, cancellation) -> materials
                                .recording(lesson.id())
                                .map(bytes -> RecordingFile.read(bytes, lesson.id() + RecordingFile.SUFFIX)),
                        outcome -> {
                            if (outcome instanceof Outcome.Failed<Optional<LessonRecording>> failed) {
                                workspace
                                        .messages()
                                        .tell(Notice.of(
                                                Notice.Kind.WARNING,
                                                "lessons.recordingBroken",
                                                Problem.of(failed.cause()).text()));
                            }
                            if (outcome instanceof Outcome.Done<Optional<LessonRecording>> done
                                    && taught.getAsBoolean()) {
                                recording.set(done.result());
                            }
                        });
    }

    /// What a step once gave, if that is recorded.
    ///
    /// @param number from 1
    Optional<RecordedStep> step(int number) {
        return recording.get().flatMap(known -> known.step(number));
    }

    /// What training the class's model once gave, if that is recorded.
    Optional<RecordedStep> training() {
        return recording.get().flatMap(LessonRecording::training);
    }

    /// Offers the recording of a step that takes long on this computer.
    ///
    /// @param computing whether the step is still computing
    void offerLater(BooleanSupplier computing) {
        int act = ++acts;
        screen.later(PATIENCE, () -> {
            if (act == acts && computing.getAsBoolean()) {
                offered.set(true);
            }
        });
    }

    /// Offers the step's recording no longer.
    void withdrawOffer() {
        offered.set(false);
    }

    /// A recording is shown now.
    void shown(RecordedStep step) {
        origin.set(Optional.of(step.origin()));
    }

    /// Nothing recorded is shown or offered any more.
    void forgetShown() {
        acts++;
        origin.set(Optional.empty());
        offered.set(false);
    }

    /// The lesson's recording, once it is read.
    ReadOnlyObjectProperty<Optional<LessonRecording>> recordingProperty() {
        return recording.getReadOnlyProperty();
    }

    /// Whether recordings are shown instead of computing.
    BooleanProperty useProperty() {
        return use;
    }

    /// Where the numbers come from that a step shows, if they were recorded; empty if they were computed here.
    ReadOnlyObjectProperty<Optional<RecordedStep.Origin>> originProperty() {
        return origin.getReadOnlyProperty();
    }

    /// Whether the step has been computing for so long that its recording is offered.
    ReadOnlyBooleanProperty offeredProperty() {
        return offered.getReadOnlyProperty();
    }
}
