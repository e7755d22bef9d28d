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
import org.tiltmeter.model.EngineFacts;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.Expansion;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.AuditOutput;
import org.tiltmeter.report.AuditRun;
import org.tiltmeter.report.Responsibility;
import org.tiltmeter.report.RuntimeFacts;
import org.tiltmeter.sample.SampleProbes;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;

/// An audit from the command line: probe sets read and expanded before the model is loaded, run,
/// written, and each
/// finding said in one sentence.
final class AuditWork {

    private final Console console;
    private final Cancellation cancellation;

    AuditWork(Console console) {
        this.console = console;
        this.cancellation = console.cancellation();
    }

    /// Reads the probe sets and makes sure that each can be expanded; the word `sample` stands
    /// for the sample set, and
    /// `sample:NAME` for one of the family associations.
    ///
    /// @throws org.tiltmeter.work.BadInputException naming the file and field
    static List<ProbeSet> read(List<String> files) {
        List<ProbeSet> sets = new ArrayList<>();
        for (String file : files) {
            ProbeSet probes = probes(file);
            Expansion.of(probes);
            sets.add(probes);
        }
        return sets;
    }

    private static ProbeSet probes(String file) {
        if (file.equals(Models.SAMPLE)) {
            return ProbeFile.parse(SampleProbes.occupations(), "the sample probe set");
        }
        if (file.startsWith(Models.SAMPLES)) {
            String name = file.substring(Models.SAMPLES.length());
            if (!SampleProbes.associations().contains(name)) {
                throw new BadInputException("There is no sample probe set called " + name + "; there are "
                        + String.join(", ", SampleProbes.associations()) + ".");
            }
            return ProbeFile.parse(SampleProbes.association(name), "the sample probe set " + name);
        }
        return ProbeFile.read(Path.of(file));
    }

    /// Runs the probe sets on a model and writes the results.
    ///
    /// @param folder made where it is missing
    void run(ModelOption option, List<ProbeSet> sets, AuditSettings settings, Path folder) {
        try (LanguageModel model = option.open(console, cancellation)) {
            SortedMap<String, String> fingerprints =
                    Fingerprints.of(model.summary().folder(), console.progress(), cancellation);
            List<AuditRun.Part> parts = new ArrayList<>();
            for (ProbeSet probes : sets) {
                AuditResult result = Audit.run(model, probes, settings, console.progress(), cancellation);
                parts.add(new AuditRun.Part(probes, result));
            }
            console.progress().finish();
            Clock clock = Clock.systemUTC();
            AuditRun run = new AuditRun(
                    "Audit of " + model.summary().name(),
                    clock.instant(),
                    Responsibility.unnamed(),
                    model.summary(),
                    fingerprints,
                    runtime(model),
                    parts);
            List<Path> files =
                    AuditOutput.write(folder, run, ProgramVersion.ofThisBuild().toString(), clock);
            tell(parts, files);
        }
    }

    /// By what a model computes in this process.
    static RuntimeFacts runtime(LanguageModel model) {
        EngineFacts engine = EngineFacts.on(model.device());
        return RuntimeFacts.here(
                "Tiltmeter " + ProgramVersion.ofThisBuild(),
                engine.name() + " " + engine.version(),
                engine.device(),
                model.computeType().name().toLowerCase(Locale.ROOT),
                engine.threads());
    }

    private void tell(List<AuditRun.Part> parts, List<Path> files) {
        for (AuditRun.Part part : parts) {
            part.result()
                    .results()
                    .forEach(result -> console.out().println(result.finding().sentence()));
        }
        files.forEach(file -> console.out().println("wrote " + file));
    }
}
