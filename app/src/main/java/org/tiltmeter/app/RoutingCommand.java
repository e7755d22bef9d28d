package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.RoutingFindings;
import org.tiltmeter.report.RoutingFindingsOutput;
import org.tiltmeter.report.RoutingOutput;
import org.tiltmeter.routing.DenseStudy;
import org.tiltmeter.routing.InterventionSettings;
import org.tiltmeter.routing.InterventionStudy;
import org.tiltmeter.routing.InterventionStudy.Effect;
import org.tiltmeter.routing.RoutingStudy;
import org.tiltmeter.routing.StudySettings;
import org.tiltmeter.sample.SampleGrammars;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.GrammarReader;
import org.tiltmeter.sample.grammar.TextSampler;
import org.tiltmeter.work.TextLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tiltmeter routing MODEL --probes FILE… --out DIR`: what a model's routers do with probe
/// sets.
@Command(
        name = "routing",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = {
            "Compares the expert routing of the two texts of every pair, beside that of neutral swaps, tests which"
                    + " experts are chosen more often for one group, profiles all experts, and measures what changing"
                    + " their routing does.",
            "Without an option that changes something, the expert with the largest confirmed difference is silenced.",
            "Of a model without experts, groups of neurons and attention heads are tested instead.",
            "A routing difference is not yet bias: only an intervention shows whether an expert matters."
        })
final class RoutingCommand implements Callable<Integer> {

    private static final int SAMPLED = 300;

    private final Console console;

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private ChangeOptions changes = new ChangeOptions();

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

    @Option(names = "--most-pairs", description = "Most pairs that are run (default: 4000; 2000 for changes).")
    private @Nullable Integer mostPairs;

    @Option(
            names = "--random",
            paramLabel = "N",
            description = "Random choices of equally used experts that changes are compared with (default: 20).")
    private int random = InterventionSettings.defaults().randomChoices();

    @Option(
            names = "--patch",
            paramLabel = "N",
            description = "Pairs whose routing is patched from one text into the other; 0 for none (default: 48).")
    private int patched = InterventionSettings.defaults().mostPatched();

    @Option(
            names = "--neutral",
            paramLabel = "FILE",
            description = "Texts that should not suffer, one a line, or the word sample for sentences of the sample"
                    + " models (default: those of the neutral swaps).")
    private @Nullable String neutral;

    @Option(names = "--scan", description = "Silences every expert in turn: does any single one carry the effect?")
    private boolean scans;

    @Option(names = "--no-changes", description = "Changes nothing: only looks.")
    private boolean onlyLooks;

    @Option(
            names = "--against",
            paramLabel = "MODEL",
            description = "Another model of the same shape: how far both choose the same experts.")
    private @Nullable String against;

    RoutingCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        StudySettings settings = StudySettings.defaults().withSeed(seed);
        StudySettings study = mostPairs == null ? settings : settings.withMostPairs(mostPairs);
        List<ProbeSet> sets = probes.stream().map(AuditPlan::probes).toList();
        RoutingWork.Request request = new RoutingWork.Request(
                study, changed(), changes.changes(), neutralTexts(), !onlyLooks, scans && !onlyLooks);
        try (LanguageModel opened = model.open(console, console.cancellation())) {
            if (opened.summary().experts().isEmpty()) {
                dense(opened, sets, study);
                return 0;
            }
            RoutingWork work = new RoutingWork(opened, request, console.progress(), console.cancellation());
            List<RoutingStudy> studies = new ArrayList<>();
            if (against == null) {
                sets.forEach(set -> studies.add(work.study(set, Optional.empty())));
            } else {
                try (LanguageModel other = model.another(console, against, console.cancellation())) {
                    sets.forEach(set -> studies.add(work.study(set, Optional.of(other))));
                }
            }
            console.progress().finish();
            tell(RoutingOutput.write(out, studies));
            tell(RoutingFindingsOutput.write(out, work.findings()));
            studies.forEach(this::tell);
            tell(work.findings());
        }
        return 0;
    }

    private InterventionSettings changed() {
        InterventionSettings usual = InterventionSettings.defaults();
        return new InterventionSettings(
                seed,
                usual.resamples(),
                usual.level(),
                usual.measures(),
                mostPairs == null ? usual.mostPairs() : mostPairs,
                usual.mostNeutral(),
                random,
                patched,
                usual.smallest());
    }

    private List<String> neutralTexts() {
        if (neutral == null) {
            return List.of();
        }
        if (neutral.equals(Models.SAMPLE)) {
            Grammar grammar = GrammarReader.read(SampleGrammars.associations());
            TextSampler sampler = new TextSampler(grammar, seed);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < SAMPLED; i++) {
                texts.add(sampler.sentence(grammar.kind("Everything else")));
            }
            return texts;
        }
        return TextLines.read(Path.of(neutral));
    }

    private void dense(LanguageModel opened, List<ProbeSet> sets, StudySettings settings) {
        List<DenseStudy> studies = sets.stream()
                .map(set -> DenseStudy.of(opened, set, settings, console.progress(), console.cancellation()))
                .toList();
        console.progress().finish();
        RoutingOutput.folder(out);
        tell(RoutingFindingsOutput.writeDense(out, studies));
        console.out().println("The model has no experts; groups of neurons and attention heads were tested instead.");
        for (DenseStudy study : studies) {
            for (DenseStudy.Comparison one : study.comparisons()) {
                console.out()
                        .printf(
                                "%s, %s: %s against %s: %d of %d groups of neurons and heads confirmed.%n",
                                study.probes(),
                                one.attribute() + (one.control() ? " (neutral swap)" : ""),
                                one.groupA(),
                                one.groupB(),
                                one.confirmed().size(),
                                one.units().size());
            }
        }
        console.out().println(DenseStudy.CAUTION);
    }

    private void tell(List<Path> files) {
        files.forEach(file -> console.out().println("wrote " + file));
    }

    private void tell(RoutingFindings findings) {
        for (InterventionStudy study : findings.interventions()) {
            study.effects().stream()
                    .filter(effect -> !effect.control())
                    .forEach(effect -> console.out().println(sentence(study, effect)));
        }
        findings.scans().stream()
                .flatMap(scan -> scan.findings().stream())
                .forEach(finding -> console.out().println(finding.sentence()));
        console.out().println(findings.caution());
    }

    private static String sentence(InterventionStudy study, Effect effect) {
        Double removed = effect.removed();
        String share = removed == null
                ? "too small before for a share"
                : String.format(
                        Locale.ROOT,
                        "%.0f %% removed%s",
                        100 * removed,
                        effect.p() == null
                                ? ""
                                : String.format(Locale.ROOT, " (p against random experts %.3f)", effect.p()));
        return String.format(
                Locale.ROOT,
                "%s, %s against %s, changed: %.3f before, %.3f after, %s; neutral perplexity %+.1f %%.",
                study.probes(),
                effect.groupA(),
                effect.groupB(),
                effect.before().mean(),
                effect.after().mean(),
                share,
                100 * study.neutral().perplexityRise());
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
