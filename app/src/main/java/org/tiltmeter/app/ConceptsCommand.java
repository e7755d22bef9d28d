package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tiltmeter.concept.AssociationTest;
import org.tiltmeter.concept.Asymmetry;
import org.tiltmeter.concept.ConceptFindings;
import org.tiltmeter.concept.ConceptQuestions;
import org.tiltmeter.concept.ConceptQuestionsFile;
import org.tiltmeter.concept.DirectionMethod;
import org.tiltmeter.concept.ModelAssociation;
import org.tiltmeter.concept.Pooling;
import org.tiltmeter.concept.RepresentationAgreement;
import org.tiltmeter.concept.Sensitivity;
import org.tiltmeter.concept.VectorScaling;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.ConceptOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tiltmeter concepts MODEL --concepts FILE… --out DIR`: what a model pictures close to what.
@Command(
        name = "concepts",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        description = {
            "Finds the directions of concepts in every layer, with held-out accuracy beside that of random splits,"
                    + " their cosines, stability and nearest tokens; writes results.json, CSV files and"
                    + " directions.safetensors.",
            "Similarity is not cause: only an intervention shows whether a model acts on a direction."
        })
final class ConceptsCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(
            names = "--concepts",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = {
                "Concept files, the word sample, or sample:NAME for a set that comes with the program: associations,"
                        + " gender, race-names, age, religion, sentiment, competence, warmth, insurance or region."
            })
    private List<String> concepts = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder for the results.")
    private Path out = Path.of("");

    @Option(
            names = "--layers",
            split = ",",
            paramLabel = "N",
            description = "Hidden states to look at, separated by commas: 0 is the embedding (default: all).")
    private List<Integer> layers = List.of();

    @Option(
            names = "--pooling",
            paramLabel = "HOW",
            defaultValue = "last-token",
            description = "What stands for a text: last-token, mean, marked-span (the part between [[ and ]]) or"
                    + " after-instruction (default: last-token).")
    private String pooling = "";

    @Option(
            names = "--methods",
            split = ",",
            paramLabel = "HOW",
            defaultValue = "difference-of-means,logistic-regression",
            description = "How directions are found, separated by commas: difference-of-means, logistic-regression,"
                    + " linear-svm, pair-component, reading-vector (default: the first two).")
    private List<String> methods = List.of();

    @Option(names = "--seed", defaultValue = "42", description = "Seed of everything random (default: 42).")
    private long seed;

    @Option(
            names = "--random-splits",
            defaultValue = "10",
            description = "Random splits behind each accuracy's chance level (default: 10).")
    private int randomSplits;

    @Option(names = "--stability", description = "Learns each direction again from parts of its texts.")
    private boolean stability;

    @Option(
            names = "--tokens",
            defaultValue = "0",
            paramLabel = "N",
            description = "Writes the N tokens whose logits each direction raises and lowers most (default: 0).")
    private int tokens;

    @Option(
            names = "--references",
            split = ",",
            paramLabel = "NAME",
            description = "Concepts, separated by commas: every two are held against each target.")
    private List<String> references = List.of();

    @Option(
            names = "--targets",
            split = ",",
            paramLabel = "NAME",
            description = "With --references: concepts that are held against them (default: all others).")
    private List<String> targets = List.of();

    @Option(
            names = "--resamples",
            defaultValue = "400",
            description = "With --references: bootstrap resamples, and directions of the null (default: 400).")
    private int resamples;

    @Option(
            names = "--associations",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files with word sets for WEAT, SEAT and CEAT, or the word sample for published ones.")
    private List<String> associations = List.of();

    @Option(
            names = "--vectors",
            defaultValue = "standardised",
            paramLabel = "HOW",
            description = "With --associations: raw, centred or standardised vectors (default: standardised).")
    private String scaling = "";

    @Option(
            names = "--probes",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Probe sets to compare with, word by word, or to ask with --steer or --erase; files or sample"
                    + " sets as for audit.")
    private List<String> probes = List.of();

    @Option(names = "--map", description = "Maps the concepts' texts: two principal components of each layer.")
    private boolean map;

    @Option(
            names = "--questions",
            paramLabel = "FILE",
            description = "A file with words to hold against the --references, answers whose sensitivity to concepts is"
                    + " computed (TCAV), and actions for moral directions.")
    private @Nullable Path questions;

    @Option(
            names = "--group",
            paramLabel = "GROUP=NAME",
            description = "With --probes: which concept stands for a group (default: the one of the same name).")
    private Map<String, String> groups = new LinkedHashMap<>();

    @Mixin
    private CausalOptions causal = new CausalOptions();

    ConceptsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<ProbeSet> asked = probes.stream().map(AuditPlan::probes).toList();
        ConceptPlan plan = new ConceptPlan(
                ConceptPlan.concepts(concepts),
                new org.tiltmeter.concept.ConceptSettings(
                        seed,
                        ConceptPlan.choice("--pooling", pooling, Pooling.values(), Pooling::fileName),
                        5,
                        randomSplits,
                        methods.stream()
                                .map(name -> ConceptPlan.choice(
                                        "--methods", name, DirectionMethod.values(), DirectionMethod::fileName))
                                .toList(),
                        layers),
                stability,
                tokens,
                references,
                targets,
                resamples,
                ConceptPlan.wordSets(associations),
                ConceptPlan.choice("--vectors", scaling, VectorScaling.values(), VectorScaling::fileName),
                causal.wanted() ? List.of() : asked,
                map,
                questions == null ? ConceptQuestions.NONE : ConceptQuestionsFile.read(questions, seed),
                groups);
        plan.check();
        causal.check(plan.set(), asked);
        try (LanguageModel opened = model.open(console, console.cancellation())) {
            ConceptFindings findings = plan.run(opened, console.progress(), console.cancellation());
            console.progress().finish();
            ConceptOutput.write(out, findings).forEach(file -> console.out().println("wrote " + file));
            tell(findings);
            if (causal.wanted()) {
                causal.run(
                        opened, findings.analysis(), asked, out, console, console.progress(), console.cancellation());
                console.progress().finish();
            }
        }
        return 0;
    }

    private void tell(ConceptFindings findings) {
        findings.asymmetries().forEach(study -> {
            for (Asymmetry one : study.ranked()) {
                console.out()
                        .printf(
                                "%s, %s: %s lies %s %s than %s: %+.3f, %.0f %% interval %+.3f to %+.3f, p %.4f%s.%n",
                                study.label(),
                                study.request().method().fileName(),
                                one.target(),
                                one.score() >= 0 ? "closer to" : "farther from",
                                one.references().first(),
                                one.references().second(),
                                one.score(),
                                100 * one.interval().level(),
                                one.interval().low(),
                                one.interval().high(),
                                one.adjustedP(),
                                one.reliable() ? "" : ", in no layer reliable");
            }
        });
        findings.associations().forEach(this::tell);
        for (Sensitivity one : findings.sensitivities()) {
            console.out()
                    .printf(
                            "%s, hidden state %d: the answer rises along the concept after %.0f %% of %d texts, along"
                                    + " random directions after %.0f %% (p %.4f).%n",
                            one.concept(),
                            one.layer(),
                            100 * one.score(),
                            one.texts(),
                            100 * one.randomScore(),
                            one.adjustedP());
        }
        for (ConceptFindings.MoralFinding one : findings.moral()) {
            console.out()
                    .printf(
                            "%s, hidden state %d: the axis holds %.0f %% of the variance between actions and puts %.0f"
                                    + " %% of pairs in the order given (p %.4f).%n",
                            one.name(),
                            one.direction().layer(),
                            100 * one.direction().share(),
                            100 * one.direction().ordered(),
                            one.direction().adjustedP());
        }
        for (RepresentationAgreement one : findings.agreements()) {
            console.out()
                    .printf(
                            "%s, %s, hidden state %d, %s: rank correlation of behaviour and representation %+.2f"
                                    + " (%.2f to %.2f, %d words).%n",
                            one.probes(),
                            one.slot(),
                            one.layer(),
                            one.method().fileName(),
                            one.spearman(),
                            one.interval().low(),
                            one.interval().high(),
                            one.items().size());
        }
        console.out().println(ConceptFindings.CAUTIONS.getFirst());
    }

    private void tell(ModelAssociation one) {
        AssociationTest words = one.words();
        console.out()
                .printf(
                        "%s, hidden state %d: WEAT %+.2f (%.2f to %.2f, p %.4f), SEAT %+.2f (p %.4f), CEAT %+.2f (%.2f"
                                + " to %.2f over contexts, p %.4f); p corrected over layers.%n",
                        one.test(),
                        one.layer(),
                        words.effectSize(),
                        words.interval().low(),
                        words.interval().high(),
                        words.adjustedP(),
                        one.sentences().effectSize(),
                        one.sentences().adjustedP(),
                        one.contexts().combined(),
                        one.contexts().low(),
                        one.contexts().high(),
                        one.contexts().adjustedP());
    }
}
