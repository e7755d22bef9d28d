package org.tiltmeter.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.tiltmeter.checkpoint.Fingerprints;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.measure.benchmark.BenchmarkResult;
import org.tiltmeter.measure.benchmark.BenchmarkRun;
import org.tiltmeter.model.EngineFacts;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.AuditOutput;
import org.tiltmeter.report.AuditRun;
import org.tiltmeter.report.BenchmarkSource;
import org.tiltmeter.report.BenchmarkTables;
import org.tiltmeter.report.Responsibility;
import org.tiltmeter.report.RuntimeFacts;
import org.tiltmeter.work.Cancellation;

/// An audit from the command line: probe sets and benchmarks run, written, and each finding said
/// in one sentence.
final class AuditWork {

    private final Console console;
    private final Cancellation cancellation;

    AuditWork(Console console) {
        this.console = console;
        this.cancellation = console.cancellation();
    }

    /// Runs the probe sets and benchmarks on a model and writes the results.
    ///
    /// @param folder made where it is missing
    void run(ModelOption option, AuditPlan plan, AuditSettings settings, Path folder) {
        try (LanguageModel model = option.open(console, cancellation)) {
            SortedMap<String, String> fingerprints =
                    Fingerprints.of(model.summary().folder(), console.progress(), cancellation);
            List<AuditRun.Part> parts = new ArrayList<>();
            for (ProbeSet probes : plan.sets()) {
                AuditResult result = Audit.run(model, probes, settings, console.progress(), cancellation);
                parts.add(new AuditRun.Part(probes, result));
            }
            List<AuditRun.BenchmarkPart> benchmarks = benchmarks(model, plan.tasks(), settings);
            console.progress().finish();
            Clock clock = Clock.systemUTC();
            AuditRun run = new AuditRun(
                    "Audit of " + model.summary().name(),
                    clock.instant(),
                    Responsibility.unnamed(),
                    model.summary(),
                    fingerprints,
                    runtime(model),
                    parts,
                    benchmarks);
            List<Path> files =
                    AuditOutput.write(folder, run, ProgramVersion.ofThisBuild().toString(), clock);
            tell(run, files);
        }
    }

    private List<AuditRun.BenchmarkPart> benchmarks(
            LanguageModel model, List<BenchmarkRun.Task> tasks, AuditSettings settings) {
        List<BenchmarkResult> results = BenchmarkRun.run(model, tasks, settings, console.progress(), cancellation);
        List<AuditRun.BenchmarkPart> parts = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            parts.add(new AuditRun.BenchmarkPart(BenchmarkSource.of(tasks.get(i).source()), results.get(i)));
        }
        return parts;
    }

    /// By what a model computes in this process.
    static RuntimeFacts runtime(LanguageModel model) {
        EngineFacts engine = EngineFacts.ofThisProcess();
        return RuntimeFacts.here(
                "Tiltmeter " + ProgramVersion.ofThisBuild(),
                engine.name() + " " + engine.version(),
                engine.device(),
                model.computeType().name().toLowerCase(Locale.ROOT),
                engine.threads());
    }

    private void tell(AuditRun run, List<Path> files) {
        for (AuditRun.Part part : run.parts()) {
            part.result()
                    .results()
                    .forEach(result -> console.out().println(result.finding().sentence()));
        }
        BenchmarkTables.findings(run).forEach(console.out()::println);
        files.forEach(file -> console.out().println("wrote " + file));
    }
}
