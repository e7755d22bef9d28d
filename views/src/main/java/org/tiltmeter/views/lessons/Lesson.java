package org.tiltmeter.views.lessons;

import java.util.List;

/// A lesson: steps on the sample models, each with a text, something the program does and a question before the answer.
///
/// @param id how code and files call it
/// @param title its name
/// @param minutes how long it takes in class
/// @param summary what it teaches, in a sentence
/// @param live what is computed while it is taught, and how long that takes
/// @param steps in order
public record Lesson(String id, String title, int minutes, String summary, String live, List<LessonStep> steps) {

    /// Copies the list.
    public Lesson {
        steps = List.copyOf(steps);
    }
}
