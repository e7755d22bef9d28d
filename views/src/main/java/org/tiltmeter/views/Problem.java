package org.tiltmeter.views;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.views.jobs.Outcome;
import org.tiltmeter.work.BadInputException;

/// A failure as data; only a view turns it into words.
///
/// @param messageKey key of the sentence
/// @param arguments what it is filled with
/// @param cause what was thrown, if anything
public record Problem(String messageKey, List<Object> arguments, Optional<Throwable> cause) {

    /// Copies the arguments.
    public Problem {
        arguments = List.copyOf(arguments);
    }

    /// A problem that was not thrown.
    public static Problem of(String messageKey, Object... arguments) {
        return new Problem(messageKey, List.of(arguments), Optional.empty());
    }

    /// What was thrown, in the user's words: bad input speaks for itself, memory and files have a way out, anything
    /// else is a fault of the program.
    public static Problem of(Throwable thrown) {
        Optional<Throwable> cause = Optional.of(thrown);
        return switch (thrown) {
            case BadInputException bad -> new Problem("problem.badInput", List.of(message(bad)), cause);
            case OutOfMemoryError ignored -> new Problem("problem.memory", List.of(), cause);
            case IOException file -> new Problem("problem.file", List.of(message(file)), cause);
            default -> new Problem("problem.fault", List.of(message(thrown)), cause);
        };
    }

    /// The problem of an outcome that failed.
    public static Optional<Problem> of(Outcome<?> outcome) {
        return outcome instanceof Outcome.Failed<?> failed ? Optional.of(of(failed.cause())) : Optional.empty();
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }

    /// The sentence.
    public String text() {
        return Texts.get(messageKey, arguments.toArray());
    }

    /// The sentence and where it was thrown, for a report of the fault.
    public String details() {
        StringWriter details = new StringWriter();
        details.append(text()).append(System.lineSeparator());
        cause.ifPresent(thrown -> thrown.printStackTrace(new PrintWriter(details)));
        return details.toString();
    }
}
