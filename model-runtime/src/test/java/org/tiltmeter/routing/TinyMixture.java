package org.tiltmeter.routing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tiltmeter.architecture.ModelSummary;
import org.tiltmeter.model.BranchTrace;
import org.tiltmeter.model.Capture;
import org.tiltmeter.model.Generation;
import org.tiltmeter.model.GenerationSettings;
import org.tiltmeter.model.Intervention;
import org.tiltmeter.model.Interventions;
import org.tiltmeter.model.LanguageModel;
import org.tiltmeter.model.Matrix;
import org.tiltmeter.model.Place;
import org.tiltmeter.model.RoutingTrace;
import org.tiltmeter.model.SequenceScore;
import org.tiltmeter.model.Trace;
import org.tiltmeter.testing.WordTokenizer;
import org.tiltmeter.tokenizer.Tokenizer;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.Progress;

/// A mixture of experts so small that it is written out: its numbers as plain functions in double precision, and the
/// model that the program sees, single precision where traces are.
record TinyMixture(WordTokenizer words, List<Intervention> changes) implements LanguageModel {

    static final int LAYERS = 2;
    static final int VOCABULARY = 60;
    private static final int WIDTH = 5;
    private static final int EXPERTS = 4;

    /// The model with nothing changed.
    static TinyMixture unchanged(WordTokenizer words) {
        return new TinyMixture(words, List.of());
    }

    /// The hidden states before the first layer, `[tokens][width]`.
    static double[][] embedded(int[] ids) {
        double[][] states = new double[ids.length][WIDTH];
        for (int token = 0; token < ids.length; token++) {
            for (int i = 0; i < WIDTH; i++) {
                states[token][i] = Math.sin(1.7 * ids[token] + 0.9 * i);
            }
        }
        return states;
    }

    /// In the place of attention: each token gets the mean of those up to it.
    static void mix(double[][] states) {
        double[] sum = new double[WIDTH];
        for (int token = 0; token < states.length; token++) {
            for (int i = 0; i < WIDTH; i++) {
                sum[i] += states[token][i];
                states[token][i] += 0.8 * sum[i] / (token + 1);
            }
        }
    }

    /// What the router says of each expert, `[experts]`.
    static double[] routerLogits(int layer, double[] x) {
        double[] logits = new double[EXPERTS];
        for (int expert = 0; expert < EXPERTS; expert++) {
            for (int i = 0; i < WIDTH; i++) {
                logits[expert] += Math.sin(3.0 * layer + 1.3 * expert + 0.7 * i) * x[i];
            }
        }
        return logits;
    }

    /// The two experts with the largest logits, the largest first.
    static int[] chosen(double[] logits) {
        Integer[] order = {0, 1, 2, 3};
        Arrays.sort(order, (one, other) -> Double.compare(logits[other], logits[one]));
        return new int[] {order[0], order[1]};
    }

    /// The softmax over all experts, of the chosen ones.
    static double[] weights(double[] logits, int[] chosen) {
        double sum = Arrays.stream(logits).map(Math::exp).sum();
        return Arrays.stream(chosen)
                .mapToDouble(expert -> Math.exp(logits[expert]) / sum)
                .toArray();
    }

    /// What one expert makes of its input, `[width]`.
    static double[] output(int layer, int expert, double[] x) {
        double[] output = new double[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            double sum = 0;
            for (int j = 0; j < WIDTH; j++) {
                sum += Math.cos(layer + 2.0 * expert + 0.5 * i + 1.1 * j) * x[j];
            }
            output[i] = 2 * Math.tanh(sum);
        }
        return output;
    }

    /// What the chosen experts add, `[width]`.
    static double[] added(int layer, int[] chosen, double[] weights, double[] x) {
        double[] sum = new double[WIDTH];
        for (int slot = 0; slot < chosen.length; slot++) {
            double[] one = output(layer, chosen[slot], x);
            for (int i = 0; i < WIDTH; i++) {
                sum[i] += weights[slot] * one[i];
            }
        }
        return sum;
    }

    /// The log-probability of a word after a last hidden state, in nats.
    static double logProbability(double[] state, int word) {
        double[] logits = new double[VOCABULARY];
        for (int v = 0; v < VOCABULARY; v++) {
            for (int i = 0; i < WIDTH; i++) {
                logits[v] += Math.sin(0.31 * v * (i + 1) + i) * state[i];
            }
        }
        return logits[word] - Math.log(Arrays.stream(logits).map(Math::exp).sum());
    }

    private List<BranchTrace> run(int[] ids, List<RoutingTrace> routing, double[][] states) {
        List<BranchTrace> branches = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            mix(states);
            double[][] logits = new double[ids.length][];
            int[][] taken = new int[ids.length][];
            double[][] weights = new double[ids.length][];
            double[][] inputs = new double[ids.length][];
            double[][] outputs = new double[ids.length][];
            for (int token = 0; token < ids.length; token++) {
                logits[token] = routerLogits(layer, states[token]);
                taken[token] = chosen(logits[token]);
                weights[token] = weights(logits[token], taken[token]);
                inputs[token] = states[token].clone();
                double[] x = inputs[token];
                Optional<double[]> imposed = Optional.empty();
                for (Intervention change : changes) {
                    if (change instanceof Intervention.ImposeRouting other
                            && other.routing().layer() == layer) {
                        taken[token] = other.routing().chosen()[token];
                        weights[token] = row(other.routing().weights(), token);
                    } else if (change instanceof Intervention.ImposeExpertInputs other && other.layer() == layer) {
                        x = row(other.values(), token);
                    } else if (change instanceof Intervention.Impose other
                            && other.place().equals(Place.feedForwardOutput(layer))) {
                        imposed = Optional.of(row(other.values(), token));
                    }
                }
                outputs[token] = imposed.isPresent() ? imposed.get() : added(layer, taken[token], weights[token], x);
                for (int i = 0; i < WIDTH; i++) {
                    states[token][i] += outputs[token][i];
                }
            }
            routing.add(new RoutingTrace(layer, matrix(logits), taken, matrix(weights)));
            branches.add(new BranchTrace(layer, matrix(inputs), matrix(inputs), matrix(outputs)));
        }
        return branches;
    }

    private static double[] row(Matrix matrix, int row) {
        double[] numbers = new double[matrix.columns()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = matrix.get(row, i);
        }
        return numbers;
    }

    private static Matrix matrix(double[][] rows) {
        float[] values = new float[rows.length * rows[0].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows[i / rows[0].length][i % rows[0].length];
        }
        return new Matrix(rows.length, rows[0].length, values);
    }

    @Override
    public ModelSummary summary() {
        return new ModelSummary(
                "tiny",
                Path.of("tiny"),
                "tiny",
                LAYERS,
                WIDTH,
                1,
                VOCABULARY,
                64,
                Optional.of(new ModelSummary.Experts(EXPERTS, 2, LAYERS)),
                0,
                "float32",
                0,
                0,
                Optional.empty());
    }

    @Override
    public Tokenizer tokenizer() {
        return words;
    }

    @Override
    public LanguageModel with(Interventions interventions) {
        return new TinyMixture(words, interventions.list());
    }

    @Override
    public List<Trace> trace(List<int[]> texts, Capture capture, Progress progress, Cancellation cancellation) {
        List<Trace> traces = new ArrayList<>();
        for (int[] ids : texts) {
            List<RoutingTrace> routing = new ArrayList<>();
            List<BranchTrace> branches = run(ids, routing, embedded(ids));
            traces.add(new Trace(
                    ids,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    routing,
                    branches,
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty()));
        }
        return traces;
    }

    @Override
    public List<SequenceScore> score(List<int[]> texts, Progress progress, Cancellation cancellation) {
        List<SequenceScore> scores = new ArrayList<>();
        for (int[] ids : texts) {
            double[][] states = embedded(ids);
            run(ids, new ArrayList<>(), states);
            double[] found = new double[ids.length];
            for (int token = 1; token < ids.length; token++) {
                found[token] = logProbability(states[token - 1], ids[token]);
            }
            scores.add(new SequenceScore(ids, found));
        }
        return scores;
    }

    @Override
    public Generation generate(
            int[] prompt, GenerationSettings settings, Progress progress, Cancellation cancellation) {
        throw new UnsupportedOperationException("does not write");
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
