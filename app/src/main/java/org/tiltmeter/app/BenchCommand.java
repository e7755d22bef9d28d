package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tiltmeter.model.bench.Bench;
import org.tiltmeter.model.bench.BenchReport;
import org.tiltmeter.model.bench.BenchSettings;
import org.tiltmeter.model.bench.BenchShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tiltmeter bench MODEL`: how fast a model runs here and how much memory it takes, as JSON.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = "Measures how fast a model runs on this machine and how much memory it takes, as JSON.")
final class BenchCommand implements Callable<Integer> {

    private static final double MEBIBYTE = 1 << 20;

    private final Console console;

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(
            names = "--tokens",
            defaultValue = "1x128,1x512,32x32",
            paramLabel = "SHAPES",
            description = "Texts x tokens of the measured passes (default: ${DEFAULT-VALUE}).")
    private String tokens = "";

    @Option(
            names = "--repetitions",
            defaultValue = "5",
            description = "Measured passes of each kind (default: ${DEFAULT-VALUE}).")
    private int repetitions;

    @Option(
            names = "--generate",
            defaultValue = "32",
            paramLabel = "N",
            description = "Tokens of the measured generation (default: ${DEFAULT-VALUE}).")
    private int generated;

    @Option(names = "--seed", defaultValue = "42", description = "Seed of the token ids (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Prints the JSON only, without the short table on standard error.")
    private boolean json;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        BenchSettings settings =
                new BenchSettings(model.settings(), BenchShape.parse(tokens), repetitions, generated, seed);
        Path folder = model.folder(console);
        BenchReport report = Bench.run(folder, settings, console.progress(), console.cancellation());
        console.progress().finish();
        console.printJson(report);
        if (!json) {
            table(report).forEach(console.err()::println);
        }
        return 0;
    }

    private static List<String> table(BenchReport report) {
        List<String> lines = new ArrayList<>();
        BenchReport.Opening opening = report.opening();
        lines.add(String.format(
                Locale.ROOT,
                "%s, %s, %d threads, %s: engine %.2f s, load %.2f s, load to first token %.2f s",
                report.model(),
                report.compute(),
                report.threads(),
                report.device(),
                opening.engineSeconds(),
                opening.loadSeconds(),
                opening.loadToFirstTokenSeconds()));
        for (BenchReport.PassTime pass : report.passes()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-8s %-6s %.4f s (%.4f to %.4f), %,.0f tokens/s, %,.0f GFLOP/s (%.0f %% of the best), peak %,.0f"
                            + " MiB",
                    pass.shape(),
                    pass.capture(),
                    pass.seconds().median(),
                    pass.seconds().lowest(),
                    pass.seconds().highest(),
                    pass.tokensPerSecond(),
                    pass.gigaflops(),
                    pass.shareOfBestRate() * 100,
                    pass.peakBytes() / MEBIBYTE));
        }
        report.generation()
                .ifPresent(generation -> lines.add(
                        String.format(Locale.ROOT, "generation %.1f tokens/s", generation.tokensPerSecond())));
        report.matrices()
                .forEach(rate -> lines.add(String.format(
                        Locale.ROOT, "best matrix rate %s %,.0f GFLOP/s", rate.type(), rate.gigaflops())));
        BenchReport.Memory memory = report.memory();
        lines.add(String.format(
                Locale.ROOT,
                "memory: peak %,.0f MiB, estimated %,.0f MiB (%.2f of the peak)",
                memory.peakBytes() / MEBIBYTE,
                memory.estimatedBytes() / MEBIBYTE,
                memory.estimateToPeak()));
        return lines;
    }
}
