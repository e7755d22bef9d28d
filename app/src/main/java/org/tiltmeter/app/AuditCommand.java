package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.ChatSettings;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.work.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tiltmeter audit MODEL --probes FILE… --out DIR`: expands, checks, scores, tests, and writes
/// what came out.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "Runs probe sets and writes results.json, results.csv, report.html and a session.")
final class AuditCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(
            names = "--probes",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Probe set files, the word sample, or sample:NAME for another sample set.")
    private List<String> probes = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder for the results.")
    private Path out = Path.of("");

    @Option(
            names = "--measures",
            split = ",",
            paramLabel = "ID",
            description =
                    "Measures by id, separated by commas (default: every kind" + " of question that the file asks).")
    private List<String> measures = AuditSettings.defaults().measures();

    @Option(names = "--seed", defaultValue = "42", description = "Seed of everything random (default: 42).")
    private long seed;

    @Option(
            names = "--resamples",
            defaultValue = "10000",
            description = "Bootstrap resamples and sampled sign flips (default: 10000).")
    private int resamples;

    @Option(
            names = "--chat",
            description = "Asks each text as a user's message, written as the model's chat template asks.")
    private boolean chat;

    @Option(names = "--system", paramLabel = "TEXT", description = "With --chat: what the model is told before it.")
    private @Nullable String system;

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AuditSettings settings =
                new AuditSettings(seed, resamples, AuditSettings.defaults().level(), measures);
        if (system != null && !chat) {
            throw new BadInputException("--system is a part of a conversation; give --chat with it.");
        }
        if (chat) {
            settings = settings.withChat(new ChatSettings(system == null ? "" : system));
        }
        List<ProbeSet> sets = AuditWork.read(probes);
        new AuditWork(console).run(model, sets, settings, out);
        return 0;
    }
}
