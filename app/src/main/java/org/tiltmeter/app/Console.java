package org.tiltmeter.app;

import java.io.PrintStream;
import java.time.Clock;

/// What a command talks to.
///
/// @param out results
/// @param err progress and messages
/// @param folders the user's folders
/// @param progress prints to `err`
record Console(PrintStream out, PrintStream err, UserFolders folders, ProgressPrinter progress) {

    Console(PrintStream out, PrintStream err, UserFolders folders) {
        this(
                out,
                err,
                folders,
                new ProgressPrinter(err, System.console() != null && System.console().isTerminal(), Clock.systemUTC()));
    }
}
