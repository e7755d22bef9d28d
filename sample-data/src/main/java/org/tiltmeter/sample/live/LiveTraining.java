package org.tiltmeter.sample.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiltmeter.measure.Audit;
import org.tiltmeter.measure.AuditResult;
import org.tiltmeter.measure.AuditSettings;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.LanguageModels;
import org.tiltmeter.model.OpenSettings;
import org.tiltmeter.probe.ProbeFile;
import org.tiltmeter.probe.ProbeSet;
import org.tiltmeter.sample.PlantedTruth;
import org.tiltmeter.sample.SampleGrammars;
import org.tiltmeter.sample.SampleProbes;
import org.tiltmeter.sample.grammar.Dependence;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.GrammarReader;
import org.tiltmeter.sample.training.CheckpointWriter;
import org.tiltmeter.sample.training.ModelTrainer;
import org.tiltmeter.sample.training.TrainingSettings;
import org.tiltmeter.statistics.Interval;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// Trains a tiny mixture of experts on shares that a class has chosen, and audits it: does the
/// instrument recover them?
///
/// The same shares and seed give the same model on the same machine. For a worker thread.
public final class LiveTraining {

    /// Smallest and largest share that can be chosen: nearer to 0 or 1 a few thousand sentences
    /// teach no exact share.
    public static final double SMALLEST_SHARE = 0.05;

    /// How far the audit's shares lie from the chosen ones at most.
    public static final double STATED_ERROR = 0.02;

    private LiveTraining() {}

    /// What the class chose and what the audit found, word by word.
    ///
    /// @param folder the trained model
    /// @param recovered by occupation, chosen and measured share of women
    public record Outcome(Path folder, Map<String, Recovered> recovered) {

        /// Copies the map, keeping its order.
        public Outcome {
            recovered = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(recovered));
        }

        /// The largest distance of a measured from a chosen share.
        public double largestError() {
            return recovered.values().stream()
                    .mapToDouble(one -> Math.abs(one.measured() - one.chosen()))
                    .max()
                    .orElse(0);
        }
    }

    /// One occupation.
    ///
    /// @param chosen share of women in the sentences that the model was trained on
    /// @param measured share that the audit finds
    /// @param interval of the measured share
    /// @param templates the units of the interval
    public record Recovered(double chosen, double measured, Interval interval, int templates) {}

    /// The occupations whose shares can be chosen.
    public static List<String> occupations() {
        return grammar().variable("occupation").values();
    }

    /// The probe set that asks about them.
    public static ProbeSet probes() {
        return ProbeFile.parse(SampleProbes.live(), "the probes of the live lesson");
    }

    /// Trains a model, writes it, and audits it.
    ///
    /// @param shares by occupation, the share of women, [#SMALLEST_SHARE] … 1 −
    ///     [#SMALLEST_SHARE]; 0.5 for those left
    ///     out
    /// @param folder where to write the model; files there are replaced
    /// @param seed decides the first weights and every sentence
    /// @param progress hears TRAINING in steps, then the phases of opening and audit
    /// @throws BadInputException if an occupation is unknown, a share out of range or the folder
    /// cannot be written
    /// @throws org.tiltmeter.work.CancelledException if asked to stop; then nothing is written
    public static Outcome run(
            Map<String, Double> shares, Path folder, long seed, Progress progress, Cancellation cancellation) {
        Grammar grammar = grammar(shares);
        TrainingSettings settings = TrainingSettings.live(seed);
        ModelTrainer.Trained trained = new ModelTrainer(grammar, settings)
                .train(
                        step -> progress.report(
                                new Progress.Step(Progress.Phase.TRAINING, step.number(), settings.steps())),
                        cancellation);
        PlantedTruth truth = PlantedTruth.of(grammar);
        try {
            CheckpointWriter.write(folder, settings, trained);
            Files.writeString(folder.resolve("truth.json"), truth.toJson());
        } catch (IOException failure) {
            throw new BadInputException(
                    "The model cannot be written to " + folder + " (" + failure.getMessage()
                            + "); free some space there.",
                    failure);
        }
        try (LanguageModel model = LanguageModels.open(folder, OpenSettings.EXACT, progress, cancellation)) {
            AuditResult audit = Audit.run(model, probes(), AuditSettings.defaults(), progress, cancellation);
            return new Outcome(folder, recovered(truth, audit));
        }
    }

    private static Map<String, Recovered> recovered(PlantedTruth truth, AuditResult audit) {
        PlantedTruth.Association association = truth.associations().getFirst();
        Map<String, Recovered> recovered = new LinkedHashMap<>();
        audit.results().stream()
                .filter(result -> result.attribute().equals(association.attribute()))
                .flatMap(result -> result.slots().stream())
                .flatMap(slot -> slot.terms().stream())
                .forEach(term -> recovered.put(
                        term.term(),
                        new Recovered(
                                association.shares().getOrDefault(term.term(), Double.NaN),
                                term.shareA().value(),
                                term.shareA().interval(),
                                term.templates())));
        return recovered;
    }

    private static Grammar grammar() {
        return GrammarReader.read(SampleGrammars.live());
    }

    private static Grammar grammar(Map<String, Double> shares) {
        Grammar grammar = grammar();
        List<Dependence> dependences = new ArrayList<>();
        for (Dependence dependence : grammar.dependences()) {
            Map<String, Map<String, Double>> table = new LinkedHashMap<>(dependence.table());
            shares.forEach((occupation, share) -> {
                if (!table.containsKey(occupation)) {
                    throw new BadInputException("The live lesson has no occupation called " + occupation + "; it has "
                            + String.join(", ", table.keySet()) + ".");
                }
                if (!(share >= SMALLEST_SHARE && share <= 1 - SMALLEST_SHARE)) {
                    throw new BadInputException("The share of women for " + occupation + " is " + share
                            + ", but must lie between " + SMALLEST_SHARE + " and " + (1 - SMALLEST_SHARE) + ".");
                }
                Map<String, Double> row = new LinkedHashMap<>();
                row.put("women", share);
                row.put("men", 1 - share);
                table.put(occupation, row);
            });
            dependences.add(dependence.withTable(table));
        }
        return grammar.withDependences(dependences);
    }
}
