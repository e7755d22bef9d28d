package org.tiltmeter.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tiltmeter.concept.Concept;
import org.tiltmeter.concept.ConceptAnalysis;
import org.tiltmeter.concept.ConceptDirection;
import org.tiltmeter.concept.ConceptSet;
import org.tiltmeter.concept.WordListFile;
import org.tiltmeter.concept.causal.Erasure;
import org.tiltmeter.concept.causal.Questions;
import org.tiltmeter.concept.causal.Steering;
import org.tiltmeter.concept.causal.SteeringSettings;
import org.tiltmeter.concept.causal.SteeringStudy;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.report.SteeringOutput;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;
import picocli.CommandLine.Option;

/// Options of `concepts` that change the model along a concept and ask a probe set again.
final class CausalOptions {

    @Option(
            names = "--steer",
            split = ",",
            paramLabel = "NAME",
            description = "Concepts, separated by commas, to steer along; asks the probe sets at each dose, beside 20"
                    + " random directions.")
    private List<String> steer = List.of();

    @Option(
            names = "--erase",
            split = ",",
            paramLabel = "NAME",
            description = "Concepts, separated by commas, to project out; asks the probe sets before and after.")
    private List<String> erase = List.of();

    @Option(
            names = "--steer-layer",
            defaultValue = "-1",
            paramLabel = "N",
            description = "With --steer or --erase: the hidden state whose direction is used (default: the one that"
                    + " tells held-out texts apart best).")
    private int layer;

    @Option(
            names = "--comparison",
            paramLabel = "A:B",
            description = "With --steer: which two groups of the probe set are measured (default: the first two).")
    private String comparison = "";

    @Option(
            names = "--neutral",
            paramLabel = "FILE",
            description = "With --steer or --erase: texts that have nothing to do with the concept, one a line"
                    + " (default: those of the concepts called control).")
    private Path neutral = Path.of("");

    @Option(
            names = "--steer-pairs",
            defaultValue = "200",
            paramLabel = "N",
            description = "With --steer or --erase: pairs that are asked at most (default: 200).")
    private int pairs;

    /// Whether anything is to be changed.
    boolean wanted() {
        return !steer.isEmpty() || !erase.isEmpty();
    }

    /// @throws BadInputException if a concept or comparison is named that is not there, or no probe set is given
    void check(ConceptSet set, List<ProbeSet> probes) {
        if (!wanted()) {
            return;
        }
        List<String> names = set.concepts().stream().map(Concept::name).toList();
        for (String name : Stream.concat(steer.stream(), erase.stream()).toList()) {
            if (!names.contains(name)) {
                throw new BadInputException(
                        "There is no concept \"%s\"; the files have %s.".formatted(name, String.join(", ", names)));
            }
        }
        if (probes.isEmpty()) {
            throw new BadInputException("--steer and --erase need a probe set to ask; name one with --probes.");
        }
        probes.forEach(this::compared);
        settings(0);
    }

    private SteeringSettings settings(long seed) {
        return SteeringSettings.defaults().withSeed(seed).withMostPairs(pairs);
    }

    private Questions.Groups compared(ProbeSet probes) {
        if (comparison.isEmpty()) {
            return Questions.first(probes);
        }
        List<Questions.Groups> known = Questions.comparisons(probes);
        return known.stream()
                .filter(groups -> name(groups).equals(comparison))
                .findFirst()
                .orElseThrow(() -> new BadInputException("--comparison: the probe set \"%s\" has no %s; it has %s."
                        .formatted(
                                probes.name(),
                                comparison,
                                known.stream().map(CausalOptions::name).collect(Collectors.joining(", ")))));
    }

    private static String name(Questions.Groups groups) {
        return groups.groupA() + ":" + groups.groupB();
    }

    /// Changes the model, asks, and writes what came of it.
    void run(
            LanguageModel model,
            ConceptAnalysis analysis,
            List<ProbeSet> probes,
            Path out,
            Console console,
            Progress progress,
            Cancellation cancellation) {
        SteeringSettings settings = settings(analysis.settings().seed());
        List<String> texts =
                neutral.toString().isEmpty() ? Steering.suggestedNeutral(analysis.set()) : WordListFile.read(neutral);
        List<SteeringStudy> studies = new ArrayList<>();
        List<Erasure> erasures = new ArrayList<>();
        for (ProbeSet one : probes) {
            for (String name : steer) {
                studies.add(Steering.run(
                        model,
                        direction(model, analysis, name),
                        one,
                        compared(one),
                        texts,
                        settings,
                        progress,
                        cancellation));
            }
            for (String name : erase) {
                erasures.add(Erasure.run(
                        model, direction(model, analysis, name), one, texts, settings, progress, cancellation));
            }
        }
        SteeringOutput.write(out, studies, erasures)
                .forEach(file -> console.out().println("wrote " + file));
        studies.forEach(study -> tell(study, console));
        erasures.forEach(erasure -> tell(erasure, console));
    }

    private ConceptDirection direction(LanguageModel model, ConceptAnalysis analysis, String concept) {
        List<ConceptDirection> movable = analysis.directions().stream()
                .filter(one -> one.concept().equals(concept))
                .filter(one -> one.method() == analysis.settings().methods().getFirst())
                .filter(one -> one.layer() < model.summary().layers())
                .filter(one -> layer < 0 || one.layer() == layer)
                .toList();
        return movable.stream()
                .max(Comparator.comparingDouble(ConceptDirection::accuracy))
                .orElseThrow(() -> new BadInputException(
                        "--steer-layer: there is no direction that can be moved in hidden state %d; it must be one of --layers and lie from 0 to %d."
                                .formatted(layer, model.summary().layers() - 1)));
    }

    private static void tell(SteeringStudy study, Console console) {
        console.out()
                .printf(
                        "%s, hidden state %d, %s less %s: %+.4f %s per unit of dose, interval %+.4f to %+.4f; %d of %d"
                                + " random directions as steep, p %.4f.%n",
                        study.concept(),
                        study.layer(),
                        study.questions().groupA(),
                        study.questions().groupB(),
                        study.curve().slope(),
                        study.questions().outcome().unit(),
                        study.slopeInterval().low(),
                        study.slopeInterval().high(),
                        study.randomAsSteep(),
                        study.random().size(),
                        study.randomP());
    }

    private static void tell(Erasure erasure, Console console) {
        for (Erasure.Row row : erasure.rows()) {
            console.out()
                    .printf(
                            "%s projected out, %s and %s%s: %.4f apart before, %.4f after, change %+.4f to %+.4f,"
                                    + " random directions %+.4f to %+.4f.%n",
                            erasure.concept(),
                            row.questions().groupA(),
                            row.questions().groupB(),
                            row.questions().control() ? " (control)" : "",
                            row.sizeBefore(),
                            row.sizeAfter(),
                            row.interval().low(),
                            row.interval().high(),
                            row.randomLow(),
                            row.randomHigh());
        }
    }
}
