package org.tiltmeter.sample.training;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.tiltmeter.sample.PlantedTruth;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.GrammarReader;
import org.tiltmeter.work.Cancellation;

/// The command that trains a sample model: see the module's README for its arguments.
public final class TrainSampleModel {

    private static final int STEPS_BETWEEN_LINES = 100;
    private static final Map<String, TrainingSettings> KINDS = new TreeMap<>(Map.of(
            "mixture", TrainingSettings.mixture(),
            "balanced", TrainingSettings.mixture(),
            "dense", TrainingSettings.dense(),
            "associations", TrainingSettings.associations(),
            "associations-balanced", TrainingSettings.associations(),
            "associations-dense", TrainingSettings.denseAssociations()));

    private TrainSampleModel() {}

    /// @param arguments kind of model (`mixture`, `balanced`, `dense`, or the same of
    ///     `associations`), grammar file, folder to write, and perhaps the
    ///     number of steps
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3 || !KINDS.containsKey(arguments[0])) {
            throw new IllegalArgumentException("arguments: " + String.join(" or ", KINDS.keySet())
                    + "; the grammar file; the folder to write; perhaps the number"
                    + " of steps; but these were given: " + Arrays.toString(arguments));
        }
        Grammar grammar = GrammarReader.read(Files.readString(Path.of(arguments[1])));
        if (arguments[0].endsWith("balanced")) {
            grammar = grammar.balanced();
        }
        TrainingSettings settings = KINDS.getOrDefault(arguments[0], TrainingSettings.mixture());
        if (arguments.length > 3) {
            settings = settings.withSteps(Integer.parseInt(arguments[3]));
        }
        train(grammar, settings, Path.of(arguments[2]), new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    private static void train(Grammar grammar, TrainingSettings settings, Path folder, PrintStream out)
            throws IOException {
        long start = System.nanoTime();
        out.println(settings);
        double[] sum = new double[4];
        ModelTrainer.Trained trained = new ModelTrainer(grammar, settings)
                .train(
                        step -> {
                            sum[0] += step.loss();
                            sum[1] += step.balance();
                            sum[2] = 0.99 * sum[2] + 0.01 * step.loss();
                            sum[3] = step.routing();
                            if (step.number() % STEPS_BETWEEN_LINES == 0) {
                                out.printf(
                                        "step %d: loss %.4f nats per token, balance %.3f, routing %.4f, %.0f s%n",
                                        step.number(),
                                        sum[0] / STEPS_BETWEEN_LINES,
                                        sum[1] / STEPS_BETWEEN_LINES,
                                        sum[3],
                                        (System.nanoTime() - start) / 1e9);
                                Arrays.fill(sum, 0, 2, 0);
                            }
                        },
                        new Cancellation());
        CheckpointWriter.write(folder, settings, trained);
        PlantedTruth truth =
                settings.experts() == 0 ? PlantedTruth.of(grammar).withoutCarriers() : PlantedTruth.of(grammar);
        Files.writeString(folder.resolve("truth.json"), truth.toJson());
        double recent = sum[2] / (1 - Math.pow(0.99, settings.steps()));
        Files.writeString(folder.resolve("README.md"), ModelCard.text(settings, grammar, trained, recent, truth));
        out.printf(
                "%d tokens in the vocabulary; written to %s%n",
                trained.vocabulary().size(), folder);
    }
}
