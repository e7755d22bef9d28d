package org.tiltmeter.views.lessons;

import java.util.List;
import java.util.Optional;

/// One step of a lesson.
///
/// @param title what it is about
/// @param text what the class reads
/// @param guessFirst whether the class guesses before the program does something, because that shows the answer
/// @param action what the program does for it, if anything
/// @param question what the class guesses; empty for none
/// @param choices guesses to choose among; empty for an open question
/// @param answer which of the choices is right; empty for an open question
/// @param reveal what is said after the guess; empty where there is no question
/// @param notes for whoever presents it
public record LessonStep(
        String title,
        String text,
        boolean guessFirst,
        Optional<Action> action,
        String question,
        List<String> choices,
        Optional<Integer> answer,
        String reveal,
        String notes) {

    /// A button with what it does.
    ///
    /// @param label what stands on it
    /// @param commands in order
    public record Action(String label, List<LessonCommand> commands) {

        /// Whether it computes something that a recording can stand in for.
        boolean computes() {
            return commands.stream().anyMatch(command -> command.kind().computes());
        }

        /// Copies the list.
        public Action {
            commands = List.copyOf(commands);
        }
    }

    /// Copies the list.
    public LessonStep {
        choices = List.copyOf(choices);
    }

    /// Whether the class is asked something.
    public boolean asks() {
        return !question.isEmpty();
    }
}
