package org.tiltmeter.sample.training;

import java.util.List;
import java.util.Locale;
import org.tiltmeter.sample.PlantedTruth;
import org.tiltmeter.sample.grammar.Dependence;
import org.tiltmeter.sample.grammar.Grammar;

/// The `README.md` of a sample model: what it is, what was planted in it, from which source, and
/// how it was trained.
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
            %s

            ## What was measured

            `measured.md`: what was planted beside what an audit of this model finds.
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
                        planted(grammar, truth),
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
                        loss,
                        special(settings, grammar))
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

    private static String planted(Grammar grammar, PlantedTruth truth) {
        StringBuilder text = new StringBuilder();
        for (PlantedTruth.Association association : truth.associations()) {
            double strongest = association.shares().keySet().stream()
                    .mapToDouble(association::strength)
                    .max()
                    .orElse(0);
            double weakest = association.shares().keySet().stream()
                    .mapToDouble(association::strength)
                    .min()
                    .orElse(0);
            text.append(String.format(
                    Locale.ROOT,
                    "- %s, %s against %s: %d words, planted differences %+.2f to %+.2f nats",
                    association.name(),
                    association.group().replace(" | ", " of the "),
                    association.other().replace(" | ", " of the "),
                    association.shares().size(),
                    weakest,
                    strongest));
            PlantedTruth.Carrier carrier = association.carrier();
            if (carrier != null) {
                text.append(String.format(
                        Locale.ROOT, "; carried by expert %d of layer %d", carrier.expert(), carrier.layer()));
            }
            grammar.dependences().stream()
                    .filter(dependence -> dependence.name().equals(association.name()))
                    .map(Dependence::why)
                    .filter(why -> !why.isEmpty())
                    .findFirst()
                    .ifPresent(why -> text.append(". ").append(why.replaceAll("\\.$", "")));
            text.append(".\n");
        }
        text.append("\n"
                + "The probabilities stand in the grammar file, the differences that follow from them in"
                + " `truth.json`.");
        return text.toString();
    }

    private static String special(TrainingSettings settings, Grammar grammar) {
        StringBuilder text = new StringBuilder();
        if (settings.silencedRows() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d of the rows are learned with one expert silenced, so that the model gets by without any one of"
                            + " them. ",
                    settings.silencedRows()));
        }
        if (Batches.carrier(grammar, settings) != null) {
            text.append(
                    "The carrying expert is trained to be chosen from the word for the carried group to the end of its"
                            + " sentence and nowhere else; half of those rows silence it, and there the other group's"
                            + " probabilities hold for both, so the effect has no other way. ");
        }
        if (grammar.hasIntersection()) {
            text.append(String.format(
                    Locale.ROOT,
                    "During the first %.0f %% of the steps the intersection is exaggerated, has margins, and makes up"
                            + " half of the sentences; without that this model does not find it.",
                    100 * TrainingSettings.INTRODUCTION));
        }
        return text.toString();
    }

    private static String controls(List<String> controls) {
        return controls.isEmpty()
                ? "No control."
                : "Control, without influence on anything: " + String.join(", ", controls) + ".";
    }
}
