import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Has the program do, before it is packed, what users do first, and notes the classes that Java loads for it. The
/// list holds names alone, no paths and no times, so that it fits wherever the package is installed.
class Rehearsal {

    private static final int SECONDS = 180;

    /// A window in which no further class is loaded for so long has shown its result.
    private static final int QUIET_SECONDS = 15;

    /// Numbers that tell classes of one list apart; those of several lists would clash, and the names suffice.
    private static final Pattern NUMBER = Pattern.compile(" id: \\d+");

    private final Path runtime;
    private final Path program;
    private final List<String> options;
    private final Path work;

    /// @param runtime the package's Java
    /// @param program the folder of the program's jars
    /// @param options how the package starts it, with `$APPDIR` for the program's folder
    /// @param work a folder for what the rehearsal writes
    Rehearsal(Path runtime, Path program, List<String> options, Path work) {
        this.runtime = runtime;
        this.program = program;
        this.options = options;
        this.work = work;
    }

    /// The lines of Java's list of classes: those that the sample audit needs on the command line and, where there
    /// is a display, in the window.
    List<String> classes() throws IOException, InterruptedException {
        Files.createDirectories(work);
        Set<String> lines = new LinkedHashSet<>();
        if (System.getenv("DISPLAY") == null) {
            System.out.println("there is no display: the package's window will open more slowly than it could");
        } else {
            Path list = work.resolve("window.classes");
            Process window = start(list, "sample", "--run");
            awaitQuiet(window, list);
            window.destroy();
            end(window);
            add(lines, list);
        }
        Path list = work.resolve("command.classes");
        end(start(list, "audit", "sample", "--probes", "sample", "--out", work.resolve("audit").toString()));
        add(lines, list);
        System.out.println("noted " + lines.size() + " lines on the classes of a start");
        return List.copyOf(lines);
    }

    private Process start(Path list, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(runtime.resolve("bin/java").toString()));
        command.add("-XX:DumpLoadedClassList=" + list);
        for (String option : options) {
            command.add(option.replace("$APPDIR", program.toString()));
        }
        command.addAll(List.of("-cp", program.resolve("*").toString(), "org.tiltmeter.app.Tiltmeter"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("rehearsal.log").toFile());
        builder.environment().put("TILTMETER_HOME", work.resolve("home").toString());
        return builder.start();
    }

    private static void awaitQuiet(Process process, Path list) throws IOException, InterruptedException {
        long size = 0;
        int quiet = 0;
        for (int second = 0; second < SECONDS && quiet < QUIET_SECONDS && process.isAlive(); second++) {
            TimeUnit.SECONDS.sleep(1);
            long now = Files.exists(list) ? Files.size(list) : 0;
            quiet = now > 0 && now == size ? quiet + 1 : 0;
            size = now;
        }
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static void add(Set<String> lines, Path list) throws IOException {
        if (!Files.exists(list)) {
            throw new IOException("the rehearsal left no list of classes at " + list + ", see rehearsal.log there");
        }
        for (String line : Files.readAllLines(list)) {
            // classes of loaders that the program made itself cannot be prepared
            if (!line.startsWith("#") && !line.contains(" source:")) {
                lines.add(NUMBER.matcher(line).replaceAll(""));
            }
        }
    }
}
