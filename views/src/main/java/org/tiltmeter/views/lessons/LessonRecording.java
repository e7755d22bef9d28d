package org.tiltmeter.views.lessons;

import java.util.List;
import java.util.Optional;

/// What the computing steps of one lesson once gave.
///
/// @param format always [RecordingFile#FORMAT]
/// @param version always [RecordingFile#VERSION]
/// @param lesson id of the lesson
/// @param steps those that compute, in order
public record LessonRecording(String format, int version, String lesson, List<RecordedStep> steps) {

    /// Copies the list.
    public LessonRecording {
        steps = List.copyOf(steps);
    }

    /// A recording in the present form.
    public LessonRecording(String lesson, List<RecordedStep> steps) {
        this(RecordingFile.FORMAT, RecordingFile.VERSION, lesson, steps);
    }

    /// What a step once gave.
    ///
    /// @param number of the step, from 1
    public Optional<RecordedStep> step(int number) {
        return steps.stream().filter(step -> step.step() == number).findFirst();
    }

    /// What the class's model once gave.
    Optional<RecordedStep> training() {
        return steps.stream()
                .filter(step -> step.answer() instanceof RecordedStep.Training)
                .findFirst();
    }
}
