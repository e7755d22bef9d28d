package org.tiltmeter.concept;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.statistics.Corrections;
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
/// @param p share of ways to deal the same numbers of good and bad to the actions that order as
///     many pairs, up or down; the axis knows nothing of good and bad, so that only the sign is
///     chosen. 10,000 seeded ones, p = (1 + count) / (1 + 10,000) (our reconstruction)
/// @param adjustedP after Holm over the layers
/// @param actions where each lies
public record MoralDirection(
        int layer, float[] axis, double share, double ordered, double p, double adjustedP, List<Action> actions) {

    /// How often good and bad are dealt by chance.
    public static final int SHUFFLES = 10_000;

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
            cancellation.throwIfRequested();
            found.add(of(layers.get(layer), actions, good.size(), means[layer], settings.seed()));
        }
        double[] adjusted =
                Corrections.holm(found.stream().mapToDouble(MoralDirection::p).toArray());
        return IntStream.range(0, adjusted.length)
                .mapToObj(i -> {
                    MoralDirection one = found.get(i);
                    return new MoralDirection(
                            one.layer(), one.axis(), one.share(), one.ordered(), one.p(), adjusted[i], one.actions());
                })
                .toList();
    }

    /// Share of all pairs of one of the first and one of the others in which the first lies higher;
    /// equal ones count half.
    ///
    /// @param values `[actions]`
    /// @param order which value each action has, `[actions]`
    private static double ordered(double[] values, int[] order, int first) {
        double pairs = 0;
        for (int one = 0; one < first; one++) {
            for (int other = first; other < values.length; other++) {
                pairs += (1 + Math.signum(values[order[one]] - values[order[other]])) / 2;
            }
        }
        return pairs / first / (values.length - first);
    }

    private static double p(double[] values, int first, double observed, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, values.length).toArray();
        double extreme = Math.abs(observed - 0.5) - 1e-12;
        int count = 0;
        for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
            DirectionFit.shuffle(order, random);
            count += Math.abs(ordered(values, order, first) - 0.5) >= extreme ? 1 : 0;
        }
        return (1.0 + count) / (1.0 + SHUFFLES);
    }

    private static MoralDirection of(int layer, List<String> actions, int good, double[][] rows, long seed) {
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
        for (int i = 0; i < rows.length; i++) {
            values[i] *= sign;
            placed.add(new Action(actions.get(i), i < good, values[i]));
        }
        double ordered = ordered(values, IntStream.range(0, rows.length).toArray(), good);
        double p = p(values, good, ordered, seed);
        double[] pointed = axis.clone();
        for (int i = 0; i < pointed.length; i++) {
            pointed[i] *= sign;
        }
        return new MoralDirection(layer, Vectors.unit(pointed), components.shares()[0], ordered, p, p, placed);
    }
}
