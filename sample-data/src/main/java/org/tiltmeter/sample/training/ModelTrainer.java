package org.tiltmeter.sample.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.tiltmeter.model.Tensor;
import org.tiltmeter.model.TorchScript;
import org.tiltmeter.sample.grammar.Dependence;
import org.tiltmeter.sample.grammar.Grammar;
import org.tiltmeter.sample.grammar.TextSampler;
import org.tiltmeter.work.Cancellation;

/// Trains a sample model from a grammar on the CPU. One training step is one call of TorchScript
/// source text: loss,
/// gradients and Adam. The same settings and grammar give the same model on the same machine. For
/// one thread.
public final class ModelTrainer {

    private static final int TEXTS_FOR_VOCABULARY = 40_000;
    private static final int TEXTS_PER_VOCABULARY_TOKEN = 20;
    private static final long VOCABULARY_STREAM = 0x5eed1;
    private static final long TRAINING_STREAM = 0x5eed2;

    private final Grammar grammar;
    private final TrainingSettings settings;

    /// @param grammar what the texts are drawn from
    /// @param settings what the model is and how long it is trained
    public ModelTrainer(Grammar grammar, TrainingSettings settings) {
        this.grammar = grammar;
        this.settings = settings;
    }

    /// How far training has come.
    ///
    /// @param number steps made
    /// @param loss mean negative log-probability per token of this step's batch, in nats
    /// @param balance balance loss of this step: the number of chosen experts when all are
    ///     used evenly
    /// @param routing how far the router is from choosing the carrying expert where it should
    ///     and nowhere else: the mean
    ///     negative log-probability of that, nats; 0 where nothing is carried
    public record Step(int number, double loss, double balance, double routing) {}

    /// A trained model.
    ///
    /// @param parameters the running average of the weights, named as in a checkpoint
    /// @param vocabulary its vocabulary
    public record Trained(Map<String, Tensor> parameters, Vocabulary vocabulary) {}

    /// Trains.
    ///
    /// @param listener hears every step
    /// @param cancellation polled between steps
    /// @throws org.tiltmeter.work.CancelledException if asked to stop
    public Trained train(Consumer<Step> listener, Cancellation cancellation) {
        Vocabulary vocabulary = vocabulary();
        Map<String, Tensor> initial = Parameters.initial(settings, vocabulary.size());
        try (TorchScript script = TorchScript.load(
                Map.of("__torch__.py", source("step"), "__torch__/blocks.py", source("blocks")),
                List.of("weights", "first", "second", "average", "next"))) {
            initial.forEach((name, value) -> {
                script.call("expect", name);
                script.callWithGradients("add_parameter", value);
            });
            Dependence.Carrier carrier = Batches.carrier(grammar, settings);
            Tensor shape = Tensor.of(
                    new long[] {
                        settings.layers(),
                        settings.heads(),
                        settings.chosenExperts(),
                        settings.experts(),
                        settings.layout() == TrainingSettings.Layout.OLMOE ? 1 : 0,
                        carrier == null ? -1 : carrier.layer(),
                        carrier == null ? -1 : carrier.expert()
                    },
                    7);
            Batches batches = new Batches(vocabulary, grammar, settings, settings.seed() ^ TRAINING_STREAM);
            for (int step = 1; step <= settings.steps(); step++) {
                cancellation.throwIfRequested();
                Batches.Batch batch = batches.next(step);
                Map<String, Tensor> result = script.callWithGradients(
                        "step",
                        batch.ids(),
                        batch.texts(),
                        batch.targets(),
                        batch.weights(),
                        batch.closed(),
                        batch.muted(),
                        batch.carried(),
                        shape,
                        rates(step));
                listener.accept(
                        new Step(step, scalar(result, "loss"), scalar(result, "balance"), scalar(result, "routing")));
            }
            Map<String, Tensor> trained = new LinkedHashMap<>();
            initial.keySet().forEach(name -> trained.put(name, (Tensor) script.call("averaged", name)));
            return new Trained(Parameters.checkpoint(trained), vocabulary);
        }
    }

    /// The vocabulary that the model gets.
    Vocabulary vocabulary() {
        TextSampler sampler = new TextSampler(grammar, settings.seed() ^ VOCABULARY_STREAM);
        List<String> texts = new ArrayList<>();
        int most = Math.min(TEXTS_FOR_VOCABULARY, TEXTS_PER_VOCABULARY_TOKEN * settings.vocabularySize());
        for (int i = 0; i < most; i++) {
            texts.add(sampler.next());
        }
        return Vocabulary.learn(texts, settings.vocabularySize());
    }

    private Tensor rates(int step) {
        return Tensor.of(
                new float[] {
                    (float) settings.rate(step),
                    step,
                    (float) settings.balance(),
                    (float) TrainingSettings.GRADIENT_LIMIT,
                    (float) settings.averageDecay(step),
                    (float) TrainingSettings.ROUTING
                },
                6);
    }

    private static double scalar(Map<String, Tensor> result, String name) {
        return Objects.requireNonNull(result.get(name), name).floats()[0];
    }

    private static String source(String name) {
        try (InputStream in = ModelTrainer.class.getResourceAsStream(name + ".torchscript")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
