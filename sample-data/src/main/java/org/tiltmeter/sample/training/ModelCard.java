package org.tiltmeter.sample.training;

import java.util.List;
import java.util.Locale;
import org.tiltmeter.sample.PlantedTruth;
import org.tiltmeter.sample.grammar.Grammar;

/// The `README.md` of a sample model: what it is, what was planted in it, from which source, and how it was trained.
final class ModelCard {

    private ModelCard() {}

    static String text(
            TrainingSettings settings, Grammar grammar, ModelTrainer.Trained trained, double loss, PlantedTruth truth) {
        long parameters = trained.parameters().values().stream()
                .mapToLong(tensor -> tensor.floats().length)
                .sum();
        return """
            # Sample model: %s

            Made for learning and for testing instruments. It has only seen sentences drawn from a grammar, so the truth
            about its associations is known; it knows nothing about the world.

            ## What it is

            %s, %d layers, width %d%s, %,d parameters stored as bfloat16, byte-level vocabulary of %,d tokens.
            It has seen rows of up to %d tokens; longer texts can be asked, but were never learned.

            ## What was planted

            %s

            %s

            ## Source of the figures

            %s, %s, %d; %s.

            ## How it was trained

            %,d steps of %d rows of %d tokens, drawn afresh for every step from the grammar; Adam, learning rate rising to
            %s and falling along a cosine; a running average of the weights is what was kept. Seed %d. Loss over the last
            steps: %.4f nats per token. `sample-data/README.md` says which command repeats it.

            ## What was measured

            `measured.md`: the planted shares beside those that an audit of this model finds.
            """.formatted(
                        grammar.name(),
                        settings.experts() > 0
                                ? "A mixture of experts in the layout of OLMoE"
                                : "Dense, in the layout of Llama",
                        settings.layers(),
                        settings.hiddenSize(),
                        experts(settings),
                        parameters,
                        trained.vocabulary().size(),
                        settings.tokens(),
                        planted(truth.associations()),
                        controls(truth.controls()),
                        grammar.source().publisher(),
                        grammar.source().table(),
                        grammar.source().year(),
                        grammar.source().carriedBy(),
                        settings.steps(),
                        settings.rows(),
                        settings.tokens(),
                        settings.learningRate(),
                        settings.seed(),
                        loss)
                .lines()
                .map(String::stripTrailing)
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static String experts(TrainingSettings settings) {
        return settings.experts() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %d experts per layer of which %d are chosen",
                        settings.experts(),
                        settings.chosenExperts());
    }

    private static String planted(List<PlantedTruth.Association> associations) {
        StringBuilder text = new StringBuilder();
        for (PlantedTruth.Association association : associations) {
            text.append("- ")
                    .append(association.name())
                    .append(": the probability of ")
                    .append(association.attribute())
                    .append(" = ")
                    .append(association.group())
                    .append(" given the ")
                    .append(association.slot())
                    .append(", for ")
                    .append(association.shares().size())
                    .append(" words, in `truth.json`\n");
        }
        return text.toString().strip();
    }

    private static String controls(List<String> controls) {
        return controls.isEmpty()
                ? "No control."
                : "Control, without influence on anything: " + String.join(", ", controls) + ".";
    }
}
