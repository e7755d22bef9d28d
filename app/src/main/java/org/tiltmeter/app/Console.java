package org.tiltmeter.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;
import org.tiltmeter.session.SessionStore;
import org.tiltmeter.work.Cancellation;

/// What a command talks to.
///
/// @param out results
/// @param err progress and messages
/// @param folders the user's folders
/// @param progress prints to `err`
/// @param interruption asks the command to stop
record Console(
        PrintStream out, PrintStream err, UserFolders folders, ProgressPrinter progress, Interruption interruption) {

    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new Jdk8Module()).enable(SerializationFeature.INDENT_OUTPUT);

    Console(PrintStream out, PrintStream err, UserFolders folders) {
        this(out, err, folders, new Interruption());
    }

    Console(PrintStream out, PrintStream err, UserFolders folders, Interruption interruption) {
        this(out, err, folders, new ProgressPrinter(err, isTerminal(), Clock.systemUTC()), interruption);
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console())
                .map(java.io.Console::isTerminal)
                .orElse(false);
    }

    /// What the command polls, so that Ctrl-C ends it cleanly.
    Cancellation cancellation() {
        return interruption.cancellation();
    }

    /// The models that a command can be given.
    Models models() {
        return new Models(folders);
    }

    /// The sessions of this user.
    SessionStore sessions() {
        return new SessionStore(
                folders.settings().resolve("sessions"),
                Clock.systemUTC(),
                ProgramVersion.ofThisBuild().version());
    }

    /// Prints a result to standard output.
    void printJson(Object result) {
        try {
            out.println(JSON.writeValueAsString(result));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result that cannot be written as JSON: " + result.getClass(), e);
        }
    }
}
