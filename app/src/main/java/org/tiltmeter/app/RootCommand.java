package org.tiltmeter.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.work.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tiltmeter [FOLDER or SESSION]`: opens the window.
@Command(
        name = "tiltmeter",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "Shows which way, and how much, a language model leans. Without a command it opens the window.",
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Exit code 0: done; 1: a fault of the program; 2: bad input; 3: a result that does not repeat.",
            "Everything runs on this machine; nothing is sent anywhere. Only fetch reaches a network, to get a model."
        })
final class RootCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--sample", description = "Opens the window with the sample model and the sample probes.")
    private boolean sample;

    @Option(names = "--run", description = "With the sample: runs it at once.")
    private boolean run;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER or SESSION",
            description = "A model folder or a saved session, or the word sample.")
    private @Nullable Path path;

    RootCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean named = path != null && path.equals(Path.of(Models.SAMPLE)) && !Files.exists(path);
        boolean ofSample = sample || named;
        if (run && !ofSample) {
            throw new BadInputException("--run is for the sample: tiltmeter sample --run.");
        }
        if (ofSample) {
            return WindowStart.open(console, run ? WindowStart.RUN_SAMPLE : WindowStart.OPEN_SAMPLE);
        }
        return WindowStart.open(
                console, path == null ? "" : path.toAbsolutePath().toString());
    }

    /// What `--version` prints.
    static final class Version implements picocli.CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "tiltmeter " + ProgramVersion.ofThisBuild(),
                "Java " + Runtime.version() + " on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")
            };
        }
    }
}
