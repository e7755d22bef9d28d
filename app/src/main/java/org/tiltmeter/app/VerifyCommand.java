package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tiltmeter verify SESSION`: computes every audit of a session again and says how far each measure has moved.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = {
            "Computes every audit of a session again and prints the largest drift of each measure, as JSON.",
            "Where --compute and --threads are not given, those of the first run hold.",
            "Exit code 3 if a result does not repeat within its stated bound."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final int DOES_NOT_REPEAT = 3;

    private final Console console;

    @Parameters(paramLabel = "SESSION", description = "A saved session (*.tilt); it is only read.")
    private Path session = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description = "Where the model lies now (default: where the session says), or the word sample.")
    private @Nullable String model;

    @Mixin
    private OpenOptions options = new OpenOptions();

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean repeats = new VerifyWork(console, options, model).run(session);
        return repeats ? 0 : DOES_NOT_REPEAT;
    }
}
