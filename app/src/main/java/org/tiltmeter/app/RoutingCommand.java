package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.RoutingOutput;
import org.tiltmeter.routing.RoutingStudies;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.StudySettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tiltmeter routing MODEL --probes FILE… --out DIR`: what a model's routers do with probe sets.
@Command(
        name = "routing",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = {
            "Compares the expert routing of the two texts of every pair, beside that of neutral swaps, and tests which"
                    + " experts are chosen more often for one group.",
            "A routing difference is not yet bias: only an intervention shows whether an expert matters."
        })
final class RoutingCommand implements Callable<Integer> {

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

    @Option(names = "--seed", defaultValue = "42", description = "Seed of everything random (default: 42).")
    private long seed;

    @Option(names = "--most-pairs", description = "Most pairs that are run (default: 4000).")
    private int mostPairs = StudySettings.defaults().mostPairs();

    RoutingCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        StudySettings settings = StudySettings.defaults().withSeed(seed).withMostPairs(mostPairs);
        List<ProbeSet> sets = probes.stream().map(AuditPlan::probes).toList();
        try (LanguageModel opened = model.open(console, console.cancellation())) {
            List<RoutingStudy> studies = sets.stream()
                    .map(set -> RoutingStudies.of(opened, set, settings, console.progress(), console.cancellation()))
                    .toList();
            console.progress().finish();
            RoutingOutput.write(out, studies).forEach(file -> console.out().println("wrote " + file));
            studies.forEach(this::tell);
        }
        return 0;
    }

    private void tell(RoutingStudy study) {
        for (RoutingStudy.Comparison comparison : study.comparisons()) {
            int confirmed = comparison.confirmed().size();
            console.out()
                    .printf(
                            "%s, %s: %s against %s: %s.%n",
                            study.probes(),
                            comparison.attribute() + (comparison.control() ? " (neutral swap)" : ""),
                            comparison.groupA(),
                            comparison.groupB(),
                            confirmed == 0
                                    ? "no expert was found on one half of the templates and confirmed on the other"
                                    : confirmed + (confirmed == 1 ? " expert is" : " experts are")
                                            + " associated with the groups, confirmed on held-out templates");
        }
    }
}
