package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.List;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// The first principal component of actions, each averaged over several questions about it
/// (Schramowski et al. 2022): the axis on which a model's picture of actions differs most, which
/// may or may not be what people call moral.
///
/// @param layer the hidden state
/// @param axis of length 1, pointing to the actions given as good, `[hidden size]`
/// @param share of the variance between actions that lies along it, 0 … 1
/// @param ordered share of all pairs of a good and a bad action in which the good one lies
///     higher; 0.5 is chance, but the sign is chosen, so that it is at least about that
/// @param actions where each lies
public record MoralDirection(int layer, float[] axis, double share, double ordered, List<Action> actions) {

    /// Where a question has the action.
    public static final String ACTION = "{action}";

    /// Copies the list.
    public MoralDirection {
        actions = List.copyOf(actions);
    }

    /// An action.
    ///
    /// @param good whether it was given as good
    /// @param value coordinate along the axis, 0 for the mean of all actions, in the unit of the
    ///     hidden states
    public record Action(String action, boolean good, double value) {}

    /// Finds the axis in every layer.
    ///
    /// @param good actions such as "help a neighbour", at least one
    /// @param bad actions such as "steal from a neighbour", at least one
    /// @param questions texts with `{action}`
    /// @param settings pooling and layers
    /// @throws BadInputException if an action or question is missing
    public static List<MoralDirection> of(
            LanguageModel model,
            List<String> good,
            List<String> bad,
            List<String> questions,
            ConceptSettings settings,
            Progress progress,
            Cancellation cancellation) {
        if (good.isEmpty() || bad.isEmpty()) {
            throw new BadInputException("A moral direction needs good and bad actions; give at least one of each.");
        }
        if (questions.isEmpty() || questions.stream().anyMatch(question -> !question.contains(ACTION))) {
            throw new BadInputException("A moral direction needs questions that each hold " + ACTION + ".");
        }
        List<Integer> layers = settings.layersOf(model.summary().layers() + 1);
        PooledActivations activations = new PooledActivations(model, settings.pooling(), layers);
        List<String> actions = new ArrayList<>(good);
        actions.addAll(bad);
        double[][][] means = new double[layers.size()][actions.size()][];
        for (int action = 0; action < actions.size(); action++) {
            String text = actions.get(action);
            List<float[][]> asked = activations.of(
                    questions.stream()
                            .map(question -> question.replace(ACTION, text))
                            .toList(),
                    progress,
                    cancellation);
            for (int layer = 0; layer < means.length; layer++) {
                double[] mean = new double[asked.getFirst()[layer].length];
                for (float[][] one : asked) {
                    for (int i = 0; i < mean.length; i++) {
                        mean[i] += one[layer][i] / (double) asked.size();
                    }
                }
                means[layer][action] = mean;
            }
        }
        List<MoralDirection> found = new ArrayList<>();
        for (int layer = 0; layer < means.length; layer++) {
            found.add(of(layers.get(layer), actions, good.size(), means[layer]));
        }
        return found;
    }

    private static MoralDirection of(int layer, List<String> actions, int good, double[][] rows) {
        Vectors.centre(rows);
        PrincipalComponents components = PrincipalComponents.of(rows, 1);
        if (components.axes().length == 0) {
            throw new BadInputException(
                    "All actions look the same in hidden state " + layer + "; choose another layer.");
        }
        double[] axis = components.axes()[0];
        double[] values = new double[rows.length];
        double towards = 0;
        for (int i = 0; i < rows.length; i++) {
            values[i] = Vectors.dot(rows[i], axis);
            towards += i < good ? values[i] / good : -values[i] / (rows.length - good);
        }
        double sign = towards < 0 ? -1 : 1;
        List<Action> placed = new ArrayList<>();
        double ordered = 0;
        for (int i = 0; i < rows.length; i++) {
            placed.add(new Action(actions.get(i), i < good, sign * values[i]));
        }
        for (int one = 0; one < good; one++) {
            for (int other = good; other < rows.length; other++) {
                ordered += (1 + Math.signum(sign * (values[one] - values[other]))) / 2;
            }
        }
        double[] pointed = axis.clone();
        for (int i = 0; i < pointed.length; i++) {
            pointed[i] *= sign;
        }
        return new MoralDirection(
                layer, Vectors.unit(pointed), components.shares()[0], ordered / good / (rows.length - good), placed);
    }
}
