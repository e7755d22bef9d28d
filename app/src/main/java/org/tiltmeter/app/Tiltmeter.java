package org.tiltmeter.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.CancelledException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The program: a window, and a command line over the same code.
///
/// Exit codes: 0 done; 1 a fault of the program; 2 bad input, with one line on standard error
/// that says what and where;
/// 3 a stored result that does not repeat; 130 cancelled.
public final class Tiltmeter {

    private static final int FAULT = 1;
    private static final int BAD_INPUT = 2;

    private Tiltmeter() {}

    /// Runs the program and ends with its exit code.
    public static void main(String[] arguments) {
        UserFolders folders = UserFolders.ofThisUser();
        prepare(folders);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Interruption interruption = new Interruption();
        interruption.watch();
        int code;
        try {
            code = run(new Console(out, err, folders, interruption), arguments);
        } finally {
            interruption.ended();
        }
        if (LanguageModels.areRunningCode()) {
            Runtime.getRuntime().halt(code);
        }
        System.exit(code);
    }

    /// Settings that the engine and the log read when their first class is loaded.
    private static void prepare(UserFolders folders) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("tiltmeter.logs", folders.logs().toString());
    }

    /// Runs one command.
    ///
    /// @return its exit code
    static int run(UserFolders folders, PrintStream out, PrintStream err, String... arguments) {
        return run(new Console(out, err, folders), arguments);
    }

    private static int run(Console console, String... arguments) {
        if (arguments.length > 0) {
            return command(console, arguments);
        }
        // the window alone: learning first what all the commands take would be a quarter of its start
        try {
            return WindowStart.open(console, "");
        } catch (RuntimeException failure) {
            return explain(console, failure);
        }
    }

    private static int command(Console console, String... arguments) {
        PrintStream out = console.out();
        PrintStream err = console.err();
        CommandLine commandLine = new CommandLine(new RootCommand(console))
                .addSubcommand(new InspectCommand(console))
                .addSubcommand(new FetchCommand(console))
                .addSubcommand(new TraceCommand(console))
                .addSubcommand(new GenerateCommand(console))
                .addSubcommand(new AuditCommand(console))
                .addSubcommand(new RoutingCommand(console))
                .addSubcommand(new ConceptsCommand(console))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new BenchCommand(console))
                .addSubcommand(new CalibrateCommand(console))
                .addSubcommand(new RandomModelCommand(console))
                .addSubcommand(new RecordLessonsCommand(console))
                .registerConverter(Path.class, Tiltmeter::path)
                .setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((exception, ignored) -> refuse(err, exception))
                .setExecutionExceptionHandler((exception, ignored, parsed) -> explain(console, exception));
        return commandLine.execute(arguments);
    }

    /// A path as it was given; an empty one would silently be the folder that the command was started in.
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new CommandLine.TypeConversionException("the path is empty");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException none) {
            throw new CommandLine.TypeConversionException("\"" + none.getInput() + "\" is no path");
        }
    }

    private static int refuse(PrintStream err, ParameterException exception) {
        String command = exception.getCommandLine().getCommandSpec().qualifiedName();
        err.println("tiltmeter: " + oneLine(exception) + " (see: " + command + " --help)");
        return BAD_INPUT;
    }

    private static int explain(Console console, Exception exception) {
        console.progress().finish();
        return switch (exception) {
            case BadInputException bad -> {
                console.err().println("tiltmeter: " + oneLine(bad));
                yield BAD_INPUT;
            }
            case CancelledException cancelled -> {
                console.err().println("tiltmeter: " + cancelled.getMessage());
                yield Interruption.EXIT_CODE;
            }
            default -> {
                Logger log = LoggerFactory.getLogger(Tiltmeter.class);
                log.error("fault", exception);
                console.err()
                        .println("tiltmeter: a fault of the program (" + exception + "); details are in "
                                + console.folders().logs().resolve("tiltmeter.log"));
                yield FAULT;
            }
        };
    }

    private static String oneLine(Exception exception) {
        return String.valueOf(exception.getMessage()).replaceAll("\\R", " ").strip();
    }
}
