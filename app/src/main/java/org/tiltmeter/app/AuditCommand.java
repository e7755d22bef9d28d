package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.ChatSettings;
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
        description = "Runs probe sets and published benchmarks; writes results.json, results.csv, report.html and a"
                + " session.")
final class AuditCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(
            names = "--probes",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Probe set files, the word sample, sample:NAME for another sample set, or files and folders of"
                            + " published benchmarks.")
    private List<String> probes = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder for the results.")
    private Path out = Path.of("");

    @Option(
            names = "--measures",
            split = ",",
            paramLabel = "ID",
            description = "Measures by id, separated by commas (default: what fits each file; every kind of question"
                    + " that a probe set asks).")
    private List<String> measures = List.of();

    @Option(names = "--seed", defaultValue = "42", description = "Seed of everything random (default: 42).")
    private long seed;

    @Option(
            names = "--resamples",
            defaultValue = "10000",
            description = "Bootstrap resamples and sampled sign flips (default: 10000).")
    private int resamples;

    @Option(names = "--chat", description = "Asks through the model's chat template: each text becomes a user message.")
    private boolean chat;

    @Option(names = "--system", paramLabel = "TEXT", description = "With --chat: the system message.")
    private @Nullable String system;

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AuditSettings defaults = AuditSettings.defaults();
        AuditPlan plan = AuditPlan.of(probes, measures);
        AuditSettings settings = new AuditSettings(seed, resamples, defaults.level(), plan.probeMeasures());
        if (system != null && !chat) {
            throw new BadInputException("--system is a part of a conversation; give --chat with it.");
        }
        if (chat && !plan.tasks().isEmpty()) {
            throw new BadInputException(
                    "--chat is for probe sets; published benchmarks are asked in the form their authors gave them.");
        }
        if (chat) {
            settings = settings.withChat(new ChatSettings(system == null ? "" : system));
        }
        plan.recognised().forEach(sentence -> console.err().println(sentence));
        new AuditWork(console).run(model, plan, settings, out);
        return 0;
    }
}
