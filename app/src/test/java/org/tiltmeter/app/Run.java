package org.tiltmeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// What a command of the command line ended with and what it wrote.
///
/// @param code the exit code
/// @param out standard output
/// @param err standard error
record Run(int code, String out, String err) {

    /// The user's folders, all below a test's.
    static UserFolders foldersIn(Path folder) {
        return UserFolders.of(Map.of("TILTMETER_HOME", folder.resolve("home").toString()), folder, "Linux");
    }

    /// Runs a command to its end.
    static Run of(UserFolders folders, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Tiltmeter.run(
                folders,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// That bad input was refused in one line, which holds some facts.
    void isRefusedInOneLine(String... facts) {
        assertThat(code).isEqualTo(2);
        assertThat(out).isEmpty();
        assertThat(err.strip().lines()).hasSize(1);
        assertThat(err).startsWith("tiltmeter: ").contains(facts);
    }
}
