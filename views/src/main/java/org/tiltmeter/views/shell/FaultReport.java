package org.tiltmeter.views.shell;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// A fault of the program, to be sent to whoever can mend it. It holds no texts and no results of the user.
///
/// @param code short and the same for the same fault, whatever its message
/// @param text everything that is known
record FaultReport(String code, String text) {

    private static final int FRAMES = 6;

    /// @param version of the program
    /// @param when it happened
    static FaultReport of(Throwable thrown, String version, Instant when) {
        String code = code(thrown);
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        String text = String.join(
                System.lineSeparator(),
                "Fault " + code,
                "Tiltmeter " + version,
                when.toString(),
                "Java " + Runtime.version() + " on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                "",
                trace.toString());
        return new FaultReport(code, text);
    }

    /// What was thrown and where: the innermost cause's class and its first frames, without line numbers, so that the
    /// same fault has the same code in the next version as well.
    private static String code(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String where = Arrays.stream(innermost.getStackTrace())
                .limit(FRAMES)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .collect(Collectors.joining("\n"));
        CRC32 digest = new CRC32();
        digest.update((innermost.getClass().getName() + "\n" + where).getBytes(StandardCharsets.UTF_8));
        return "T-" + String.format(Locale.ROOT, "%08X", digest.getValue()).substring(2);
    }
}
